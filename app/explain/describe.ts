import type { JournalEntry } from "../../runtime/core/journal.ts";
import { eventNameOf } from "./delivery-reason.ts";
import { byKind, type ByKind, type EntryOf, type FactIndex, isOfKind } from "./fact-index.ts";
import { describeError } from "./in-flight-reason.ts";
import { nameOf } from "./names.ts";

/** How a fact is told in a trace. */
export interface Hop {
  /** One or two words. */
  readonly verb: string;
  readonly text: string;
  readonly tone: "plain" | "good" | "warning" | "bad";
}

interface Around {
  readonly index: FactIndex;
  readonly timeOf: (at: number) => string;
}

type Describe<Kind extends JournalEntry["kind"]> = (entry: EntryOf<Kind>, around: Around) => Hop;

/** What a fact says, for people. */
export function describe(entry: JournalEntry, around: Around): Hop {
  const found = DESCRIPTIONS[entry.kind] as Describe<JournalEntry["kind"]> | undefined;
  return found?.(entry, around) ?? plain(entry.kind, "");
}

function plain(verb: string, text: string): Hop {
  return { verb, text, tone: "plain" };
}

function good(verb: string, text: string): Hop {
  return { verb, text, tone: "good" };
}

function warning(verb: string, text: string): Hop {
  return { verb, text, tone: "warning" };
}

function bad(verb: string, text: string): Hop {
  return { verb, text, tone: "bad" };
}

const DESCRIPTIONS: { readonly [Kind in JournalEntry["kind"]]?: Describe<Kind> } = {
  "s3.objectCreated": (entry) =>
    plain("stored", `${entry.bucketName}/${entry.key}, ${bytes(entry.sizeBytes)} (${eventNameOf(entry)})`),
  "s3.objectRemoved": (entry) => plain("removed", `${entry.bucketName}/${entry.key} (${eventNameOf(entry)})`),
  "s3.notificationSent": ({ destinationArn, eventName, configurationId }) =>
    plain("notified", `${nameOf(destinationArn)} of ${eventName}, by notification ${configurationId}`),
  "s3.notificationFailed": ({ destinationArn, reason }) =>
    bad("failed", `to notify ${nameOf(destinationArn)}: ${reason}`),
  "s3.notificationNotMatched": ({ reason }) => warning("told nobody", reason),
  "eventbridge.eventOffered": ({ detailType, eventBytes }) =>
    plain("offered", `to EventBridge: ${detailType}, ${bytes(eventBytes)}`),

  "sns.messagePublished": ({ target, messageId, messageBytes, causeId }, { index }) =>
    plain("published", `to ${nameOf(target)} as ${messageId}, ${bytes(messageBytes)}${wrapping(index.get(causeId))}`),
  "sns.messageDeduplicated": ({ messageId, messageDeduplicationId }) =>
    warning("ignored", `deduplication id ${messageDeduplicationId} was used by ${messageId}`),
  "sns.messageFilteredOut": ({ endpoint, reason }) => warning("filtered", `for ${nameOf(endpoint)}: ${reason}`),
  "sns.delivered": ({ endpoint, attempt, raw }) =>
    good(
      "delivered",
      `to ${nameOf(endpoint)}${raw === true ? ", raw" : ""}${attempt > 1 ? `, attempt ${attempt}` : ""}`,
    ),
  "sns.deliveryFailed": ({ endpoint, attempt, reason, nextAttemptAt }, { timeOf }) =>
    bad(
      "failed",
      `delivery to ${nameOf(endpoint)}, attempt ${attempt}: ${reason}${nextAttemptAt === undefined ? "" : `; again at ${timeOf(nextAttemptAt)}`}`,
    ),
  "sns.movedToDeadLetterQueue": ({ deadLetterQueueArn, attempts }) =>
    bad("moved", `to the dead-letter queue ${nameOf(deadLetterQueueArn)} after ${attempts} attempts`),
  "inbox.received": ({ protocol, endpoint, textBytes }) =>
    good("in the inbox", `${protocol} to ${endpoint}, ${bytes(textBytes)}`),

  "sqs.messageSent": (entry, around) => plain("sent", sentText(entry, around)),
  "sqs.messageDeduplicated": ({ messageId, messageDeduplicationId }) =>
    warning("ignored", `deduplication id ${messageDeduplicationId} was used by ${messageId}`),
  "sqs.messageReceived": ({ queueArn, receiveCount, maxReceiveCount, invisibleUntil, receiver }, { timeOf }) => {
    const times =
      maxReceiveCount === undefined ? String(receiveCount) : `${receiveCount} (maxReceiveCount ${maxReceiveCount})`;
    const who = receiver === "client" ? "a client" : "the poller";
    return plain(
      "received",
      `by ${who} from ${nameOf(queueArn)}, receive ${times}, hidden until ${timeOf(invisibleUntil)}`,
    );
  },
  "sqs.messageVisibilityChanged": ({ invisibleUntil }, { timeOf }) =>
    plain("hidden", `until ${timeOf(invisibleUntil)}`),
  "sqs.messageReturned": ({ queueArn, receiveCount }) =>
    warning("visible again", `in ${nameOf(queueArn)} after receive ${receiveCount}`),
  "sqs.messageDeleted": ({ queueArn, by }) =>
    good("deleted", `from ${nameOf(queueArn)}${by === "client" ? " by a client" : ""}`),
  "sqs.messageMovedToDeadLetterQueue": ({ deadLetterQueueArn, receiveCount, maxReceiveCount }) =>
    bad(
      "moved",
      `to the dead-letter queue ${nameOf(deadLetterQueueArn)}: received ${receiveCount} times, maxReceiveCount is ${maxReceiveCount}`,
    ),
  "sqs.messageRedriven": ({ destinationQueueArn, newMessageId }) =>
    plain("redriven", `to ${nameOf(destinationQueueArn)} as ${newMessageId}`),
  "sqs.messageExpired": ({ queueArn, sentAt }, { timeOf }) =>
    bad("expired", `in ${nameOf(queueArn)}: its retention period ended (sent ${timeOf(sentAt)})`),

  "esm.messageFiltered": ({ reason }) => warning("filtered", `by its mapping: ${reason}`),
  "esm.batchFormed": ({ functionName, messageIds, closedBy }) =>
    plain("batch", `of ${count(messageIds.length, "message")} for ${functionName} (${CLOSED_BY[closedBy]})`),
  "esm.batchThrottled": ({ functionName, reason, retryAt }, { timeOf }) =>
    warning("throttled", `${functionName}: ${reason}${retryAt === undefined ? "" : `; again at ${timeOf(retryAt)}`}`),
  "esm.messagesLeft": ({ reason }) => warning("left", `to their visibility timeout: ${reason}`),
  "esm.messageNeverHandled": ({ reason }) => bad("never handled", reason),
  "esm.batchSettled": ({ deleted, kept, reason }) => {
    const counts = [
      ...(deleted.length > 0 ? [`${deleted.length} deleted`] : []),
      ...(kept.length > 0 ? [`${kept.length} kept`] : []),
    ];
    return (kept.length > 0 ? warning : good)("settled", `${counts.join(", ")}: ${reason}`);
  },

  "lambda.asyncInvocationQueued": ({ functionName, requestId, payloadBytes, causeId }, { index }) =>
    plain("queued", `event for ${functionName} as ${requestId}, ${bytes(payloadBytes)}${wrapping(index.get(causeId))}`),
  "lambda.environmentStarted": ({ functionName, initMs, generation }) =>
    plain("cold start", `of ${functionName}, ${Math.round(initMs)} ms, generation ${generation}`),
  "lambda.invocationStarted": ({ functionName, requestId, payloadBytes, deadlineAt }, { timeOf }) =>
    plain(
      "invoked",
      `${functionName} as ${requestId}, event of ${bytes(payloadBytes)}, until ${timeOf(deadlineAt)} at the latest`,
    ),
  "lambda.logged": ({ line }) => {
    const [, level = "", text = ""] = /^(?:\S+\t\S+\t([A-Z]+)\t)?([^\n]*)/.exec(line) ?? [];
    return (level === "ERROR" ? bad : plain)("log", text.slice(0, LONGEST_LOG));
  },
  "lambda.invocationEnded": (entry) => {
    const { outcome, durationMs } = entry;
    const took = `after ${durationMs < 10 ? durationMs.toFixed(1) : Math.round(durationMs)} ms`;
    if (outcome === "returned") return good("returned", took);
    const { error, place } = describeError(entry);
    return bad(OUTCOMES[outcome], `${took}: ${error}${place}`);
  },
  "lambda.asyncInvocationRetried": ({ retryAt, reason }, { timeOf }) =>
    warning("again", `at ${timeOf(retryAt)}: ${reason}`),
  "lambda.asyncInvocationDropped": ({ condition, reason }) => bad("dropped", `${condition}: ${reason}`),
  "lambda.destinationSent": ({ role, destinationArn, condition }) =>
    plain("record sent", `to ${role} ${nameOf(destinationArn)} (${condition})`),
  "lambda.destinationFailed": ({ role, destinationArn, reason }) =>
    bad("failed", `to send the record to ${role} ${nameOf(destinationArn)}: ${reason}`),

  "http.answered": ({ service, operation, status, errorCode, errorMessage }) =>
    errorCode === undefined
      ? plain("asked", `${service} ${operation}: ${status}`)
      : bad("refused", `${service} ${operation}: ${errorCode}: ${errorMessage ?? ""}`),
  "http.refused": ({ method, path, reason }) => bad("refused", `${method} ${path}: ${reason}`),
};

/** Characters of a log line that are shown. */
const LONGEST_LOG = 200;

const CLOSED_BY: Readonly<Record<EntryOf<"esm.batchFormed">["closedBy"], string>> = {
  batchSize: "it is full",
  window: "its window ended",
  payloadSize: "the next record would pass 6 MB",
  noMoreMessages: "nothing else waited",
};

const OUTCOMES = { threw: "threw", timedOut: "timed out", crashed: "crashed", throttled: "throttled" } as const;

function sentText(entry: EntryOf<"sqs.messageSent">, { index, timeOf }: Around): string {
  const { queueArn, messageId, bodyBytes, availableAt, at, causeId, messageGroupId } = entry;
  const group = messageGroupId === undefined ? "" : `, group ${messageGroupId}`;
  const delay = availableAt > at ? `, delayed until ${timeOf(availableAt)}` : "";
  const cause = index.get(causeId);
  const how = isOfKind(cause, "sns.messagePublished") ? fromTopic(entry, cause, index) : wrapping(cause);
  return `to ${nameOf(queueArn)} as ${messageId}, ${bytes(bodyBytes)}${how}${group}${delay}`;
}

/** A topic's message comes as it is, or in SNS's envelope. */
function fromTopic(
  sent: EntryOf<"sqs.messageSent">,
  published: EntryOf<"sns.messagePublished">,
  index: FactIndex,
): string {
  const delivered = index
    .effectsOf(published.id)
    .find((entry) => isOfKind(entry, "sns.delivered") && entry.endpoint === sent.queueArn);
  if (!isOfKind(delivered, "sns.delivered")) return "";
  return delivered.raw === true ? ", the message itself (raw)" : ", wrapped in an SNS envelope";
}

/** What a payload was made into on its way from its cause. */
function wrapping(cause: JournalEntry | undefined): string {
  return cause === undefined ? "" : (byKind(WRAPPINGS, cause) ?? "");
}

const WRAPPINGS: ByKind<string> = {
  "s3.notificationSent": ({ eventName }) => (eventName === "TestEvent" ? ", s3:TestEvent" : ", an S3 event record"),
  "sns.messagePublished": () => ", an SNS event record",
  "lambda.destinationSent": ({ role }) =>
    role === "deadLetterQueue" ? ", the event itself" : ", an invocation record",
};

function bytes(size: number): string {
  return count(size, "byte");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
