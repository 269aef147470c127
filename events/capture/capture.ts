import type { Fact } from "../../runtime/core/facts.ts";

/**
 * One invocation, as it is written down: everything that is needed to run it again and to compare. Secrets are taken out before.
 * Members in this order; absent where unknown.
 */
export interface Capture {
  /** Eight letters and digits, the same for good; a unique beginning names it too. */
  readonly id: string;
  /** ISO 8601 with milliseconds: when it started. */
  readonly at: string;
  readonly functionName: string;
  readonly requestId: string;
  /** `refused`: nothing ran, there was no such function. `imported`: it ran elsewhere, and how it ended is not known. */
  readonly outcome: CaptureOutcome;
  /** Milliseconds. */
  readonly durationMs?: number;
  /** Where it comes from: `sqs`, `sns`, `s3`, `schedule`, `eventbridge`, `apiGateway`, `functionUrl`, `dynamodb`, ... or `event`. */
  readonly source: string;
  readonly error?: CapturedError;
  /** The event; as text where its JSON is written in a way that parsing would lose, or it is none. */
  readonly event?: unknown;
  readonly eventText?: string;
  /** Bytes of an event that was too large to keep: this capture cannot be replayed. */
  readonly eventOmittedBytes?: number;
  /** As `event`: the handler's answer, or Lambda's error document. */
  readonly result?: unknown;
  readonly resultText?: string;
  readonly resultOmittedBytes?: number;
  readonly context: CapturedContext;
  /** Names of the function's environment variables; never their values. */
  readonly environmentNames?: readonly string[];
  readonly code?: { readonly generation: number; readonly environmentId: string };
  /** Of the run that it happened in. */
  readonly seed?: string;
  readonly logs: readonly CapturedLog[];
  /** What led to it, the first cause first. */
  readonly causes: readonly CapturedFact[];
  /** What the handler did through AWS's APIs, in order: `http.answered` where the operation has no fact of its own. */
  readonly effects: readonly CapturedFact[];
  /** What was cut off because there was too much of it. */
  readonly omitted?: readonly string[];
}

export type CaptureOutcome = "returned" | "threw" | "timedOut" | "crashed" | "throttled" | "refused" | "imported";

export interface CapturedError {
  readonly type?: string;
  readonly message?: string;
  /** First frame in the user's own source, `src/orders.ts:27:11`. */
  readonly at?: string;
}

export interface CapturedContext {
  readonly invokedFunctionArn?: string;
  readonly version?: string;
  readonly handler?: string;
  readonly runtime?: string;
  /** Seconds. */
  readonly timeout?: number;
  /** MB. */
  readonly memorySize?: number;
  /** Epoch milliseconds. */
  readonly deadlineAt?: number;
  readonly traceHeader?: string;
  /** JSON text. */
  readonly clientContext?: string;
}

export interface CapturedLog {
  readonly source: "platform" | "stdout" | "stderr";
  readonly line: string;
}

/** A fact without its place in a journal that is gone. */
export interface CapturedFact {
  readonly kind: Fact["kind"] | (string & {});
  readonly [member: string]: unknown;
}

const GOOD: ReadonlySet<CaptureOutcome> = new Set(["returned", "imported"]);

/** Whether something went wrong: an answer with `batchItemFailures` is one of those that did not. */
export function isFailed({ outcome, result }: Pick<Capture, "outcome" | "result">): boolean {
  if (!GOOD.has(outcome)) return true;
  if (typeof result !== "object" || result === null || !("batchItemFailures" in result)) return false;
  return Array.isArray(result.batchItemFailures) && result.batchItemFailures.length > 0;
}

/** Whether it is of an event that was replayed. */
export function isReplay({ causes }: Pick<Capture, "causes">): boolean {
  return causes.some(({ kind }) => kind === "replay.started");
}

/** The event as its handler's runtime reads it; `undefined` when it was too large to keep. */
export function eventTextOf({ event, eventText, eventOmittedBytes }: Capture): string | undefined {
  if (eventOmittedBytes !== undefined) return undefined;
  return eventText ?? JSON.stringify(event);
}

/** A text as members of a capture: parsed, when that loses nothing. */
export function asParsed(text: string): { readonly value: unknown } | { readonly text: string } {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? { value } : { text };
  } catch {
    return { text };
  }
}
