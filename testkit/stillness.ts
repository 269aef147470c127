import { type Clock, systemClock } from "../runtime/core/clock.ts";

/** So many turns of the event loop without anything new: whatever only waits for promises has gone on by then. */
const QUIET_TURNS = 3;

/** Knows whether anything goes on in a runtime that does not wait for its clock. */
export class Stillness {
  readonly #patienceMs: number;
  readonly #release: () => boolean;
  /** Handlers that run. Those in `#stuck` were given their time: they wait for the clock, or for ever. */
  readonly #running = new Set<object>();
  readonly #stuck = new Set<object>();
  /** Timers that handlers have set on the clock. */
  readonly #sleeping = new Set<object>();
  #progress = 0;
  #onProgress: (() => void) | undefined;
  /** Resolves when no service is at work; retries that wait for the clock do not count. */
  deliveries: () => Promise<unknown> = () => Promise.resolve();

  /**
   * @param patienceMs how long, in real time, a handler may do nothing that is seen before it counts as waiting for the clock
   * @param release lets go on what waits for it; answers whether anything did
   */
  constructor(patienceMs: number, release: () => boolean = () => false) {
    this.#patienceMs = patienceMs;
    this.#release = release;
  }

  /** Something happened. */
  noted(): void {
    this.#progress++;
    this.#onProgress?.();
  }

  /** Handlers that run now. */
  get running(): number {
    return this.#running.size;
  }

  /** Counts `work` as running until it ends. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    const token = {};
    this.#running.add(token);
    this.noted();
    try {
      return await work();
    } finally {
      this.#running.delete(token);
      this.#stuck.delete(token);
      this.noted();
    }
  }

  /** A clock for handlers: one that waits for it is known to wait. */
  watched(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      monotonicMs: () => clock.monotonicMs(),
      schedule: (delayMs, callback) => {
        const timer = {};
        this.#sleeping.add(timer);
        const cancel = clock.schedule(delayMs, () => {
          this.#sleeping.delete(timer);
          this.noted();
          callback();
        });
        return () => {
          this.#sleeping.delete(timer);
          cancel();
        };
      },
    };
  }

  /** Resolves when nothing goes on, but for what waits for the clock. */
  async reached(): Promise<void> {
    for (;;) {
      await this.#quietTurns();
      if (this.#release()) continue;
      if (await this.#worked()) continue;
      if (this.#running.size <= this.#stuck.size + this.#sleeping.size) return;
      if (await this.#goesOn()) continue;
      for (const token of this.#running) this.#stuck.add(token);
    }
  }

  async #quietTurns(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
      const before = this.#progress;
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      if (this.#progress !== before) quiet = -1;
    }
  }

  /** Waits for what takes real time and ends without us (a signature, a delivery); whether there was any. */
  async #worked(): Promise<boolean> {
    const before = this.#progress;
    await this.deliveries();
    return this.#progress !== before;
  }

  /** Whether anything happens within the patience. */
  async #goesOn(): Promise<boolean> {
    if (this.#patienceMs === 0) return false;
    return new Promise((resolve) => {
      const cancel = systemClock.schedule(this.#patienceMs, () => this.#end(() => resolve(false)));
      this.#onProgress = () => {
        cancel();
        this.#end(() => resolve(true));
      };
    });
  }

  #end(resolve: () => void): void {
    this.#onProgress = undefined;
    resolve();
  }
}
