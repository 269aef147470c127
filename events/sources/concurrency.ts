import type { Cancel, Clock } from "../../runtime/core/clock.ts";

/**
 * "Lambda starts processing five batches at a time with five concurrent invocations of your function. If messages are still available,
 * Lambda increases the number of processes that are reading batches by up to 300 more instances per minute. The maximum number of
 * batches that an event source mapping can process simultaneously is 1,000."
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const STARTING_CONCURRENCY = 5;
const CONCURRENCY_STEP = 5;
const CONCURRENCY_STEP_MS = 1000;
export const MAXIMUM_CONCURRENT_BATCHES = 1000;
/** "can optimize to as few as 2 concurrent batches": how far failures reduce it here, since AWS does not tell. */
const LEAST_CONCURRENCY = 2;

/** How many batches a mapping may have in flight, and how many it has. */
export class Concurrency {
  readonly #clock: Clock;
  readonly #cap: number;
  #limit: number;
  #inFlight = 0;
  #cancelStep: Cancel | undefined;
  readonly #waiting: (() => void)[] = [];

  /** @param cap the smallest of the mapping's MaximumConcurrency, the account's concurrency and AWS's 1000 */
  constructor(clock: Clock, cap: number) {
    this.#clock = clock;
    this.#cap = Math.max(1, cap);
    this.#limit = Math.min(STARTING_CONCURRENCY, this.#cap);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get limit(): number {
    return this.#limit;
  }

  /** Takes a place; the caller gives it back with `release`. */
  acquire(): void {
    this.#inFlight += 1;
    if (this.#isSaturated()) this.#growLater();
  }

  release(): void {
    this.#inFlight -= 1;
    if (this.#inFlight === 0) this.#rest();
    this.#wake();
  }

  /** Resolves when there may be a place, or when `wake` is called; look again. */
  async change(): Promise<void> {
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  get hasRoom(): boolean {
    return this.#inFlight < this.#limit;
  }

  /** "Lambda gradually backs off by reducing the amount of concurrency allocated to your Amazon SQS event source mapping." */
  backOff(): void {
    this.#cancelStep?.();
    this.#cancelStep = undefined;
    this.#limit = Math.min(this.#cap, Math.max(LEAST_CONCURRENCY, Math.floor(this.#limit / 2)));
  }

  /** After a success: what failures had taken comes back one by one. */
  recover(): void {
    if (this.#limit < Math.min(STARTING_CONCURRENCY, this.#cap)) this.#limit += 1;
  }

  wake(): void {
    this.#wake();
  }

  #isSaturated(): boolean {
    return this.#inFlight >= this.#limit && this.#limit < this.#cap;
  }

  #growLater(): void {
    if (this.#cancelStep !== undefined) return;
    this.#cancelStep = this.#clock.schedule(CONCURRENCY_STEP_MS, () => {
      this.#cancelStep = undefined;
      if (!this.#isSaturated()) return;
      this.#limit = Math.min(this.#cap, this.#limit + CONCURRENCY_STEP);
      this.#wake();
    });
  }

  /** "When traffic is low, Lambda scales back the processing to five concurrent batches". */
  #rest(): void {
    this.#cancelStep?.();
    this.#cancelStep = undefined;
    this.#limit = Math.min(this.#limit, STARTING_CONCURRENCY);
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
