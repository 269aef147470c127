/** What `lambdaloop/vitest` exports; importing it extends vitest's `expect`. */
import { expect, test as baseTest } from "vitest";
import { createRuntime, type RuntimeOptions } from "./create-runtime.ts";
import { matchers } from "./matchers/index.ts";
import { snapshotSerializer } from "./snapshot-serializer.ts";
import type { TestAssertions } from "../app/public/testkit.d.ts";
import type { TestClock } from "./clock.ts";
import type { TestRuntime } from "./test-runtime.ts";
import { factLines } from "./trace.ts";

declare module "vitest" {
  // oxlint-disable-next-line typescript/no-explicit-any -- every declaration of it must have vitest's own parameters
  interface Matchers<T = any> extends TestAssertions {}
}

expect.extend(matchers);
expect.addSnapshotSerializer(snapshotSerializer);

interface Fixtures {
  readonly runtime: TestRuntime;
  readonly clock: TestClock;
}

/** So many facts say enough of a failed test. */
const SHOWN_FACTS = 40;

/**
 * A `test` whose `runtime` is a fresh one for every test that asks for it; a failed test prints what happened in it and its seed.
 *
 * @param options those of `createRuntime`, or a function that makes them for each test
 */
export function testWithRuntime(options: RuntimeOptions | (() => RuntimeOptions) = {}) {
  return baseTest.extend<Fixtures>({
    // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from its first parameter
    runtime: async ({ onTestFailed }, use) => {
      const given = typeof options === "function" ? options() : options;
      const runtime = await createRuntime({ importModule, ...given });
      onTestFailed(() => {
        console.error(`lambdaloop, seed ${runtime.seed}:\n${factLines(runtime.facts().slice(-SHOWN_FACTS))}`);
      });
      await use(runtime);
      await runtime.stop();
    },
    clock: async ({ runtime }, use) => {
      await use(runtime.clock);
    },
  });
}

/** Through vitest's own module graph when this file is inlined, as the plugin sees to: then `vi.mock` and coverage know the handlers. */
function importModule(file: string): Promise<unknown> {
  return import(/* @vite-ignore */ file);
}
