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

/** Bytes of a chunk's buffer that may be kept for each byte of the chunk. */
const MAX_KEPT_SHARE = 1.25;
/** Bytes: a smaller chunk takes less room in the pool that it is copied to than in a buffer of its own. */
const MIN_KEPT_BYTES = 16 * 1024;

/**
 * Large chunks are kept as they come: a copy of each would double what the garbage collector has to clear away. Others are copied, since they
 * may be slices of much larger buffers, which they would keep alive.
 */
export class MemoryBodyWriter implements BodyWriter {
  #chunks: Uint8Array[] = [];
  #byteLength = 0;

  get byteLength(): number {
    return this.#byteLength;
  }

  /** What was written so far, in order. */
  get chunks(): readonly Uint8Array[] {
    return this.#chunks;
  }

  write(chunk: Uint8Array): void {
    this.#byteLength += chunk.byteLength;
    this.#chunks.push(mayBeKept(chunk) ? chunk : Buffer.from(chunk));
  }

  finish(): StoredBody {
    return new MemoryBody(this.#chunks, this.#byteLength);
  }

  abort(): void {
    this.#chunks = [];
    this.#byteLength = 0;
  }
}

function mayBeKept({ byteLength, buffer }: Uint8Array): boolean {
  return byteLength >= MIN_KEPT_BYTES && buffer.byteLength <= byteLength * MAX_KEPT_SHARE;
}

class MemoryBody implements StoredBody {
  readonly byteLength: number;
  #chunks: readonly Uint8Array[];

  constructor(chunks: readonly Uint8Array[], byteLength: number) {
    this.#chunks = chunks;
    this.byteLength = byteLength;
  }

  read(start: number, end: number): Uint8Array {
    const bytes = this.#whole();
    return start === 0 && end === bytes.byteLength ? bytes : bytes.subarray(start, end);
  }

  retain(): StoredBody {
    return this;
  }

  release(): void {
    // The garbage collector counts these references.
  }

  /** Joined when it is first read: many bodies never are. */
  #whole(): Uint8Array {
    const [first, ...others] = this.#chunks;
    if (first !== undefined && others.length === 0) return first;
    const joined = Buffer.concat(this.#chunks, this.byteLength);
    this.#chunks = [joined];
    return joined;
  }
}
