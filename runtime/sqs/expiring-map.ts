import { ChunkedDeque } from "./chunked-deque.ts";

/**
 * Remembers values by key for a fixed time: what was sent under a deduplication id, what a receive attempt got.
 * Forgetting costs O(1) a remembered value.
 */
export class ExpiringMap<T> {
  readonly #lifetimeMs: number;
  readonly #values = new Map<string, { readonly value: T; readonly until: number }>();
  readonly #order = new ChunkedDeque<{ readonly key: string; readonly until: number }>();

  constructor(lifetimeMs: number) {
    this.#lifetimeMs = lifetimeMs;
  }

  get(key: string, now: number): T | undefined {
    this.#forget(now);
    return this.#values.get(key)?.value;
  }

  set(key: string, value: T, now: number): void {
    this.#forget(now);
    const until = now + this.#lifetimeMs;
    this.#values.set(key, { value, until });
    this.#order.push({ key, until });
  }

  #forget(now: number): void {
    for (let oldest = this.#order.first(); oldest !== undefined && oldest.until <= now; oldest = this.#order.first()) {
      this.#order.shift();
      // The key may have been set again since.
      if (this.#values.get(oldest.key)?.until === oldest.until) this.#values.delete(oldest.key);
    }
  }
}
