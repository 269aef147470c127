import type { FactId } from "../../runtime/core/journal.ts";

/**
 * Where a poller takes its messages from: a queue in this process, or any SQS endpoint.
 * What it promises is what the SQS API promises, no more, so that an Amazon SQS queue can stand behind it.
 */
export interface QueueSource {
  readonly queueArn: string;
  /** The queue's `VisibilityTimeout` as it is now, in seconds. Rejects when there is no such queue. */
  visibilityTimeoutSeconds(): number | Promise<number>;
  /**
   * Takes up to `max` messages; they stay invisible to others for their visibility timeout.
   *
   * Resolves as soon as one message is available, with an empty list when `waitMs` has passed or `signal` aborts, and takes
   * nothing after that. Without `waitMs` it waits until there is a message.
   */
  receive(request: ReceiveRequest): readonly QueueMessage[] | Promise<readonly QueueMessage[]>;
  /** Deletes a message for good; deleting it again is no error. */
  delete(receiptHandle: string, options: DeleteOptions): void | Promise<void>;
  /**
   * Hides a received message for so long from now on, as ChangeMessageVisibility.
   *
   * @param visibilityTimeoutSeconds 0 to 43 200
   */
  changeVisibility(receiptHandle: string, visibilityTimeoutSeconds: number): void | Promise<void>;
}

export interface ReceiveRequest {
  /** 1 to 10. */
  readonly max: number;
  readonly waitMs?: number;
  /** Seconds; absent: the queue's own. */
  readonly visibilityTimeoutSeconds?: number;
  readonly signal: AbortSignal;
  /** The event source mapping's UUID, for the journal. */
  readonly receiver: string;
}

export interface DeleteOptions {
  /** The event source mapping's UUID, for the journal. */
  readonly by: string;
  readonly causeId: FactId | undefined;
}

/** A received message in SQS's own terms, all of its system and user attributes included. */
export interface QueueMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  /** System attributes (`SentTimestamp`, `MessageGroupId`, ...), all values text, in any order. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, QueueMessageAttribute>>;
  /** Absent when there are no message attributes. */
  readonly md5OfMessageAttributes?: string | undefined;
  /** The journal's fact of this receive; absent when the queue lives elsewhere. */
  readonly receivedFactId?: FactId | undefined;
}

export interface QueueMessageAttribute {
  /** `String`, `Number`, `Binary`, or one of these with a custom label: `Number.float`. */
  readonly dataType: string;
  readonly stringValue?: string | undefined;
  readonly binaryValue?: Uint8Array | undefined;
}
