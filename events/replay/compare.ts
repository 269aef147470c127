import type { Capture, CapturedFact } from "../capture/capture.ts";
import { eventTextOf } from "../capture/capture.ts";
import { type Difference, differences } from "./differences.ts";
import { createMask, type Mask, recordedTexts } from "./mask.ts";

/** What is compared: all of it, or what a deployed function tells of itself. */
export type ComparedPart = "logs" | "calls";

export interface Comparison {
  /** `true` when the code does something else than it did. */
  readonly isChanged: boolean;
  readonly differences: readonly Difference[];
  /** What could not be compared, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Compares two runs of the same event: how they ended, what they answered, what they logged, and which calls of AWS's APIs they made. Ids and
 * times are ignored, and of an error its stack.
 *
 * @param parts without these, nothing is known of them on one side
 */
export function compareRuns(
  recorded: Capture,
  replayed: Capture,
  parts: readonly ComparedPart[] = ["logs", "calls"],
): Comparison {
  if (recorded.outcome === "imported" && !hasResult(recorded)) {
    return { isChanged: false, differences: [], notes: ["It ran elsewhere: there is nothing to compare with."] };
  }
  const masks = masksOf(recorded, replayed);
  const found = [
    ...outcomeDifferences(recorded, replayed),
    ...answerDifferences(recorded, replayed, masks),
    ...(isWhole(recorded) && isWhole(replayed) ? doneDifferences(recorded, replayed, { ...masks, parts }) : []),
  ];
  return { isChanged: found.length > 0, differences: found, notes: omissions(recorded, replayed) };
}

/** Nothing is known of the logs and calls of what ran elsewhere, and what is cut off differs without saying anything. */
function isWhole({ outcome, omitted }: Capture): boolean {
  return outcome !== "imported" && omitted === undefined;
}

function omissions(recorded: Capture, replayed: Capture): string[] {
  const omitted = [...(recorded.omitted ?? []), ...(replayed.omitted ?? [])];
  return [
    ...(hasAllOfResult(recorded) && hasAllOfResult(replayed)
      ? []
      : ["The result was too large to be kept and is not compared."]),
    ...(omitted.length === 0 ? [] : [`Logs and calls are not compared: ${omitted.join(", ")} were not kept.`]),
  ];
}

/** What a run did, with ids and times taken out and the event's ids as recorded: what a test can insist on. */
export interface ComparableRun {
  readonly outcome: Capture["outcome"];
  /** Of a run that returned. */
  readonly result?: unknown;
  /** Of one that failed. */
  readonly error?: unknown;
  /** Lines. */
  readonly stdout: unknown;
  readonly stderr: unknown;
  /** What it did through AWS's APIs, in order. */
  readonly calls: readonly unknown[];
}

export function comparableRun(recorded: Capture, replayed: Capture): ComparableRun {
  const { right } = masksOf(recorded, replayed);
  const { outcome } = replayed;
  return {
    outcome,
    ...(outcome === "returned" ? { result: right(resultOf(replayed)) } : { error: right(errorOf(replayed)) }),
    stdout: right(linesOf(replayed, "stdout")),
    stderr: right(linesOf(replayed, "stderr")),
    calls: callsOf(replayed, right),
  };
}

interface Masks {
  readonly left: Mask;
  readonly right: Mask;
}

function masksOf(recorded: Capture, replayed: Capture): Masks {
  const [event = "null", other = "null"] = [eventTextOf(recorded), eventTextOf(replayed)];
  return {
    left: createMask(event, instantOf(recorded)),
    right: createMask(event, instantOf(replayed), recordedTexts(parsed(event), parsed(other))),
  };
}

function outcomeDifferences(recorded: Capture, replayed: Capture): Difference[] {
  return recorded.outcome === "imported" ? [] : differences("outcome", recorded.outcome, replayed.outcome);
}

function answerDifferences(recorded: Capture, replayed: Capture, { left, right }: Masks): Difference[] {
  if (!hasAllOfResult(recorded) || !hasAllOfResult(replayed)) return [];
  const isFailure = recorded.outcome !== "returned" && recorded.outcome !== "imported";
  if (isFailure || replayed.outcome !== "returned") {
    return differences("error", left(errorOf(recorded)), right(errorOf(replayed)));
  }
  return differences("result", left(resultOf(recorded)), right(resultOf(replayed)));
}

function doneDifferences(
  recorded: Capture,
  replayed: Capture,
  { left, right, parts }: Masks & { readonly parts: readonly ComparedPart[] },
): Difference[] {
  const lines = (source: "stdout" | "stderr"): Difference[] =>
    differences(source, left(linesOf(recorded, source)), right(linesOf(replayed, source)));
  return [
    ...(parts.includes("logs") ? [...lines("stdout"), ...lines("stderr")] : []),
    ...(parts.includes("calls") ? callDifferences(callsOf(recorded, left), callsOf(replayed, right)) : []),
  ];
}

/** Type and message; the stack moves with every edit. */
function errorOf({ outcome, error, result }: Capture): unknown {
  if (outcome === "returned") return {};
  const document = (result ?? {}) as { readonly errorType?: unknown; readonly errorMessage?: unknown };
  return { type: document.errorType ?? error?.type, message: document.errorMessage ?? error?.message };
}

function resultOf({ result, resultText }: Capture): unknown {
  return resultText === undefined ? result : parsed(resultText);
}

function hasResult({ result, resultText }: Capture): boolean {
  return result !== undefined || resultText !== undefined;
}

function hasAllOfResult({ resultOmittedBytes }: Capture): boolean {
  return resultOmittedBytes === undefined;
}

function linesOf({ logs }: Capture, wanted: "stdout" | "stderr"): string[] {
  return logs.filter(({ source }) => source === wanted).map(({ line }) => line);
}

/** Instants of calls are told as how long after the call they are: a delay and a visibility timeout are behaviour. */
function callsOf({ effects }: Capture, mask: Mask): unknown[] {
  return effects.map(({ kind, at, ...members }) => {
    const kept = Object.entries(members).filter(([name]) => !NEVER_THE_SAME.has(name));
    const told = kept.map(([name, value]) => afterCall(name, value, at));
    return { call: kind, ...(mask(Object.fromEntries(told)) as object) };
  });
}

const NEVER_THE_SAME: ReadonlySet<string> = new Set(["requestId", "environmentId"]);

/** `availableAt` becomes `availableInSeconds`, `invisibleUntil` becomes `invisibleForSeconds`. */
function afterCall(name: string, value: unknown, at: CapturedFact["at"]): readonly [string, unknown] {
  if (typeof value !== "number" || typeof at !== "number" || !INSTANT_NAME.test(name)) return [name, value];
  const told = name.replace(/At$/, "InSeconds").replace(/Until$/, "ForSeconds");
  return [told, Math.round((value - at) / 1000)];
}

const INSTANT_NAME = /(?:At|Until)$/;

/** Calls that a handler makes at the same time arrive in any order: the same calls in another order are no change. */
function callDifferences(recorded: readonly unknown[], replayed: readonly unknown[]): Difference[] {
  const sorted = (calls: readonly unknown[]): string =>
    JSON.stringify(calls.map((call) => JSON.stringify(call)).toSorted());
  return sorted(recorded) === sorted(replayed) ? [] : differences("calls", recorded, replayed);
}

function instantOf({ at }: Capture): number {
  // oxlint-disable-next-line no-restricted-globals -- reads an instant that was written down
  return Date.parse(at);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
