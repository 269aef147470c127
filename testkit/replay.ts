import { readFileSync } from "node:fs";
import { type ComparableRun, readCaptures } from "../app/replayed-runs.ts";
import type { TestRuntime } from "./test-runtime.ts";

/** A captured event that was run again. */
export interface ReplayedRun extends ComparableRun {
  readonly functionName: string;
  /** Whether it did something else than when it was captured. */
  readonly isChanged: boolean;
  /** What, as paths: `result.items[2].price`. */
  readonly differences: readonly { readonly path: string; readonly recorded?: unknown; readonly replayed?: unknown }[];
}

/**
 * Runs the captures of a cassette once more, one after the other. An SQS event's messages come into their queue of this runtime.
 *
 * @param cassette a file
 * @throws {Error} when it is no cassette
 */
export async function replay(runtime: TestRuntime, cassette: string | URL): Promise<ReplayedRun[]> {
  const runs: ReplayedRun[] = [];
  for (const capture of readCaptures(readFileSync(cassette, "utf8"), String(cassette))) {
    const { run, isChanged, differences } = await runtime.engine.do((engine) =>
      engine.runtime.runs.replay({ capture }),
    );
    runs.push({ ...run, functionName: capture.functionName, isChanged, differences });
  }
  return runs;
}
