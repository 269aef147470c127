import type { PublishedMessage } from "./message.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * The messages that a FIFO topic keeps for replays, oldest first.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/fifo-message-archiving-replay.html
 */
export class Archive {
  #messages: PublishedMessage[] = [];
  #startedAt: number | undefined;

  /** @param retentionDays what is older is let go */
  add(message: PublishedMessage, retentionDays: number): void {
    this.#startedAt ??= message.publishedAt;
    this.#messages.push(message);
    const oldest = message.publishedAt - retentionDays * DAY_MS;
    const kept = this.#messages.findIndex(({ publishedAt }) => publishedAt >= oldest);
    if (kept > 0) this.#messages = this.#messages.slice(kept);
  }

  /** Archiving begins now, when it has not yet. */
  start(now: number): void {
    this.#startedAt ??= now;
  }

  clear(): void {
    this.#messages = [];
    this.#startedAt = undefined;
  }

  /** Epoch milliseconds of the earliest point that can be replayed from. */
  beginningAt(retentionDays: number, now: number): number {
    return Math.max(this.#startedAt ?? now, now - retentionDays * DAY_MS);
  }

  /** @param from epoch milliseconds, included; @param to epoch milliseconds, included */
  between(from: number, to: number): readonly PublishedMessage[] {
    return this.#messages.filter(({ publishedAt }) => publishedAt >= from && publishedAt <= to);
  }
}
