/**
 * A binary min-heap of items by a numeric key; equal keys leave in the order in which they came.
 *
 * Keys that arrive in rising order cost O(1) to push. Items are not removed from the middle: owners skip what is out of date when
 * it comes to the top, and call `retain` when too much of it has gathered.
 */
export class KeyedHeap<T> {
  // Parallel arrays: keys stay unboxed doubles, which objects with a key would not.
  #keys: number[] = [];
  #orders: number[] = [];
  #items: T[] = [];
  #pushed = 0;

  get size(): number {
    return this.#keys.length;
  }

  /** The smallest key; `Infinity` when empty. */
  get firstKey(): number {
    return this.#keys[0] ?? Number.POSITIVE_INFINITY;
  }

  first(): T | undefined {
    return this.#items[0];
  }

  push(key: number, item: T): void {
    this.#keys.push(key);
    this.#orders.push(this.#pushed++);
    this.#items.push(item);
    this.#siftUp(this.#keys.length - 1);
  }

  pop(): T | undefined {
    const first = this.#items[0];
    const key = this.#keys.pop();
    const order = this.#orders.pop();
    const item = this.#items.pop();
    if (key === undefined || order === undefined || item === undefined) return undefined;
    if (this.#keys.length > 0) {
      this.#set(0, key, order, item);
      this.#siftDown();
    }
    return first;
  }

  /** A copy of all items, in no order. */
  items(): T[] {
    return [...this.#items];
  }

  /** Drops what `keep` refuses, in one pass. */
  retain(keep: (item: T) => boolean): void {
    const keys = this.#keys;
    const items = this.#items;
    this.clear();
    for (const [index, item] of items.entries()) {
      const key = keys[index];
      if (key !== undefined && keep(item)) this.push(key, item);
    }
  }

  clear(): void {
    this.#keys = [];
    this.#orders = [];
    this.#items = [];
  }

  #siftUp(from: number): void {
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#before(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  #siftDown(): void {
    const size = this.#keys.length;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      if (left >= size) return;
      const right = left + 1;
      const child = right < size && this.#before(right, left) ? right : left;
      if (!this.#before(child, parent)) return;
      this.#swap(child, parent);
      parent = child;
    }
  }

  #before(a: number, b: number): boolean {
    const keyA = this.#keys[a] as number;
    const keyB = this.#keys[b] as number;
    return keyA < keyB || (keyA === keyB && (this.#orders[a] as number) < (this.#orders[b] as number));
  }

  #swap(a: number, b: number): void {
    const key = this.#keys[a] as number;
    const order = this.#orders[a] as number;
    const item = this.#items[a] as T;
    this.#set(a, this.#keys[b] as number, this.#orders[b] as number, this.#items[b] as T);
    this.#set(b, key, order, item);
  }

  #set(index: number, key: number, order: number, item: T): void {
    this.#keys[index] = key;
    this.#orders[index] = order;
    this.#items[index] = item;
  }
}
