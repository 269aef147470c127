import type { BodyStore, BodyWriter, StoredBody } from "./body-store.ts";

/** Keeps bodies in memory: for small ones, and for tests. */
export class MemoryBodyStore implements BodyStore {
  open(byteLength: number | undefined): BodyWriter {
    return new MemoryBodyWriter(byteLength);
  }

  async stop(): Promise<void> {
    // Nothing is kept outside memory.
  }
}

/** Chunks are copied: they may be slices of much larger buffers of the socket's, which they would keep alive. */
export class MemoryBodyWriter implements BodyWriter {
  /** Has room for the whole body when its length is known, so that each byte is copied once. */
  #bytes: Buffer;
  #byteLength = 0;

  constructor(expectedBytes = 0) {
    this.#bytes = Buffer.allocUnsafe(expectedBytes);
  }

  get byteLength(): number {
    return this.#byteLength;
  }

  write(chunk: Uint8Array): void {
    const end = this.#byteLength + chunk.byteLength;
    if (end > this.#bytes.byteLength) this.#grow(end);
    this.#bytes.set(chunk, this.#byteLength);
    this.#byteLength = end;
  }

  finish(): StoredBody {
    return new MemoryBody(this.bytes());
  }

  abort(): void {
    this.#bytes = Buffer.alloc(0);
    this.#byteLength = 0;
  }

  /** What was written so far. */
  bytes(): Uint8Array {
    if (this.#byteLength === this.#bytes.byteLength) return this.#bytes;
    // A copy: a body must not hold room that it does not need.
    return Buffer.from(this.#bytes.subarray(0, this.#byteLength));
  }

  #grow(neededBytes: number): void {
    // The first chunk may be all there is.
    const room = this.#byteLength === 0 ? neededBytes : Math.max(neededBytes, this.#bytes.byteLength * 2);
    const larger = Buffer.allocUnsafe(room);
    larger.set(this.#bytes.subarray(0, this.#byteLength));
    this.#bytes = larger;
  }
}

class MemoryBody implements StoredBody {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get byteLength(): number {
    return this.#bytes.byteLength;
  }

  read(start: number, end: number): Uint8Array {
    return start === 0 && end === this.#bytes.byteLength ? this.#bytes : this.#bytes.subarray(start, end);
  }

  retain(): StoredBody {
    return this;
  }

  release(): void {
    // The garbage collector counts these references.
  }
}
