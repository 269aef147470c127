import type { Cancel, Clock } from "../../../runtime/core/clock.ts";

interface Deadline {
  leftMs: number;
  runsSinceMs: number;
  readonly onDue: () => void;
  cancel: Cancel;
}

/** How long a debugger has stopped a process, and its deadline, which stands still meanwhile. One deadline at a time. */
export class Pauses {
  readonly #clock: Clock;
  #pausedSinceMs: number | undefined;
  #endedMs = 0;
  #deadline: Deadline | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** All pauses so far, the present one included, milliseconds. */
  get totalMs(): number {
    const present = this.#pausedSinceMs === undefined ? 0 : this.#clock.monotonicMs() - this.#pausedSinceMs;
    return this.#endedMs + present;
  }

  /** Calls back when this much time has passed outside of pauses. */
  deadline(ms: number, onDue: () => void): Cancel {
    const deadline: Deadline = { leftMs: ms, runsSinceMs: 0, onDue, cancel: () => undefined };
    this.#deadline = deadline;
    if (this.#pausedSinceMs === undefined) this.#run(deadline);
    return () => {
      deadline.cancel();
      if (this.#deadline === deadline) this.#deadline = undefined;
    };
  }

  paused(): void {
    const now = this.#clock.monotonicMs();
    this.#pausedSinceMs = now;
    if (this.#deadline === undefined) return;
    this.#deadline.cancel();
    this.#deadline.leftMs -= now - this.#deadline.runsSinceMs;
  }

  resumed(): void {
    this.#endedMs = this.totalMs;
    this.#pausedSinceMs = undefined;
    if (this.#deadline !== undefined) this.#run(this.#deadline);
  }

  #run(deadline: Deadline): void {
    deadline.runsSinceMs = this.#clock.monotonicMs();
    deadline.cancel = this.#clock.schedule(Math.max(0, deadline.leftMs), deadline.onDue);
  }
}
