import { parseArn } from "../../runtime/core/arn.ts";
import type { QueueMessage, QueueMessageAttribute } from "../sources/queue-source.ts";

/** What the payload of an SQS event depends on besides its messages. */
export interface SqsEventOrigin {
  readonly eventSourceArn: string;
  /** Seconds; decides whether `md5OfMessageAttributes` is `null` or absent for messages without attributes. */
  readonly maximumBatchingWindowInSeconds: number;
}

export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

export interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, SqsMessageAttribute>>;
  readonly md5OfMessageAttributes?: string | null;
  readonly md5OfBody: string;
  readonly eventSource: "aws:sqs";
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

interface SqsMessageAttribute {
  readonly stringValue?: string;
  /** Base64. */
  readonly binaryValue?: string;
  readonly stringListValues: readonly never[];
  readonly binaryListValues: readonly never[];
  readonly dataType: string;
}

/**
 * The event that Lambda passes to a function for a batch of SQS messages, key for key in AWS's order.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event
 */
export function toSqsEvent(batch: readonly QueueMessage[], origin: SqsEventOrigin): SqsEvent {
  return { Records: batch.map((message) => toSqsRecord(message, origin)) };
}

/** The same event as the JSON text that the function's runtime reads. */
export function toSqsEventText(batch: readonly QueueMessage[], origin: SqsEventOrigin): string {
  return joinSqsRecords(batch.map((message) => JSON.stringify(toSqsRecord(message, origin))));
}

/** An SQS event's text from its records' texts. */
export function joinSqsRecords(recordTexts: readonly string[]): string {
  return `${EVENT_START}${recordTexts.join(",")}${EVENT_END}`;
}

const EVENT_START = '{"Records":[';
const EVENT_END = "]}";

/** Bytes that an event of `records` records needs besides their own texts: the envelope and the commas. */
export function sqsEnvelopeBytes(records: number): number {
  return EVENT_START.length + EVENT_END.length + Math.max(0, records - 1);
}

export function toSqsRecord(message: QueueMessage, origin: SqsEventOrigin): SqsRecord {
  const names = inJavaHashMapOrder(Object.keys(message.messageAttributes));
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: systemAttributes(message.attributes),
    messageAttributes: Object.fromEntries(names.map((name) => [name, toRecordAttribute(message, name)])),
    ...md5OfMessageAttributes(message, origin),
    md5OfBody: message.md5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: origin.eventSourceArn,
    awsRegion: parseArn(origin.eventSourceArn)?.region ?? "",
  };
}

/**
 * The system attributes of a record in the order of every recorded event and real capture
 * (test/fixtures/aws-recordings/esm; with AWSTraceHeader and DeadLetterQueueSourceArn from public captures).
 */
const SYSTEM_ATTRIBUTES = [
  "DeadLetterQueueSourceArn",
  "ApproximateReceiveCount",
  "AWSTraceHeader",
  "SentTimestamp",
  "SequenceNumber",
  "MessageGroupId",
  "SenderId",
  "MessageDeduplicationId",
  "ApproximateFirstReceiveTimestamp",
] as const;

function systemAttributes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const ordered: Record<string, string> = {};
  for (const name of SYSTEM_ATTRIBUTES) {
    const value = attributes[name];
    if (value !== undefined) ordered[name] = value;
  }
  return ordered;
}

/**
 * Observed in 34 recordings of 2025-11-25: without message attributes the key is absent when the mapping has no batching
 * window, and `null` when it has one.
 */
function md5OfMessageAttributes(
  message: QueueMessage,
  origin: SqsEventOrigin,
): Pick<SqsRecord, "md5OfMessageAttributes"> {
  if (message.md5OfMessageAttributes !== undefined) {
    return { md5OfMessageAttributes: message.md5OfMessageAttributes };
  }
  return origin.maximumBatchingWindowInSeconds > 0 ? { md5OfMessageAttributes: null } : {};
}

function toRecordAttribute(message: QueueMessage, name: string): SqsMessageAttribute {
  const attribute: QueueMessageAttribute | undefined = message.messageAttributes[name];
  return {
    ...(attribute?.stringValue === undefined ? {} : { stringValue: attribute.stringValue }),
    ...(attribute?.binaryValue === undefined
      ? {}
      : { binaryValue: Buffer.from(attribute.binaryValue).toString("base64") }),
    stringListValues: [],
    binaryListValues: [],
    dataType: attribute?.dataType ?? "",
  };
}

/**
 * AWS writes these maps in the order of a Java `HashMap` with 16 buckets: so are `attributes` in every recording, and the three
 * `messageAttributes` of esm_sqs--message_body_and_attributes_passed_correctly (WeeksOn, Author, Title; the last two share a bucket).
 * A message has at most 10 attributes, so the table never grows.
 */
function inJavaHashMapOrder(names: readonly string[]): string[] {
  return names.toSorted((a, b) => javaBucket(a) - javaBucket(b) || (a < b ? -1 : 1));
}

function javaBucket(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return (hash ^ (hash >>> 16)) & 15;
}
