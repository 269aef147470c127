import { ChunkedDeque } from "./chunked-deque.ts";
import { KeyedHeap } from "./keyed-heap.ts";
import type { Message } from "./message.ts";

/**
 * Available messages in the order in which they were sent. New ones are appended in O(1); those that come back (visibility timeout,
 * delay) take their old place again through a small heap.
 *
 * A message that stops being available stays in its place until it is met, and is then passed over.
 */
export class MessageBuffer {
  readonly #sent = new ChunkedDeque<Message>();
  #returned: KeyedHeap<Message> | undefined;
  #lastSent = -1;

  add(message: Message): void {
    if (message.buffered) return;
    message.buffered = true;
    if (message.sequence > this.#lastSent) {
      this.#lastSent = message.sequence;
      this.#sent.push(message);
    } else {
      this.#returned ??= new KeyedHeap();
      this.#returned.push(message.sequence, message);
    }
  }

  /** The first available message, which stays. */
  first(): Message | undefined {
    this.#skip();
    const sent = this.#sent.first();
    const returned = this.#returned?.first();
    if (returned === undefined) return sent;
    return sent === undefined || returned.sequence < sent.sequence ? returned : sent;
  }

  /** Removes the first available message. */
  take(): Message | undefined {
    const message = this.first();
    if (message === undefined) return undefined;
    if (message === this.#returned?.first()) this.#returned.pop();
    else this.#sent.shift();
    message.buffered = false;
    return message;
  }

  /** How many newly sent messages wait, with those that ended meanwhile and were not yet met. */
  get size(): number {
    return this.#sent.size;
  }

  /** How many of the newly sent messages can come next out of order. */
  get reachable(): number {
    return this.#sent.reachable;
  }

  /** Lets the newly sent message `offset` places behind the first overtake. */
  bringToFront(offset: number): void {
    this.#sent.bringToFront(offset);
  }

  #skip(): void {
    for (let first = this.#sent.first(); first !== undefined && isOver(first); first = this.#sent.first()) {
      this.#sent.shift();
    }
    const returned = this.#returned;
    if (returned === undefined) return;
    for (let first = returned.first(); first !== undefined && isOver(first); first = returned.first()) returned.pop();
  }
}

function isOver(message: Message): boolean {
  if (message.state.kind === "available") return false;
  message.buffered = false;
  return true;
}
