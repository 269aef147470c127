import type { Journal, JournalEntry } from "../../runtime/core/journal.ts";
import type { CompiledMapping } from "../event-source-mapping.ts";

/** So many messages are remembered at most; the oldest are forgotten first. */
const MOST_MESSAGES = 10_000;

/**
 * Remembers messages whose receives were all throttled, and tells the journal when the queue gives one of them up: it is in the
 * dead-letter queue then, and its handler never ran.
 */
export class NeverHandled {
  readonly #mapping: CompiledMapping;
  readonly #journal: Journal;
  /** How many receives of a message were throttled, and why the last one was. */
  readonly #throttles = new Map<string, { readonly receives: number; readonly reason: string }>();
  #unsubscribe: (() => void) | undefined;

  constructor(mapping: CompiledMapping, journal: Journal) {
    this.#mapping = mapping;
    this.#journal = journal;
  }

  /** These were received, and throttled until the end of their visibility timeout. */
  throttled(messageIds: readonly string[], reason: string): void {
    for (const messageId of messageIds) {
      const receives = (this.#throttles.get(messageId)?.receives ?? 0) + 1;
      this.#throttles.delete(messageId);
      this.#throttles.set(messageId, { receives, reason });
    }
    for (const oldest of this.#throttles.keys()) {
      if (this.#throttles.size <= MOST_MESSAGES) break;
      this.#throttles.delete(oldest);
    }
    this.#unsubscribe ??= this.#journal.subscribe((entry) => this.#hear(entry));
  }

  /** The handler ran for these. */
  handled(messageIds: readonly string[]): void {
    if (this.#throttles.size === 0) return;
    for (const messageId of messageIds) this.#throttles.delete(messageId);
    this.#restWhenEmpty();
  }

  stop(): void {
    this.#throttles.clear();
    this.#restWhenEmpty();
  }

  #hear(entry: JournalEntry): void {
    if (entry.kind !== "sqs.messageMovedToDeadLetterQueue" || entry.queueArn !== this.#mapping.eventSourceArn) return;
    const { id, messageId, receiveCount, deadLetterQueueArn } = entry;
    const throttles = this.#throttles.get(messageId);
    this.#throttles.delete(messageId);
    this.#restWhenEmpty();
    // Another reader of the queue, or an invocation before, had it too.
    if (throttles?.receives !== receiveCount) return;
    const { uuid, functionName, eventSourceArn } = this.#mapping;
    const times = receiveCount === 1 ? "once" : `${receiveCount} times, each time`;
    const reason = `received ${times} throttled (${throttles.reason}): the handler of ${functionName} never ran for it`;
    const fact = { uuid, functionName, eventSourceArn, messageId, deadLetterQueueArn, reason };
    // Later, so that every listener hears of the move first.
    void Promise.resolve().then(() => this.#journal.record({ kind: "esm.messageNeverHandled", ...fact }, id));
  }

  #restWhenEmpty(): void {
    if (this.#throttles.size > 0) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }
}
