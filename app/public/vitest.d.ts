/** Public types of `lambdaloop/vitest`. Importing it extends vitest's `expect` with our matchers and our snapshot serializer. */
import type { TestAPI } from "vitest";
import type { RuntimeOptions, TestAssertions, TestClock, TestRuntime } from "./testkit.js";

declare module "vitest" {
  // oxlint-disable-next-line typescript/no-explicit-any -- every declaration of it must have vitest's own parameters
  interface Matchers<T = any> extends TestAssertions {}
}

/**
 * A `test` whose `runtime` is a fresh one for every test that asks for it; a failed test prints what happened in it and its seed.
 *
 * @param options those of `createRuntime`, or a function that makes them for each test
 *
 * @example
 * const test = testWithRuntime({ config: "lambdaloop.config.ts" });
 * test("ships an order", async ({ runtime }) => {
 *   runtime.queue("orders").send({ id: 1, items: [] });
 *   await runtime.settled();
 *   expect(runtime.queue("orders")).toBeEmptyQueue();
 * });
 */
export declare function testWithRuntime(
  options?: RuntimeOptions | (() => RuntimeOptions),
): TestAPI<{ readonly runtime: TestRuntime; readonly clock: TestClock }>;
