/**
 * A body that is too large to hold: read once, piece by piece, and no faster than its reader takes it.
 *
 * A reader that stops early (`break`, `return`, an error) tells the sender to stop. Iterating a second time throws.
 */
export interface BodyStream extends AsyncIterable<Uint8Array> {
  /** Bytes, when known before the body has been read. The stream itself throws when it turns out to be shorter or longer. */
  readonly byteLength?: number | undefined;
  /** Headers that a client sends after its body (`x-amz-checksum-crc32`), by lower-case name; complete once the stream has ended. */
  readonly trailers?: Readonly<Record<string, string>> | undefined;
  /** The whole body, when it is in memory anyway: a reader may take it instead of iterating, and answer at once. */
  readonly bytes?: Uint8Array | undefined;
}

/** What an operation may answer as a streaming body. */
export type BodyContent = BodyStream | Uint8Array | string;

/** A body that is in memory; it may be read again. */
export function bodyOfBytes(bytes: Uint8Array, trailers?: Readonly<Record<string, string>>): BodyStream {
  return new BytesBody(bytes, trailers);
}

class BytesBody implements BodyStream {
  readonly bytes: Uint8Array;
  readonly byteLength: number;
  readonly trailers: Readonly<Record<string, string>> | undefined;

  constructor(bytes: Uint8Array, trailers: Readonly<Record<string, string>> | undefined) {
    this.bytes = bytes;
    this.byteLength = bytes.byteLength;
    this.trailers = trailers;
  }

  // oxlint-disable-next-line require-await -- what is there already, in the form of what is not
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    if (this.byteLength > 0) yield this.bytes;
  }
}

/** A body that comes in pieces. */
export function bodyOfPieces(
  pieces: AsyncIterator<Uint8Array>,
  known: Pick<BodyStream, "byteLength" | "trailers"> = {},
): BodyStream {
  let isRead = false;
  return {
    ...known,
    [Symbol.asyncIterator]() {
      if (isRead) throw new Error("A body can be read only once");
      isRead = true;
      return pieces;
    },
  };
}
