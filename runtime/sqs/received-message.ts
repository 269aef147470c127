import type { FactId } from "../core/journal.ts";
import type { MessageAttributes } from "./message-attributes.ts";
import type { Message, MessageContent, MessageId } from "./message.ts";
import type { ReceiptHandle } from "./receipt-handle.ts";

export interface ReceiveRequest {
  /** At most so many messages; SDK calls are limited to 10, event source mappings take up to 10,000. */
  readonly max: number;
  /** How long to wait for the first message; 0 by default. */
  readonly waitMs?: number | undefined;
  /** The queue's own when absent. */
  readonly visibilityTimeoutSeconds?: number | undefined;
  /** FIFO queues only: the same id again gives the same messages again. */
  readonly attemptId?: string | undefined;
  /** Ends the wait with nothing. */
  readonly signal?: AbortSignal | undefined;
  /** Who receives, for the journal: `client`, or the event source mapping's UUID. */
  readonly receiver: string;
}

/** The receive of a message that comes into a queue as received. */
export interface InFlightReceive {
  readonly receiver: string;
  /** This one included; also what `maxReceiveCount` is compared with. */
  readonly receiveCount: number;
  /** 1 to 43 200. */
  readonly visibilityTimeoutSeconds: number;
}

/** Names of all system attributes, as a receiver may ask for them. */
export type SystemAttributeName =
  | "DeadLetterQueueSourceArn"
  | "ApproximateReceiveCount"
  | "AWSTraceHeader"
  | "SentTimestamp"
  | "SequenceNumber"
  | "MessageGroupId"
  | "SenderId"
  | "MessageDeduplicationId"
  | "ApproximateFirstReceiveTimestamp";

/** One receive of a message, as it was at that moment. */
export class ReceivedMessage {
  readonly receiptHandle: ReceiptHandle;
  readonly receivedFactId: FactId;
  readonly #content: MessageContent;
  readonly #receiveCount: number;
  readonly #sentAt: number;
  readonly #firstReceivedAt: number;
  readonly #deadLetterSourceArn: string | undefined;

  constructor(message: Message, receiptHandle: ReceiptHandle, receivedFactId: FactId) {
    this.receiptHandle = receiptHandle;
    this.receivedFactId = receivedFactId;
    this.#content = message.content;
    this.#receiveCount = message.receiveCount;
    this.#sentAt = message.sentAt;
    this.#firstReceivedAt = message.firstReceivedAt ?? message.lastReceivedAt;
    this.#deadLetterSourceArn = message.deadLetterSourceArn;
  }

  get messageId(): MessageId {
    return this.#content.id;
  }

  get body(): string {
    return this.#content.body;
  }

  get isPlain(): boolean {
    return this.#content.isPlain;
  }

  get md5OfBody(): string {
    return this.#content.md5OfBody;
  }

  get messageAttributes(): MessageAttributes | undefined {
    return this.#content.attributes;
  }

  get md5OfMessageAttributes(): string | undefined {
    return this.#content.md5OfAttributes;
  }

  /** All system attributes that the message has, in the order of a Lambda event's record (recorded). */
  get attributes(): Partial<Record<SystemAttributeName, string>> {
    const { traceHeader, sequenceNumber, groupId, senderId, deduplicationId } = this.#content;
    const attributes: Partial<Record<SystemAttributeName, string>> = {};
    if (this.#deadLetterSourceArn !== undefined) attributes.DeadLetterQueueSourceArn = this.#deadLetterSourceArn;
    attributes.ApproximateReceiveCount = String(this.#receiveCount);
    if (traceHeader !== undefined) attributes.AWSTraceHeader = traceHeader;
    attributes.SentTimestamp = String(this.#sentAt);
    if (sequenceNumber !== undefined) attributes.SequenceNumber = sequenceNumber;
    if (groupId !== undefined) attributes.MessageGroupId = groupId;
    attributes.SenderId = senderId;
    if (deduplicationId !== undefined) attributes.MessageDeduplicationId = deduplicationId;
    attributes.ApproximateFirstReceiveTimestamp = String(this.#firstReceivedAt);
    return attributes;
  }
}
