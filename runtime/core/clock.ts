/** Cancels what was scheduled; calling it again, or after the callback ran, does nothing. */
export type Cancel = () => void;

/**
 * The only source of time in the program (lint forbids `Date.now`, timers and `performance.now` elsewhere in the runtime).
 *
 * Epoch milliseconds are integers, as AWS's timestamps are; `monotonicMs` is for measuring durations and never goes back.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch, an integer. */
  now(): number;
  /** Milliseconds, fractional, from an arbitrary origin; for durations only. */
  monotonicMs(): number;
  /**
   * Runs `callback` once, `delayMs` from now (fractions are rounded up, so a deadline is never early).
   * Any delay is allowed, also beyond the 24.8 days of a bare timer.
   */
  schedule(delayMs: number, callback: () => void): Cancel;
}

/** Waits in real time and keeps the process alive meanwhile: for commands that have nothing else to wait for. */
export function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}

/** The longest delay that one `setTimeout` keeps; beyond it Node fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  schedule(delayMs, callback) {
    const dueMs = performance.now() + delayMs;
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const leftMs = Math.max(0, Math.ceil(dueMs - performance.now()));
      if (leftMs > LONGEST_TIMER_MS) timer = setTimeout(arm, LONGEST_TIMER_MS);
      else timer = setTimeout(callback, leftMs);
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  },
};
