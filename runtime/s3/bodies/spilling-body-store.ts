import type { BodyStore, BodyWriter, StoredBody } from "./body-store.ts";
import { MemoryBodyWriter } from "./memory-body-store.ts";

/** Bytes of the largest body that stays in memory by default. */
const DEFAULT_SPILL_BYTES = 256 * 1024;

/** Keeps small bodies in memory and hands larger ones, as soon as they turn out to be large, to another store. */
export class SpillingBodyStore implements BodyStore {
  readonly #large: BodyStore;
  readonly #spillBytes: number;

  /** @param spillBytes the largest body that stays in memory */
  constructor(large: BodyStore, spillBytes = DEFAULT_SPILL_BYTES) {
    this.#large = large;
    this.#spillBytes = spillBytes;
  }

  open(byteLength: number | undefined): BodyWriter {
    if (byteLength !== undefined && byteLength > this.#spillBytes) return this.#large.open(byteLength);
    return new SpillingBodyWriter(this.#large, this.#spillBytes);
  }

  stop(): Promise<void> {
    return this.#large.stop();
  }
}

class SpillingBodyWriter implements BodyWriter {
  readonly #large: BodyStore;
  readonly #spillBytes: number;
  readonly #memory = new MemoryBodyWriter();
  #spilled: BodyWriter | undefined;

  constructor(large: BodyStore, spillBytes: number) {
    this.#large = large;
    this.#spillBytes = spillBytes;
  }

  write(chunk: Uint8Array): void | Promise<void> {
    if (this.#spilled !== undefined) return this.#spilled.write(chunk);
    if (this.#memory.byteLength + chunk.byteLength <= this.#spillBytes) {
      this.#memory.write(chunk);
      return undefined;
    }
    return this.#spill(chunk);
  }

  finish(): StoredBody | Promise<StoredBody> {
    return this.#spilled?.finish() ?? this.#memory.finish();
  }

  abort(): void | Promise<void> {
    this.#memory.abort();
    return this.#spilled?.abort();
  }

  async #spill(chunk: Uint8Array): Promise<void> {
    this.#spilled = this.#large.open(undefined);
    const before = this.#memory.bytes();
    this.#memory.abort();
    await this.#spilled.write(before);
    await this.#spilled.write(chunk);
  }
}
