import { DEDUPLICATION_MS } from "./limits.ts";

/** What a FIFO topic answered to the first publish with a deduplication id. */
export interface Accepted {
  readonly messageId: string;
  readonly sequenceNumber: string;
}

/** Sequence numbers of a FIFO topic grow by this much (documented samples: ...4000, ...5000). */
const STEP = 1000;

/** Numbers a FIFO topic's messages, and knows those of the last five minutes by their deduplication ids. */
export class FifoSequence {
  #published = 0;
  /** In order of acceptance, so that the oldest are found first. */
  readonly #accepted = new Map<string, Accepted & { readonly until: number }>();

  /** 20 digits, growing. */
  next(): string {
    this.#published++;
    return `1${String(this.#published * STEP).padStart(19, "0")}`;
  }

  /** @param scope the message group when the deduplication is per group, else empty */
  earlier(deduplicationId: string, scope: string, now: number): Accepted | undefined {
    for (const [key, { until }] of this.#accepted) {
      if (until > now) break;
      this.#accepted.delete(key);
    }
    return this.#accepted.get(`${scope}\0${deduplicationId}`);
  }

  remember(deduplicationId: string, scope: string, accepted: Accepted, now: number): void {
    this.#accepted.set(`${scope}\0${deduplicationId}`, { ...accepted, until: now + DEDUPLICATION_MS });
  }
}
