import type { Cancel, Clock } from "../core/clock.ts";
import { KeyedHeap } from "./keyed-heap.ts";
import type { TimedState } from "./message.ts";

/** Below this many entries out-of-date ones are not worth a clean-up. */
const SMALL = 64;

/**
 * When delays and visibility timeouts end, with one timer of the clock for the whole queue.
 *
 * A state that ended early (delete, change of visibility) stays behind and is passed over: it is out of date when its message is
 * in another state.
 */
export class Deadlines {
  readonly #clock: Clock;
  readonly #onDue: () => void;
  readonly #states = new KeyedHeap<TimedState>();
  #outOfDate = 0;
  #armedFor = Number.POSITIVE_INFINITY;
  #cancel: Cancel | undefined;

  /** @param onDue called by the clock when at least one deadline may have passed */
  constructor(clock: Clock, onDue: () => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  add(state: TimedState): void {
    this.#states.push(state.until, state);
    if (state.until < this.#armedFor) this.#arm(state.until);
  }

  /** A state that was added ended before its time. */
  endedEarly(): void {
    this.#outOfDate += 1;
    if (this.#states.size < SMALL || this.#outOfDate * 2 < this.#states.size) return;
    this.#states.retain(isCurrent);
    this.#outOfDate = 0;
  }

  /** Removes and returns the next state whose time is up. */
  takeDue(now: number): TimedState | undefined {
    while (this.#states.firstKey <= now) {
      const state = this.#states.pop();
      if (state === undefined) return undefined;
      if (isCurrent(state)) return state;
      this.#outOfDate -= 1;
    }
    return undefined;
  }

  /** The current states of one kind; not for the hot path. */
  statesOf(kind: TimedState["kind"]): TimedState[] {
    return this.#states.items().filter((state) => state.kind === kind && isCurrent(state));
  }

  clear(): void {
    this.#states.clear();
    this.#outOfDate = 0;
    this.#disarm();
  }

  #arm(until: number): void {
    this.#disarm();
    this.#armedFor = until;
    this.#cancel = this.#clock.schedule(Math.max(0, until - this.#clock.now()), () => {
      this.#disarm();
      this.#onDue();
      this.#armNext();
    });
  }

  #armNext(): void {
    for (let first = this.#states.first(); first !== undefined; first = this.#states.first()) {
      if (isCurrent(first)) {
        if (first.until < this.#armedFor) this.#arm(first.until);
        return;
      }
      this.#states.pop();
      this.#outOfDate -= 1;
    }
  }

  #disarm(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#armedFor = Number.POSITIVE_INFINITY;
  }
}

function isCurrent(state: TimedState): boolean {
  return state.message.state === state;
}
