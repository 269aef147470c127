// Breaks: a cycle, made of types only.
import type { B } from "./cycle-b.ts";

export interface A {
  readonly b: B;
}
