import type { SnsNotification, SnsProtocol } from "../../runtime/core/deliver.ts";
import type { Clock } from "../../runtime/core/clock.ts";
import type { FactId, Journal } from "../../runtime/core/journal.ts";

/** Something that AWS would have sent to a person or a device. */
export interface InboxItem {
  /** Counts from 1 and grows by one with each item. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly protocol: SnsProtocol;
  /** The e-mail address, phone number or platform endpoint. */
  readonly endpoint: string;
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly type: SnsNotification["type"];
  readonly messageId: string;
  /** Of an e-mail. */
  readonly subject: string | undefined;
  /** What the recipient reads. */
  readonly text: string;
}

export type InboxDraft = Omit<InboxItem, "number" | "receivedAt">;

/** How many of the newest items are kept. */
const DEFAULT_CAPACITY = 1000;

/** E-mails, text messages and push notifications end here instead of leaving the machine, where a user can see and check them. */
export class Inbox {
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #capacity: number;
  #items: InboxItem[] = [];
  #received = 0;

  constructor(clock: Clock, journal: Journal, options: { readonly capacity?: number } = {}) {
    this.#clock = clock;
    this.#journal = journal;
    this.#capacity = options.capacity ?? DEFAULT_CAPACITY;
  }

  receive(draft: InboxDraft, causeId: FactId | undefined): void {
    const { protocol, endpoint, topicArn, messageId, text } = draft;
    const number = ++this.#received;
    this.#items.push({ ...draft, number, receivedAt: this.#clock.now() });
    if (this.#items.length > this.#capacity) this.#items.shift();
    const textBytes = Buffer.byteLength(text);
    this.#journal.record(
      { kind: "inbox.received", number, protocol, endpoint, topicArn, messageId, textBytes },
      causeId,
    );
  }

  /** The kept items, oldest first. */
  list(): readonly InboxItem[] {
    return [...this.#items];
  }

  clear(): void {
    this.#items = [];
  }
}
