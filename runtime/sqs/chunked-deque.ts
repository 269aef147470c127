/** Items of one chunk: large enough to make chunks rare, small enough that an idle queue costs little. */
const CHUNK_ITEMS = 256;

interface Chunk<T> {
  readonly items: (T | undefined)[];
  next: Chunk<T> | undefined;
}

/**
 * A first-in, first-out list whose cost per step does not depend on its length: it grows by whole chunks, so that no step copies
 * a million items to a larger array.
 */
export class ChunkedDeque<T> {
  #head: Chunk<T> = { items: [], next: undefined };
  #tail: Chunk<T> = this.#head;
  #start = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(item: T): void {
    if (this.#tail.items.length === CHUNK_ITEMS) {
      const chunk: Chunk<T> = { items: [], next: undefined };
      this.#tail.next = chunk;
      this.#tail = chunk;
    }
    this.#tail.items.push(item);
    this.#size += 1;
  }

  first(): T | undefined {
    return this.#head.items[this.#start];
  }

  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const { items } = this.#head;
    const item = items[this.#start];
    items[this.#start] = undefined;
    this.#start += 1;
    this.#size -= 1;
    if (this.#start === items.length) this.#leaveChunk();
    return item;
  }

  /** How many items can be brought to the front by `bringToFront`: those of the first chunk. */
  get reachable(): number {
    return this.#head.items.length - this.#start;
  }

  /** Exchanges the first item with the one `offset` places behind it. */
  bringToFront(offset: number): void {
    const { items } = this.#head;
    const first = items[this.#start];
    items[this.#start] = items[this.#start + offset];
    items[this.#start + offset] = first;
  }

  #leaveChunk(): void {
    this.#start = 0;
    if (this.#head.next === undefined) this.#head.items.length = 0;
    else this.#head = this.#head.next;
  }
}
