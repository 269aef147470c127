import type { Cancel, Clock } from "./clock.ts";

interface Timer {
  readonly dueAt: number;
  readonly order: number;
  readonly callback: () => void;
}

/**
 * A clock that moves only when told to, so that two weeks of retention pass in a millisecond.
 *
 * Timers run in order of their due time, then of their scheduling; a callback sees `now()` equal to its own due time,
 * and timers that it schedules inside the span being advanced run in the same call.
 *
 * @example
 * const clock = new VirtualClock();
 * clock.schedule(30_000, () => console.log("visible again"));
 * clock.advance(30_000);
 */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  readonly #timers = new Set<Timer>();

  /** @param startAt epoch milliseconds; the default, 2026-01-01T00:00Z, is arbitrary but fixed, so that runs repeat */
  constructor(startAt = 1_767_225_600_000) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  monotonicMs(): number {
    return this.#now;
  }

  schedule(delayMs: number, callback: () => void): Cancel {
    const timer: Timer = { dueAt: this.#now + Math.max(0, Math.ceil(delayMs)), order: this.#order++, callback };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** When the next timer is due, in epoch milliseconds; `undefined` when none waits. */
  get nextDueAt(): number | undefined {
    return this.#next()?.dueAt;
  }

  /** Moves time forward by `ms` milliseconds and runs synchronously what falls due. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(); next !== undefined && next.dueAt <= end; next = this.#next()) this.#run(next);
    this.#now = end;
  }

  /**
   * Like `advance`, but lets promises settle after every timer, so that code which awaits between two timers keeps up.
   */
  async advanceAsync(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#next(); next !== undefined && next.dueAt <= end; next = this.#next()) {
      this.#run(next);
      await settle();
    }
    this.#now = end;
  }

  /** Jumps to the next timer and runs it; `false` when none waits. */
  toNext(): boolean {
    const next = this.#next();
    if (next !== undefined) this.#run(next);
    return next !== undefined;
  }

  #run(timer: Timer): void {
    this.#timers.delete(timer);
    this.#now = timer.dueAt;
    timer.callback();
  }

  #next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (
        first === undefined ||
        timer.dueAt < first.dueAt ||
        (timer.dueAt === first.dueAt && timer.order < first.order)
      )
        first = timer;
    }
    return first;
  }
}

/** Two turns of the event loop's immediate queue: enough for any chain of already-resolved promises. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
