import type { Branded } from "../core/brand.ts";
import type { FactId } from "../core/journal.ts";
import type { MessageAttributes } from "./message-attributes.ts";

export type MessageId = Branded<"MessageId">;

/** Sent with a delay; becomes available at `until` (epoch ms). */
interface Delayed {
  readonly kind: "delayed";
  readonly until: number;
  readonly message: Message;
}

/** Received by a consumer; becomes available again at `until` (epoch ms) unless deleted first. */
interface InFlight {
  readonly kind: "inFlight";
  readonly until: number;
  readonly message: Message;
}

/** Where a message is in its life. `gone`: deleted, expired, purged, or moved to another queue. */
export type MessageState = { readonly kind: "available" } | Delayed | InFlight | { readonly kind: "gone" };

/** A state that ends by itself. */
export type TimedState = Delayed | InFlight;

export const AVAILABLE: MessageState = { kind: "available" };
export const GONE: MessageState = { kind: "gone" };

/** What stays the same for all of a message's life, also when it moves to a dead-letter queue. */
export interface MessageContent {
  readonly id: MessageId;
  readonly body: string;
  /** Whether the body is known to be printable ASCII without quotes and backslashes. */
  readonly isPlain: boolean;
  readonly md5OfBody: string;
  readonly attributes: MessageAttributes | undefined;
  readonly md5OfAttributes: string | undefined;
  readonly traceHeader: string | undefined;
  readonly senderId: string;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
  readonly sequenceNumber: string | undefined;
}

/** How a message comes into a queue. */
export interface Arrival {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly delayMs: number;
  readonly bodyBytes: number;
  readonly causeId: FactId | undefined;
}

/** What a message brings along from the queue it was moved from. */
export interface MessageHistory {
  readonly receiveCount: number;
  readonly firstReceivedAt: number | undefined;
  readonly deadLetterSourceArn: string | undefined;
}

export const NO_HISTORY: MessageHistory = {
  receiveCount: 0,
  firstReceivedAt: undefined,
  deadLetterSourceArn: undefined,
};

/** A message in one queue. Moving it to another queue makes another of these with the same content. */
export class Message {
  readonly content: MessageContent;
  /** Place in the order of this queue, counting from 0; receipt handles name it. */
  readonly sequence: number;
  /** Epoch milliseconds; retention counts from here. */
  readonly sentAt: number;
  /** The fact that brought it into this queue. */
  readonly arrivalFactId: FactId;
  readonly deadLetterSourceArn: string | undefined;
  state: MessageState = AVAILABLE;
  /** `ApproximateReceiveCount`; goes on counting in a dead-letter queue, as the recorded dead-letter event shows. */
  receiveCount: number;
  /** Receives from this queue alone: what `maxReceiveCount` is compared with. */
  receivesHere = 0;
  firstReceivedAt: number | undefined;
  /** The 12 hours of total visibility timeout count from here. */
  lastReceivedAt = 0;
  lastReceiveFactId: FactId | undefined = undefined;
  /** Whether a backlog holds a place for it, which may be out of date. Kept by `MessageBuffer`. */
  buffered = false;

  constructor(
    content: MessageContent,
    arrival: { readonly sequence: number; readonly sentAt: number; readonly factId: FactId },
    history: MessageHistory,
  ) {
    this.content = content;
    this.sequence = arrival.sequence;
    this.sentAt = arrival.sentAt;
    this.arrivalFactId = arrival.factId;
    this.deadLetterSourceArn = history.deadLetterSourceArn;
    this.receiveCount = history.receiveCount;
    this.firstReceivedAt = history.firstReceivedAt;
  }
}
