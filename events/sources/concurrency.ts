import type { Cancel, Clock } from "../../runtime/core/clock.ts";
import type { Scaling } from "./scaling.ts";

/** How many batches a mapping may have in flight, and how many it has. */
export class Concurrency {
  readonly #clock: Clock;
  readonly #scaling: Scaling;
  #limit: number;
  #inFlight = 0;
  #cancelStep: Cancel | undefined;
  readonly #waiting: (() => void)[] = [];

  constructor(clock: Clock, scaling: Scaling) {
    this.#clock = clock;
    this.#scaling = scaling;
    this.#limit = scaling.start;
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

  /**
   * "Lambda gradually backs off by reducing the amount of concurrency allocated to your Amazon SQS event source mapping." By how much AWS does
   * not tell: here by one a failure.
   * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-backoff-strategy
   */
  backOff(): void {
    this.#cancelStep?.();
    this.#cancelStep = undefined;
    this.#limit = Math.max(this.#scaling.least, this.#limit - 1);
  }

  /** After a success: what failures had taken comes back one by one. */
  recover(): void {
    if (this.#limit < this.#scaling.start) this.#limit += 1;
  }

  wake(): void {
    this.#wake();
  }

  #isSaturated(): boolean {
    return this.#inFlight >= this.#limit && this.#limit < this.#scaling.most;
  }

  #growLater(): void {
    if (this.#cancelStep !== undefined) return;
    this.#cancelStep = this.#clock.schedule(this.#scaling.stepMs, () => {
      this.#cancelStep = undefined;
      if (!this.#isSaturated()) return;
      this.#limit = Math.min(this.#scaling.most, this.#limit + this.#scaling.step);
      this.#wake();
    });
  }

  /** "When traffic is low, Lambda scales back the processing to five concurrent invokes"; provisioned mode to its minimum. */
  #rest(): void {
    this.#cancelStep?.();
    this.#cancelStep = undefined;
    this.#limit = Math.min(this.#limit, this.#scaling.start);
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
