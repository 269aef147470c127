import type { VirtualClock } from "../runtime/core/virtual-clock.ts";
import { type Duration, durationMs } from "./duration.ts";
import type { Stillness } from "./stillness.ts";

interface TimedEngine {
  readonly clock: Pick<VirtualClock, "now" | "nextDueAt">;
  readonly stillness: Stillness;
  advance(ms: number): void;
}

/** A runtime's time. It stands still unless it is moved, and before every step everything that goes on is waited for. */
export class TestClock {
  readonly #owner: { readonly engine: TimedEngine };

  /** Its engine changes when the runtime is reset. */
  constructor(owner: { readonly engine: TimedEngine }) {
    this.#owner = owner;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#owner.engine.clock.now();
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
    const { engine } = this.#owner;
    await engine.stillness.reached();
    const due = engine.clock.nextDueAt;
    if (due === undefined) return undefined;
    const passed = due - this.now();
    engine.advance(passed);
    await engine.stillness.reached();
    return passed;
  }

  /** When something is due next, in epoch milliseconds; `undefined` when nothing is. */
  get nextDueAt(): number | undefined {
    return this.#owner.engine.clock.nextDueAt;
  }

  async #moveTo(end: number): Promise<void> {
    const { engine } = this.#owner;
    const { clock, stillness } = engine;
    await stillness.reached();
    for (let due = clock.nextDueAt; due !== undefined && due <= end; due = clock.nextDueAt) {
      engine.advance(due - clock.now());
      await stillness.reached();
    }
    if (end > clock.now()) engine.advance(end - clock.now());
  }
}
