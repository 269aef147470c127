import type { Clock } from "../../runtime/core/clock.ts";
import { pause } from "../pause.ts";
import { PER_POLLER } from "./scaling.ts";

const SECOND_MS = 1000;

/** What the pollers of provisioned mode may receive in one second. */
export class PollBudget {
  readonly #clock: Clock;
  readonly #pollers: () => number;
  #secondStart = 0;
  #receives = 0;
  #bytes = 0;

  /** @param pollers how many there are now */
  constructor(clock: Clock, pollers: () => number) {
    this.#clock = clock;
    this.#pollers = pollers;
  }

  /** Waits until one more receive is allowed, or `signal` aborts. */
  async take(signal: AbortSignal): Promise<void> {
    this.#renew();
    while (this.#isSpent() && !signal.aborted) {
      await pause(this.#clock, this.#secondStart + SECOND_MS - this.#clock.now(), signal);
      this.#renew();
    }
    this.#receives += 1;
  }

  /** Counts what was received. */
  spend(bytes: number): void {
    this.#bytes += bytes;
  }

  #isSpent(): boolean {
    const pollers = this.#pollers();
    return (
      this.#receives >= pollers * PER_POLLER.receivesPerSecond || this.#bytes >= pollers * PER_POLLER.bytesPerSecond
    );
  }

  #renew(): void {
    const now = this.#clock.now();
    if (now < this.#secondStart + SECOND_MS) return;
    this.#secondStart = now;
    this.#receives = 0;
    this.#bytes = 0;
  }
}
