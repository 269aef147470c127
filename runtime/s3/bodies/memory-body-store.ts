import type { BodyStore, BodyWriter, StoredBody } from "./body-store.ts";

/** Keeps bodies in memory: for small ones, and for tests. */
export class MemoryBodyStore implements BodyStore {
  open(): BodyWriter {
    return new MemoryBodyWriter();
  }

  async stop(): Promise<void> {
    // Nothing is kept outside memory.
  }
}

export class MemoryBodyWriter implements BodyWriter {
  readonly #chunks: Uint8Array[] = [];
  #byteLength = 0;

  get byteLength(): number {
    return this.#byteLength;
  }

  write(chunk: Uint8Array): void {
    // A copy: the chunk may be a slice of a much larger buffer of the socket's, which it would keep alive.
    this.#chunks.push(Buffer.from(chunk));
    this.#byteLength += chunk.byteLength;
  }

  finish(): StoredBody {
    return new MemoryBody(this.bytes());
  }

  abort(): void {
    this.#chunks.length = 0;
  }

  /** What was written so far. */
  bytes(): Uint8Array {
    const [first] = this.#chunks;
    return this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks, this.#byteLength);
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
