import { readFileSync } from "node:fs";
import { readCassette } from "../events/capture/index.ts";
import type { Difference } from "../events/replay/index.ts";
import type { Clock } from "../runtime/core/clock.ts";
import { UserError } from "../runtime/core/errors.ts";
import { redactorWith } from "./capture.ts";
import { Replayer } from "./replay/replayer.ts";
import type { RunningRuntime } from "./running-runtime.ts";

/** An event of a cassette that was run once more. */
export interface ReplayedCapture {
  readonly captureId: string;
  readonly functionName: string;
  /** The code does something else than it did. */
  readonly isChanged: boolean;
  readonly differences: readonly Difference[];
  /** What could not be compared, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Runs every event of a cassette in a runtime, one after the other, and compares what came of it with what was recorded.
 *
 * @param functionName another function than the recorded ones
 * @throws {UserError} `FILE_NOT_READABLE`, `NO_CASSETTE`, `EVENT_NOT_KEPT`
 */
export async function replayCassette(
  runtime: RunningRuntime,
  clock: Clock,
  { file, functionName }: { readonly file: string; readonly functionName?: string | undefined },
): Promise<ReplayedCapture[]> {
  const read = readCassette(textOf(file));
  if (read.kind === "invalid") {
    const problems = read.problems.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new UserError("NO_CASSETTE", `${file} is no cassette: ${problems.join("; ")}`);
  }
  const { journal, services, router, scope } = runtime;
  const redactor = redactorWith("", undefined);
  const replayer = new Replayer({ clock, journal, services, router, scope, redactor: () => Promise.resolve(redactor) });
  const replays: ReplayedCapture[] = [];
  for (const capture of read.cassette.captures) {
    const { isChanged, differences, notes } = await replayer.replay(capture, { functionName });
    const name = functionName ?? capture.functionName;
    replays.push({ captureId: capture.id, functionName: name, isChanged, differences, notes });
  }
  return replays;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new UserError("FILE_NOT_READABLE", `There is no readable file ${file}.`, { cause });
  }
}
