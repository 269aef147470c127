import type { SQSEvent } from "aws-lambda";
import { formatArn } from "../../../runtime/core/arn.ts";
import { createMessageMaker, type MessageDraft } from "../../../runtime/sqs/index.ts";
import type { QueueMessage } from "../../sources/queue-source.ts";
import { senderIdOf } from "../sender-ids.ts";
import { toSqsMessageAttributes } from "../sns-raw.ts";
import { toSqsEventText } from "../sqs.ts";
import type { CarriedMessage } from "./message.ts";
import { type BuiltEvent, builtFrom, type Scene } from "./scene.ts";
import { DEFAULT_GROUP_ID } from "./sns.ts";

/** The queue that messages were received from; what is absent is made up from the scene. */
export interface SqsInput {
  /** One that ends in `.fifo` is a FIFO queue, with content-based deduplication. */
  readonly queueArn?: string | undefined;
  /** Seconds, of the event source mapping. */
  readonly maximumBatchingWindowInSeconds?: number | undefined;
  /** `ApproximateReceiveCount`, at least 1. */
  readonly receiveCount?: number | undefined;
  /** Epoch milliseconds; the scene's now by default. */
  readonly sentAt?: number | undefined;
  /** Epoch milliseconds; some milliseconds after `sentAt` by default. */
  readonly firstReceivedAt?: number | undefined;
  /** The queue is a dead-letter queue, and the messages were moved from this one. */
  readonly deadLetterSourceArn?: string | undefined;
  /** For exact copies of known messages, one for each: what would else be made up. */
  readonly known?: readonly Partial<Pick<QueueMessage, "messageId" | "receiptHandle" | "attributes">>[] | undefined;
}

/**
 * The batch that a function gets from a queue: ids, digests and attributes as the queue makes them.
 *
 * @throws {AwsError} SendMessage's, for what a queue does not take
 * @example
 * const upload = s3Message("ObjectCreated:Put", { key: "a b.txt" }, scene);
 * const { event } = sqsEvent([throughSns(upload, { raw: true }, scene)], {}, scene);
 */
export function sqsEvent(messages: readonly CarriedMessage[], input: SqsInput, scene: Scene): BuiltEvent<SQSEvent> {
  const { queueArn = formatArn("sqs", scene, "queue"), maximumBatchingWindowInSeconds = 0 } = input;
  const random = scene.random.fork("sqs");
  const make = createMessageMaker(random, { isFifo: queueArn.endsWith(".fifo") });
  const sentAt = input.sentAt ?? scene.clock.now();
  const life = {
    sentAt,
    firstReceivedAt: input.firstReceivedAt ?? sentAt + 1 + random.int(20),
    receiveCount: input.receiveCount ?? 1,
    deadLetterSourceArn: input.deadLetterSourceArn,
  };
  const batch = messages.map((message, index): QueueMessage => {
    const received = make(draftOf(message, queueArn), life);
    const known = input.known?.[index];
    return {
      messageId: known?.messageId ?? received.messageId,
      receiptHandle: known?.receiptHandle ?? received.receiptHandle,
      body: received.body,
      md5OfBody: received.md5OfBody,
      attributes: { ...received.attributes, ...known?.attributes },
      messageAttributes: received.messageAttributes ?? {},
      md5OfMessageAttributes: received.md5OfMessageAttributes,
    };
  });
  return builtFrom(toSqsEventText(batch, { eventSourceArn: queueArn, maximumBatchingWindowInSeconds }));
}

/** A FIFO topic's ids go to FIFO queues only (AWS-validated by others, test_fifo_topic_to_regular_sqs). */
function draftOf(message: CarriedMessage, queueArn: string): MessageDraft {
  const { text, attributes = {}, messageGroupId, messageDeduplicationId, traceHeader, from } = message;
  const isFifo = queueArn.endsWith(".fifo");
  const hasIds = isFifo || from !== "snsFifo";
  const groupId = hasIds ? messageGroupId : undefined;
  return {
    body: text,
    attributes: toSqsMessageAttributes(attributes),
    groupId: isFifo ? (groupId ?? DEFAULT_GROUP_ID) : groupId,
    deduplicationId: hasIds ? messageDeduplicationId : undefined,
    traceHeader,
    senderId: from === undefined ? undefined : senderIdOf(from, queueArn),
  };
}
