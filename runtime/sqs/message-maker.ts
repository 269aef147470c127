import type { FactId } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import { FifoSending } from "./fifo-sending.ts";
import { contentOf } from "./message-content.ts";
import { checkDraft, type MessageDraft } from "./message-draft.ts";
import { Message } from "./message.ts";
import { DEFAULT_SETTINGS } from "./queue-settings.ts";
import { ReceiptHandles } from "./receipt-handle.ts";
import { ReceivedMessage } from "./received-message.ts";
import { StandardSending } from "./sending.ts";

/** When a message came and how often it was received. */
export interface MessageLife {
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** Epoch milliseconds. */
  readonly firstReceivedAt: number;
  /** This receive counts too: at least 1. */
  readonly receiveCount: number;
  /** The queue from which it was moved to a dead-letter queue. */
  readonly deadLetterSourceArn?: string | undefined;
}

/**
 * Makes messages as a receiver of some queue would get them, without a queue: the same checks, ids, digests and attributes.
 * A FIFO queue has content-based deduplication on.
 *
 * @returns what makes one message; it throws SendMessage's `AwsError`s
 */
export function createMessageMaker(
  random: Random,
  { isFifo }: { readonly isFifo: boolean },
): (draft: MessageDraft, life: MessageLife) => ReceivedMessage {
  const settings = { ...DEFAULT_SETTINGS, isFifo, contentBasedDeduplication: isFifo };
  const sending = isFifo ? new FifoSending(random, "queue") : new StandardSending(random);
  const receiptHandles = new ReceiptHandles(random);
  let sequence = 0;
  return (draft, { sentAt, firstReceivedAt, receiveCount, deadLetterSourceArn }) => {
    checkDraft(draft, settings);
    const ids = sending.number(draft, settings, sentAt);
    const arrival = { sequence: sequence++, sentAt, factId: 0 as FactId };
    const message = new Message(contentOf(draft, ids), arrival, { receiveCount, firstReceivedAt, deadLetterSourceArn });
    return new ReceivedMessage(message, receiptHandles.encode(arrival.sequence, receiveCount), arrival.factId);
  };
}
