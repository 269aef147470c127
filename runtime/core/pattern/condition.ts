import type { ValueTest } from "./value-test.ts";

/** One condition of a pattern: a key whose value must pass one of the tests, or alternatives of which one must hold. */
export type Condition =
  | { readonly kind: "key"; readonly path: string; readonly tests: readonly ValueTest[] }
  | { readonly kind: "or"; readonly alternatives: readonly (readonly Condition[])[] };
