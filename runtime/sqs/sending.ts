import type { Random } from "../core/random.ts";
import type { ContentIds } from "./message-content.ts";
import type { MessageDraft } from "./message-draft.ts";
import type { MessageId } from "./message.ts";
import type { QueueSettings } from "./queue-settings.ts";

/** What a draft is called, and whether it says again what was sent before. */
export interface Numbered extends ContentIds {
  readonly isRepeat: boolean;
}

/** How a type of queue names what is sent to it. */
export interface Sending {
  /** @throws {AwsError} when the draft lacks what this type of queue needs to name it */
  number(draft: MessageDraft, settings: QueueSettings, now: number): Numbered;
  /** Ids for a message that comes from another queue. */
  renumber(deduplicationId: string | undefined): ContentIds;
  /** Forgets what was sent. */
  forget(): void;
}

/** Standard queues: an id and nothing else. */
export class StandardSending implements Sending {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  number(): Numbered {
    const messageId = this.#random.uuid() as MessageId;
    return { messageId, deduplicationId: undefined, sequenceNumber: undefined, isRepeat: false };
  }

  renumber(): ContentIds {
    return this.number();
  }

  forget(): void {
    // Nothing is remembered.
  }
}
