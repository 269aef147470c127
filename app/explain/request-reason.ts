import type { JournalEntry } from "../../runtime/core/journal.ts";
import { type EntryOf, isOfKind } from "./fact-index.ts";
import { describeError } from "./in-flight-reason.ts";
import { nameOf } from "./names.ts";
import { type Reason, reason } from "./reasons.ts";

/** What became of an event that nobody waits for. @param facts all of its request, oldest first */
export function eventReason(queued: EntryOf<"lambda.asyncInvocationQueued">, facts: readonly JournalEntry[]): Reason {
  const { functionName } = queued;
  const dropped = facts.findLast((entry) => isOfKind(entry, "lambda.asyncInvocationDropped"));
  const record = recordReason(facts, dropped?.reason);
  if (record !== undefined) return record;
  if (dropped !== undefined) return droppedReason(dropped);
  const last = facts.findLast((entry) => ATTEMPT_FACTS.has(entry.kind));
  if (isOfKind(last, "lambda.invocationStarted")) {
    return reason("event.running", { functionName, since: last.at, deadlineAt: last.deadlineAt });
  }
  if (isOfKind(last, "lambda.asyncInvocationRetried")) return retriedReason(last);
  if (isOfKind(last, "lambda.invocationEnded") && last.outcome === "returned") {
    return reason("event.handled", { functionName, at: last.at });
  }
  return reason("event.queued", { functionName, since: queued.at });
}

const ATTEMPT_FACTS: ReadonlySet<JournalEntry["kind"]> = new Set([
  "lambda.invocationStarted",
  "lambda.invocationEnded",
  "lambda.asyncInvocationRetried",
] as const);

function recordReason(facts: readonly JournalEntry[], cause = ""): Reason | undefined {
  const failed = facts.findLast((entry) => isOfKind(entry, "lambda.destinationFailed"));
  if (failed !== undefined) {
    const { functionName, condition, destinationArn } = failed;
    const values = { functionName, condition, destination: nameOf(destinationArn), cause: failed.reason };
    return reason("event.recordFailed", values);
  }
  const sent = facts.findLast((entry) => isOfKind(entry, "lambda.destinationSent"));
  if (sent === undefined) return undefined;
  const { functionName, condition, role } = sent;
  return reason(RECORDS[role], { functionName, condition, destination: nameOf(sent.destinationArn), cause });
}

const RECORDS = {
  onSuccess: "event.successRecordSent",
  onFailure: "event.failureRecordSent",
  deadLetterQueue: "event.deadLettered",
} as const;

function droppedReason(dropped: EntryOf<"lambda.asyncInvocationDropped">): Reason {
  const { functionName, at, reason: cause, condition, statusCode } = dropped;
  const values = { functionName, at, cause };
  if (condition === "ZeroReservedConcurrency") return reason("event.zeroReservedConcurrency", values);
  if (statusCode === 404) return reason("event.functionGoneDropped", values);
  return reason(condition === "EventAgeExceeded" ? "event.tooOld" : "event.retriesExhausted", values);
}

function retriedReason(retried: EntryOf<"lambda.asyncInvocationRetried">): Reason {
  const { functionName, retryAt, reason: cause, statusCode } = retried;
  const values = { functionName, retryAt, cause };
  if (statusCode === 404) return reason("event.functionGone", values);
  return reason(statusCode === 429 ? "event.throttledRetrying" : "event.retrying", values);
}

/** How an invocation that somebody waits for ended, or that it runs. @param facts all of its request, oldest first */
export function invocationReason(facts: readonly JournalEntry[]): Reason {
  const ended = facts.findLast((entry) => isOfKind(entry, "lambda.invocationEnded"));
  const started = facts.findLast((entry) => isOfKind(entry, "lambda.invocationStarted"));
  if (ended === undefined) {
    const { functionName = "a function", at: since = 0, deadlineAt = 0 } = started ?? {};
    return reason("invocation.running", { functionName, since, deadlineAt });
  }
  const { functionName, at, outcome } = ended;
  return reason(`invocation.${outcome}`, { functionName, at, ...describeError(ended) });
}

export function answeredReason(answered: EntryOf<"http.answered">): Reason {
  const { service, operation, status, at, errorCode, errorMessage = "" } = answered;
  if (errorCode === undefined) return reason("request.answered", { service, operation, status, at });
  if (errorCode === "InternalFailure") return reason("request.failed", { service, operation, cause: errorMessage });
  return reason("request.refused", { service, operation, error: errorCode, cause: errorMessage });
}

export function refusedReason({ method, path, reason: cause }: EntryOf<"http.refused">): Reason {
  return reason("request.refusedByGuard", { request: `${method} ${path}`, cause });
}
