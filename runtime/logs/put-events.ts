import type { RejectedLogEventsInfo } from "../protocol/generated/logs.ts";
import { invalidParameter } from "./errors.ts";
import { BATCH_BYTES, BATCH_SPAN_MS, EVENT_BYTES, TOO_NEW_MS, TOO_OLD_MS } from "./limits.ts";
import { bytesOf } from "./log-event.ts";
import type { NewLogEvent } from "./log-group.ts";

/** What of a batch is stored, and what AWS tells about the rest. */
export interface CheckedBatch {
  readonly accepted: readonly NewLogEvent[];
  readonly rejected: RejectedLogEventsInfo | undefined;
}

/**
 * Checks a batch of PutLogEvents: its order and sizes, and which events are too old or too new.
 *
 * @param now epoch milliseconds
 * @throws {AwsError} `InvalidParameterException`
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export function checkBatch(
  events: readonly NewLogEvent[],
  { now, retentionInDays }: { readonly now: number; readonly retentionInDays: number | undefined },
): CheckedBatch {
  checkOrder(events);
  checkSizes(events);
  const expiredBefore = retentionInDays === undefined ? 0 : now - retentionInDays * 24 * 3_600_000;
  const tooOld = countWhile(events, ({ timestamp }) => timestamp < now - TOO_OLD_MS);
  const expired = countWhile(events, ({ timestamp }) => timestamp < expiredBefore);
  const end = countWhile(events, ({ timestamp }) => timestamp <= now + TOO_NEW_MS);
  const accepted = events.slice(Math.max(tooOld, expired), end);
  checkSpan(accepted);
  if (accepted.length === events.length) return { accepted, rejected: undefined };
  return {
    accepted,
    rejected: {
      tooOldLogEventEndIndex: tooOld > 0 ? tooOld : undefined,
      expiredLogEventEndIndex: expired > 0 ? expired : undefined,
      tooNewLogEventStartIndex: end < events.length ? end : undefined,
    },
  };
}

function checkOrder(events: readonly NewLogEvent[]): void {
  for (let index = 1; index < events.length; index++) {
    if ((events[index]?.timestamp ?? 0) < (events[index - 1]?.timestamp ?? 0)) {
      throw invalidParameter("Log events in a single PutLogEvents request must be in chronological order.");
    }
  }
}

/** Sentences that users have quoted, the first with the limit of its day (aws/aws-for-fluent-bit#68, vectordotdev/vector#2394). */
function checkSizes(events: readonly NewLogEvent[]): void {
  let batchBytes = 0;
  for (const { message } of events) {
    const bytes = bytesOf(message);
    if (bytes > EVENT_BYTES) {
      throw invalidParameter(`Log event too large: ${bytes} bytes exceeds limit of ${EVENT_BYTES}`);
    }
    batchBytes += bytes;
  }
  if (batchBytes > BATCH_BYTES) {
    throw invalidParameter(`Upload too large: ${batchBytes} bytes exceeds limit of ${BATCH_BYTES}`);
  }
}

/** Quoted in public (moby/moby#41529). Only events that are stored count. */
function checkSpan(accepted: readonly NewLogEvent[]): void {
  const first = accepted[0];
  const last = accepted.at(-1);
  if (first !== undefined && last !== undefined && last.timestamp - first.timestamp > BATCH_SPAN_MS) {
    throw invalidParameter("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  }
}

function countWhile(events: readonly NewLogEvent[], holds: (event: NewLogEvent) => boolean): number {
  const index = events.findIndex((event) => !holds(event));
  return index === -1 ? events.length : index;
}
