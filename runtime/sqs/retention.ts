import { KeyedHeap } from "./keyed-heap.ts";
import type { Message } from "./message.ts";

/** Below this many entries gone ones are not worth a clean-up. */
const SMALL = 64;

/** All messages of a queue by age, so that those past the retention period are found without looking at the others. */
export class Retention {
  readonly #byAge = new KeyedHeap<Message>();
  #gone = 0;

  add(message: Message): void {
    this.#byAge.push(message.sentAt, message);
  }

  /** A message that was added left the queue. */
  left(): void {
    this.#gone += 1;
    if (this.#byAge.size < SMALL || this.#gone * 2 < this.#byAge.size) return;
    this.#byAge.retain(isHere);
    this.#gone = 0;
  }

  /** Removes and returns the oldest message that was sent at `cutoff` or before. */
  takeExpired(cutoff: number): Message | undefined {
    while (this.#byAge.firstKey <= cutoff) {
      const message = this.#byAge.pop();
      if (message === undefined) return undefined;
      if (isHere(message)) return message;
      this.#gone -= 1;
    }
    return undefined;
  }

  clear(): void {
    this.#byAge.clear();
    this.#gone = 0;
  }
}

function isHere(message: Message): boolean {
  return message.state.kind !== "gone";
}
