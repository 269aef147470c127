import { type FileHandle, open } from "node:fs/promises";
import type { BodyStream } from "../../core/body-stream.ts";

/** Bytes that are read at once. */
const READ_BYTES = 256 * 1024;

export interface FileSlice {
  readonly start: number;
  readonly end: number;
  /** Called once, when reading ends in whatever way. */
  readonly onEnd: () => void;
}

/** Reads a part of a file as it is asked for: at most one chunk is in memory. */
export function readFileBody(path: string, slice: FileSlice): BodyStream {
  return {
    byteLength: slice.end - slice.start,
    [Symbol.asyncIterator]: () => new FileChunks(path, slice),
  };
}

/** Not a generator: the `return` of a generator that was never started runs none of its `finally`. */
class FileChunks implements AsyncIterator<Uint8Array> {
  readonly #path: string;
  readonly #slice: FileSlice;
  #at: number;
  #file: FileHandle | undefined;
  #ended = false;

  constructor(path: string, slice: FileSlice) {
    this.#path = path;
    this.#slice = slice;
    this.#at = slice.start;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#ended) return { done: true, value: undefined };
    try {
      const wanted = Math.min(READ_BYTES, this.#slice.end - this.#at);
      if (wanted > 0) return { done: false, value: await this.#read(wanted) };
    } catch (error) {
      await this.return();
      throw error;
    }
    return this.return();
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!this.#ended) {
      this.#ended = true;
      await this.#file?.close();
      this.#slice.onEnd();
    }
    return { done: true, value: undefined };
  }

  async #read(wanted: number): Promise<Uint8Array> {
    this.#file ??= await open(this.#path, "r");
    const { bytesRead, buffer } = await this.#file.read(Buffer.allocUnsafe(wanted), 0, wanted, this.#at);
    if (bytesRead === 0) throw new Error(`${this.#path} ends before its ${this.#slice.end} bytes`);
    this.#at += bytesRead;
    return buffer.subarray(0, bytesRead);
  }
}
