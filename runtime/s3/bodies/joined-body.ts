import type { BodyStream } from "../../core/body-stream.ts";
import type { StoredBody } from "./body-store.ts";

/** A part of a body, as UploadPartCopy takes it: no byte is copied. */
export class SlicedBody implements StoredBody {
  readonly byteLength: number;
  readonly #whole: StoredBody;
  readonly #start: number;

  /** Takes over the caller's reference to `whole`. */
  constructor(whole: StoredBody, start: number, end: number) {
    this.#whole = whole;
    this.#start = start;
    this.byteLength = end - start;
  }

  read(start: number, end: number): Uint8Array | BodyStream {
    return this.#whole.read(this.#start + start, this.#start + end);
  }

  retain(): StoredBody {
    this.#whole.retain();
    return this;
  }

  release(): void {
    this.#whole.release();
  }
}

/** Bodies one after the other, as CompleteMultipartUpload joins its parts: no byte is copied. */
export class JoinedBody implements StoredBody {
  readonly byteLength: number;
  readonly #parts: readonly StoredBody[];

  /** Takes over the caller's references to `parts`. */
  constructor(parts: readonly StoredBody[]) {
    this.#parts = parts;
    this.byteLength = parts.reduce((sum, part) => sum + part.byteLength, 0);
  }

  read(start: number, end: number): Uint8Array | BodyStream {
    const slices = this.#slices(start, end);
    const [only] = slices;
    if (only === undefined) return new Uint8Array(0);
    if (slices.length === 1) return only.part.read(only.start, only.end);
    const held = slices.map((slice) => ({ ...slice, part: slice.part.retain() }));
    return { byteLength: end - start, [Symbol.asyncIterator]: () => new JoinedChunks(held) };
  }

  retain(): StoredBody {
    for (const part of this.#parts) part.retain();
    return this;
  }

  release(): void {
    for (const part of this.#parts) part.release();
  }

  #slices(start: number, end: number): Slice[] {
    const slices: Slice[] = [];
    let at = 0;
    for (const part of this.#parts) {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, part.byteLength);
      if (from < to) slices.push({ part, start: from, end: to });
      at += part.byteLength;
    }
    return slices;
  }
}

interface Slice {
  readonly part: StoredBody;
  readonly start: number;
  readonly end: number;
}

/** Holds a reference to every part until it was read, as each part's own stream does. */
class JoinedChunks implements AsyncIterator<Uint8Array> {
  readonly #waiting: Slice[];
  #current: AsyncIterator<Uint8Array> | undefined;

  constructor(slices: readonly Slice[]) {
    this.#waiting = [...slices];
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- bytes are read in order
      const chunk = await this.#current?.next();
      if (chunk !== undefined && chunk.done !== true) return chunk;
      this.#current = undefined;
      const slice = this.#waiting.shift();
      if (slice === undefined) return { done: true, value: undefined };
      const bytes = slice.part.read(slice.start, slice.end);
      slice.part.release();
      if (bytes instanceof Uint8Array) return { done: false, value: bytes };
      this.#current = bytes[Symbol.asyncIterator]();
    }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (const { part } of this.#waiting.splice(0)) part.release();
    await this.#current?.return?.();
    this.#current = undefined;
    return { done: true, value: undefined };
  }
}
