import { type Capture, readCassette } from "../events/capture/index.ts";
import type { ReplayRequest } from "./replay/replay-request.ts";

export type { ComparableRun } from "../events/replay/index.ts";

/**
 * The captures of a cassette as a replay takes them.
 *
 * @throws {Error} with everything that is wrong in it
 */
export function readCaptures(text: string, file: string): readonly (Capture & ReplayRequest["capture"])[] {
  const read = readCassette(text);
  if (read.kind === "cassette") return read.cassette.captures as readonly (Capture & ReplayRequest["capture"])[];
  const problems = read.problems.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`${file} is no cassette:\n${problems.join("\n")}`);
}
