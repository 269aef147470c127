import { expect, expectTypeOf, test } from "vitest";
import { defineConfig, startRuntime } from "../../../app/index.ts";
import type * as publicTypes from "../../../app/public/index.d.ts";
import type { CheckedConfig } from "../../../app/config/schema.ts";

test("the hand-written public types say what the schema takes", () => {
  expectTypeOf<publicTypes.LambdaloopConfig>().toEqualTypeOf<CheckedConfig>();
});

test("the public API has the hand-written types, and what they export", async () => {
  expectTypeOf(defineConfig).toEqualTypeOf<typeof publicTypes.defineConfig>();
  expectTypeOf(startRuntime).toEqualTypeOf<typeof publicTypes.startRuntime>();
  expect(Object.keys(await import("../../../app/index.ts")).toSorted()).toEqual(["defineConfig", "startRuntime"]);
});

test("defineConfig returns its argument", () => {
  const config = { queues: { orders: {} } };
  expect(defineConfig(config)).toBe(config);
});
