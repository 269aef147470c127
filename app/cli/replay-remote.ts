import { asParsed, type Capture } from "../../events/capture/index.ts";
import { comparableRun, compareRuns } from "../../events/replay/index.ts";
import { isoTimestamp } from "../../events/payloads/json-text.ts";
import { systemClock } from "../../runtime/core/clock.ts";
import { replayableEvent } from "../replay/replayer.ts";
import type { ReplayAnswer } from "../replay/replay-request.ts";
import { invokeRemote } from "./invoke-remote.ts";
import type { ReplayCommandOptions } from "./replay.ts";

/**
 * Sends a captured event to a deployed function and compares how it ended and what it answered.
 *
 * @throws {UserError} as `invokeRemote`
 */
export async function replayRemote(recorded: Capture, options: ReplayCommandOptions): Promise<ReplayAnswer> {
  const functionName = options.function ?? recorded.functionName;
  const { region, profile } = options;
  const at = isoTimestamp(systemClock.now());
  const sent = { ...(region && { region }), ...(profile && { profile }) };
  const answer = await invokeRemote(functionName, replayableEvent(recorded), sent);
  if (answer.kind === "queued") throw new TypeError("It was not asked to be queued.");
  const parsed = asParsed(answer.payload ?? "null");
  const { event, eventText, id, source } = recorded;
  const replayed: Capture = {
    id,
    at,
    functionName,
    source,
    requestId: answer.requestId,
    outcome: answer.kind,
    ...(eventText === undefined ? { event } : { eventText }),
    ...("value" in parsed ? { result: parsed.value } : { resultText: parsed.text }),
    ...(answer.reason === undefined ? {} : { error: { message: answer.reason } }),
    context: {},
    causes: [],
    effects: [],
    logs: answer.logs.map((line) => ({ source: "stdout", line })),
  };
  const comparison = compareRuns(recorded, replayed, []);
  const notes = [
    "Of a deployed function only the outcome and the result are compared.",
    ...(recorded.source === "sqs" ? ["Its receipt handles are those of the recorded event: nothing is settled."] : []),
    ...comparison.notes,
  ];
  return { ...comparison, notes, recorded, replayed, run: comparableRun(recorded, replayed) };
}
