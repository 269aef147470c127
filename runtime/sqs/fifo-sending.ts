import type { Random } from "../core/random.ts";
import { missingDeduplicationId, missingParameter } from "./errors.ts";
import { ExpiringMap } from "./expiring-map.ts";
import { DEDUPLICATION_INTERVAL_MS } from "./limits.ts";
import { sha256Hex } from "./md5.ts";
import type { ContentIds } from "./message-content.ts";
import type { MessageDraft } from "./message-draft.ts";
import type { MessageId } from "./message.ts";
import type { QueueSettings } from "./queue-settings.ts";
import type { Numbered, Sending } from "./sending.ts";

/** Deduplication and numbering: what sending to a FIFO queue adds. */
export class FifoSending implements Sending {
  readonly #random: Random;
  /** Fixed at creation: recorded, a later change of the attribute changes nothing. */
  readonly #scope: QueueSettings["deduplicationScope"];
  #sent = new ExpiringMap<ContentIds>(DEDUPLICATION_INTERVAL_MS);
  #numbers = 0;

  constructor(random: Random, scope: QueueSettings["deduplicationScope"]) {
    this.#random = random;
    this.#scope = scope;
  }

  /**
   * Ids for a draft: those of the message that it repeats within five minutes, else new ones, which are remembered.
   *
   * @throws {AwsError} without a group id, or without any deduplication id
   */
  number(draft: MessageDraft, settings: QueueSettings, now: number): Numbered {
    if (draft.groupId === undefined) throw missingParameter("MessageGroupId");
    const deduplicationId = deduplicationIdOf(draft, settings);
    const key = this.#scope === "queue" ? deduplicationId : `${draft.groupId}\0${deduplicationId}`;
    const earlier = this.#sent.get(key, now);
    if (earlier !== undefined) return { ...earlier, isRepeat: true };
    const ids = this.renumber(deduplicationId);
    this.#sent.set(key, ids, now);
    return { ...ids, isRepeat: false };
  }

  renumber(deduplicationId: string | undefined): ContentIds {
    const messageId = this.#random.uuid() as MessageId;
    return { messageId, deduplicationId, sequenceNumber: this.#nextSequenceNumber() };
  }

  /** A purge forgets what was sent (AWS-validated by others). */
  forget(): void {
    this.#sent = new ExpiringMap(DEDUPLICATION_INTERVAL_MS);
  }

  /** Twenty digits, growing and not consecutive, as AWS's. */
  #nextSequenceNumber(): string {
    this.#numbers += 1;
    return `188${String(this.#numbers * 256).padStart(17, "0")}`;
  }
}

/** The draft's own, else the SHA-256 of its body where the queue's `ContentBasedDeduplication` is on. */
function deduplicationIdOf(draft: MessageDraft, settings: QueueSettings): string {
  if (draft.deduplicationId !== undefined) return draft.deduplicationId;
  if (!settings.contentBasedDeduplication) throw missingDeduplicationId();
  return sha256Hex(draft.body);
}
