import type { BodyStream } from "../../core/body-stream.ts";

/** Where bytes of objects and parts are kept. It knows no keys: what it is given has no name that a client chose. */
export interface BodyStore {
  /**
   * Begins a new body.
   *
   * @param byteLength how many bytes will come, when that is known
   */
  open(byteLength: number | undefined): BodyWriter;
  /** Ends the store and removes what it keeps outside memory. */
  stop(): Promise<void>;
}

/** One body on its way in. Exactly one of `finish` and `abort` ends it; until `finish`, nobody can see any of it. */
export interface BodyWriter {
  /**
   * Wait for a returned promise before the next chunk: it is how a slow disk slows a fast sender. The
   * chunk must not be changed afterwards.
   */
  write(chunk: Uint8Array): void | Promise<void>;
  finish(): StoredBody | Promise<StoredBody>;
  /** Lets go of what was written; never fails. */
  abort(): void | Promise<void>;
}

/**
 * Bytes that never change. Whoever holds a body has one reference to it; it goes when the last one is released.
 */
export interface StoredBody {
  readonly byteLength: number;
  /**
   * Bytes `start` up to, not including, `end`. Bytes in memory come as they are and must not be changed; others come as a stream,
   * which stays readable when the body is released meanwhile.
   */
  read(start: number, end: number): Uint8Array | BodyStream;
  /** Adds a reference, and gives this body back. */
  retain(): StoredBody;
  release(): void;
}
