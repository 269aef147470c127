import type { Cancel, Clock } from "../core/clock.ts";

interface Waiter<Request, Answer> {
  readonly request: Request;
  readonly settle: (answer: Answer) => void;
}

/** Long polls that wait for a message, in the order in which they came. */
export class Waiters<Request, Answer> {
  readonly #clock: Clock;
  readonly #nothing: () => Answer;
  readonly #waiting = new Set<Waiter<Request, Answer>>();
  #serving = false;

  /** @param nothing makes the answer to those who waited in vain */
  constructor(clock: Clock, nothing: () => Answer) {
    this.#clock = clock;
    this.#nothing = nothing;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Resolves with what `serve` finds, or with nothing after `waitMs` or when `signal` aborts. */
  wait(request: Request, waitMs: number, signal: AbortSignal | undefined): Promise<Answer> {
    return new Promise((resolve) => {
      let cancel: Cancel | undefined;
      const settle = (answer: Answer): void => {
        this.#waiting.delete(waiter);
        cancel?.();
        signal?.removeEventListener("abort", giveUp);
        resolve(answer);
      };
      const giveUp = (): void => settle(this.#nothing());
      const waiter: Waiter<Request, Answer> = { request, settle };
      if (signal?.aborted === true) return giveUp();
      this.#waiting.add(waiter);
      signal?.addEventListener("abort", giveUp);
      cancel = this.#clock.schedule(waitMs, giveUp);
    });
  }

  /** Offers the first in line what `find` has, then the next, until `find` has nothing. */
  serve(find: (request: Request) => Answer | undefined): void {
    for (const waiter of this.#waiting) {
      const answer = find(waiter.request);
      if (answer === undefined) return;
      waiter.settle(answer);
    }
  }

  /** As `serve`, after the current step, so that all messages of one batch reach the same one. */
  serveSoon(find: (request: Request) => Answer | undefined): void {
    if (this.#serving) return;
    this.#serving = true;
    queueMicrotask(() => {
      this.#serving = false;
      this.serve(find);
    });
  }

  /** Answers everybody with nothing. */
  dismiss(): void {
    for (const waiter of this.#waiting) waiter.settle(this.#nothing());
  }
}
