import type { VirtualClock } from "../runtime/core/virtual-clock.ts";
import { type Duration, durationMs } from "./duration.ts";
import type { Stillness } from "./stillness.ts";

/** A runtime's time. It stands still unless it is moved, and before every step everything that goes on is waited for. */
export class TestClock {
  readonly #clock: () => VirtualClock;
  readonly #stillness: () => Stillness;

  /** Both change when the runtime is reset. */
  constructor(clock: () => VirtualClock, stillness: () => Stillness) {
    this.#clock = clock;
    this.#stillness = stillness;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#clock().now();
  }

  date(): Date {
    return new Date(this.now());
  }

  /** Lets so much time pass: timeouts, retries, delays and windows that end meanwhile do so one after the other, at their own instants. */
  async advance(duration: Duration): Promise<void> {
    await this.#moveTo(this.now() + durationMs(duration));
  }

  /**
   * @param instant epoch milliseconds, a date, or its text
   * @throws {RangeError} when that is past, or no instant
   */
  async setTo(instant: number | string | Date): Promise<void> {
    const at = new Date(instant).getTime();
    if (!(at >= this.now())) {
      throw new RangeError(`The clock is at ${this.date().toISOString()}, it cannot be set to ${String(instant)}.`);
    }
    await this.#moveTo(at);
  }

  /** Goes to the next instant at which anything is due, and lets it happen; answers the milliseconds that passed, `undefined` when nothing is due. */
  async toNext(): Promise<number | undefined> {
    await this.#stillness().reached();
    const before = this.now();
    if (!this.#clock().toNext()) return undefined;
    await this.#stillness().reached();
    return this.now() - before;
  }

  /** When something is due next, in epoch milliseconds; `undefined` when nothing is. */
  get nextDueAt(): number | undefined {
    return this.#clock().nextDueAt;
  }

  async #moveTo(end: number): Promise<void> {
    const clock = this.#clock();
    const stillness = this.#stillness();
    await stillness.reached();
    for (let due = clock.nextDueAt; due !== undefined && due <= end; due = clock.nextDueAt) {
      clock.advance(due - clock.now());
      await stillness.reached();
    }
    clock.advance(Math.max(0, end - clock.now()));
  }
}
