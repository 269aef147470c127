import type { Cancel, Clock } from "../../runtime/core/clock.ts";
import type { QueueMessage, QueueSource } from "./queue-source.ts";

/** How often it is looked whether a debugger holds the function. */
const BEAT_MS = 1000;
/** While it does, messages are hidden for so long beyond their due time ... */
const RESERVE_MS = 60_000;
/** ... which is done again when so much of it is left. */
const RENEW_MS = 30_000;

export interface HoldDependencies {
  readonly clock: Clock;
  /** Whether a debugger has stopped the function now. */
  readonly isPaused: () => boolean;
  /** A visibility timeout could not be changed: SQS allows 12 hours from the receive, then the message comes back. */
  readonly onFailure: (error: unknown) => void;
}

export interface HeldBatch {
  readonly source: QueueSource;
  readonly messages: readonly QueueMessage[];
  /** Epoch milliseconds: when the visibility timeout ends if nobody changes it. */
  readonly visibleAt: number;
}

/** Makes the visibility timeout of a batch stand still while a debugger has stopped its function: what is left of it, is left when it goes on. */
export class VisibilityHold {
  readonly #dependencies: HoldDependencies;
  readonly #batch: HeldBatch;
  #visibleAt: number;
  #beatAt: number;
  /** What was left when the function stopped; `undefined` while it runs. */
  #leftMs: number | undefined;
  #cancel: Cancel | undefined;

  constructor(dependencies: HoldDependencies, batch: HeldBatch) {
    this.#dependencies = dependencies;
    this.#batch = batch;
    this.#visibleAt = batch.visibleAt;
    this.#beatAt = dependencies.clock.now();
    this.#schedule();
  }

  stop(): void {
    this.#cancel?.();
  }

  #schedule(): void {
    this.#cancel = this.#dependencies.clock.schedule(BEAT_MS, () => {
      this.#beat();
      this.#schedule();
    });
  }

  #beat(): void {
    const now = this.#dependencies.clock.now();
    if (this.#dependencies.isPaused()) {
      // It may have stopped right after the last look.
      this.#leftMs ??= this.#visibleAt - this.#beatAt;
      if (this.#visibleAt - now - this.#leftMs < RENEW_MS) this.#hide(now + this.#leftMs + RESERVE_MS);
    } else if (this.#leftMs !== undefined) {
      this.#hide(now + this.#leftMs);
      this.#leftMs = undefined;
    }
    this.#beatAt = now;
  }

  #hide(until: number): void {
    this.#visibleAt = until;
    const seconds = Math.ceil((until - this.#dependencies.clock.now()) / 1000);
    for (const { receiptHandle } of this.#batch.messages) void this.#change(receiptHandle, seconds);
  }

  async #change(receiptHandle: string, seconds: number): Promise<void> {
    try {
      await this.#batch.source.changeVisibility(receiptHandle, seconds);
    } catch (error) {
      this.#dependencies.onFailure(error);
    }
  }
}
