import type { BatchVerdictCode, MalformedAnswerCode } from "../runtime/core/event-source-mapping-facts.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";

/** Which messages of a batch failed, and why, in one sentence. */
export interface BatchVerdict {
  readonly failedMessageIds: ReadonlySet<string>;
  readonly reason: string;
  /** The same as one of a closed list. */
  readonly code: BatchVerdictCode;
}

/** A message of a batch as far as its verdict cares. */
export interface BatchItem {
  readonly messageId: string;
  /** On FIFO queues. */
  readonly messageGroupId?: string | undefined;
}

/**
 * Which messages of a batch stay in the queue, after Lambda's rules for SQS.
 *
 * An invocation that did not return failed them all. One that returned failed those it names in `batchItemFailures`, when the
 * mapping has `ReportBatchItemFailures`; a malformed list or an unknown identifier fails the whole batch.
 * On a FIFO queue the rules are the same: Lambda does not add the later messages of a group, the handler must report them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function batchVerdict(
  outcome: InvokeOutcome,
  batch: readonly BatchItem[],
  reportBatchItemFailures: boolean,
): BatchVerdict {
  if (outcome.kind !== "returned") return allFailed(batch, outcome.kind, failureReason(outcome));
  if (!reportBatchItemFailures) return noneFailed("the handler succeeded");
  const reported = parseBatchItemFailures(outcome.payload);
  if ("code" in reported) return allFailed(batch, reported.code, `the whole batch failed: ${reported.reason}`);
  if (reported.length === 0) return noneFailed("the handler reported no failures");
  const known = new Set(batch.map((item) => item.messageId));
  const unknown = reported.find((id) => !known.has(id));
  if (unknown !== undefined) {
    return allFailed(
      batch,
      "unknownItemIdentifier",
      `the whole batch failed: itemIdentifier ${JSON.stringify(unknown)} is no messageId of this batch`,
    );
  }
  const failedMessageIds = new Set(reported);
  return { failedMessageIds, reason: reportedReason(failedMessageIds, batch), code: "itemsReported" };
}

function noneFailed(reason: string): BatchVerdict {
  return { failedMessageIds: new Set(), reason, code: "succeeded" };
}

function allFailed(batch: readonly BatchItem[], code: BatchVerdictCode, reason: string): BatchVerdict {
  return { failedMessageIds: new Set(batch.map((item) => item.messageId)), reason, code };
}

function failureReason(outcome: Exclude<InvokeOutcome, { kind: "returned" }>): string {
  if (outcome.kind === "throttled") {
    return `the invocation was throttled (${outcome.reason}) until the end of their visibility timeout; the handler did not run`;
  }
  const error = describeError(outcome.payload);
  if (outcome.kind === "threw") return `the handler threw ${error}`;
  return outcome.kind === "timedOut" ? `the handler timed out: ${error}` : `the execution environment ended: ${error}`;
}

/** `TypeError: x is undefined` from Lambda's error document. */
function describeError(payload: string): string {
  const document = parseJson(payload);
  if (!isObject(document)) return payload;
  const { errorType, errorMessage } = document;
  const parts = [errorType, errorMessage].filter((part) => typeof part === "string" && part !== "");
  return parts.length === 0 ? payload : parts.join(": ");
}

interface Malformed {
  readonly code: MalformedAnswerCode;
  readonly reason: string;
}

/**
 * The identifiers that a handler's answer reports, or what is wrong with it. AWS's table: success for an empty list, a null
 * list, an empty answer and a null answer; failure for answers that are not JSON, for an identifier that is empty or null, and for
 * a wrong key name. A missing list is recorded as success for `{}`
 * (esm_sqs--report_batch_item_failures_empty_json_batch_succeeds), a wrong key name inside an item as failure
 * (esm_sqs--report_batch_item_failures_invalid_result_json_batch_fails).
 */
function parseBatchItemFailures(payload: string): readonly string[] | Malformed {
  if (payload.trim() === "") return [];
  const answer = parseJson(payload);
  if (answer === undefined) return { code: "answerNotJson", reason: "the answer is not JSON" };
  if (answer === null || answer === "") return [];
  if (!isObject(answer)) return { code: "answerNotAnObject", reason: "the answer is not a JSON object" };
  const keys = Object.keys(answer);
  if (keys.length === 0) return [];
  if (!("batchItemFailures" in answer)) {
    return { code: "noBatchItemFailures", reason: `the answer has ${quoteKeys(keys)} but no batchItemFailures` };
  }
  const list = answer["batchItemFailures"];
  if (list === null) return [];
  if (!Array.isArray(list)) return { code: "batchItemFailuresNotAList", reason: "batchItemFailures is not a list" };
  return parseItems(list);
}

function parseItems(list: readonly unknown[]): readonly string[] | Malformed {
  const ids: string[] = [];
  for (const [index, item] of list.entries()) {
    const place = `batchItemFailures[${index}]`;
    if (!isObject(item)) return { code: "itemNotAnObject", reason: `${place} is not an object` };
    const id = item["itemIdentifier"];
    if (id === undefined) return { code: "noItemIdentifier", reason: `${place} has no itemIdentifier` };
    if (typeof id !== "string") {
      const reason = `${place}.itemIdentifier is ${id === null ? "null" : "not text"}`;
      return { code: "itemIdentifierNotText", reason };
    }
    if (id === "") return { code: "itemIdentifierEmpty", reason: `${place}.itemIdentifier is empty` };
    ids.push(id);
  }
  return ids;
}

function reportedReason(failed: ReadonlySet<string>, batch: readonly BatchItem[]): string {
  const counted = `the handler reported ${failed.size} of ${batch.length} as failed`;
  const overtaken = overtakenItem(failed, batch);
  if (overtaken === undefined) return counted;
  return `${counted}; out of order: ${overtaken.messageId} is deleted although an earlier message of group ${overtaken.messageGroupId} failed`;
}

/** The first message of a FIFO group that succeeded after one of its group failed: the order is lost, Lambda does not prevent it. */
function overtakenItem(failed: ReadonlySet<string>, batch: readonly BatchItem[]): BatchItem | undefined {
  const failedGroups = new Set<string>();
  for (const item of batch) {
    if (item.messageGroupId === undefined) continue;
    if (failed.has(item.messageId)) failedGroups.add(item.messageGroupId);
    else if (failedGroups.has(item.messageGroupId)) return item;
  }
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function quoteKeys(keys: readonly string[]): string {
  return keys.map((key) => JSON.stringify(key)).join(", ");
}
