/**
 * The content encoding `aws-chunked`: a body in pieces that may each be signed, with trailers after the last. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
import { bodyOfBytes, bodyOfPieces } from "../core/body-stream.ts";
import type { BodyStream } from "../core/body-stream.ts";
import { incompleteBody, invalidChunkSize, malformedChunks, malformedTrailer } from "./s3-errors.ts";

/** Bytes; every chunk but the last must have as many. */
const MIN_CHUNK_BYTES = 8192;
/** Bytes of one line: a chunk's size and signature, or a trailer. Ours: AWS states none, and theirs are shorter than 300. */
const MAX_LINE_BYTES = 4096;
/** Ours; AWS knows one trailer and its signature. */
const MAX_TRAILERS = 20;

const LINE_FEED = 0x0a;
const CHUNK_LINE = /^([0-9a-f]{1,13})(?:;.*)?$/i;
const TRAILER_LINE = /^([^\s:]+):\s*(.*)$/;

export interface AwsChunkedExpectation {
  /** `x-amz-decoded-content-length`. */
  readonly decodedBytes: number;
  /** Lower-case names from `x-amz-trailer`. */
  readonly trailerNames: readonly string[];
}

type State = "size" | "data" | "dataEnd" | "trailers" | "end";

/**
 * Decodes piece by piece, however the body is cut. What comes out are views of what came in, not copies.
 *
 * All methods throw an {@link AwsError}: `IncompleteBody`, `InvalidChunkSizeError`, `MalformedTrailerError`.
 */
export class AwsChunkedDecoder {
  /** By lower-case name. */
  readonly trailers: Record<string, string> = Object.create(null) as Record<string, string>;
  readonly #expected: AwsChunkedExpectation;
  #state: State = "size";
  /** What has come of a line whose end has not. */
  #line = "";
  #leftBytes = 0;
  #decodedBytes = 0;
  #chunks = 0;
  /** Of a chunk that is too small unless it turns out to be the last. */
  #smallBytes: number | undefined;

  constructor(expected: AwsChunkedExpectation) {
    this.#expected = expected;
  }

  /** The parts of `encoded` that are body. */
  push(encoded: Uint8Array): Uint8Array[] {
    const decoded: Uint8Array[] = [];
    let at = 0;
    while (at < encoded.length) {
      if (this.#state === "data") {
        const end = Math.min(encoded.length, at + this.#leftBytes);
        decoded.push(encoded.subarray(at, end));
        this.#took(end - at);
        at = end;
      } else {
        at = this.#readLine(encoded, at);
      }
    }
    return decoded;
  }

  /** Says that nothing more comes. */
  finish(): void {
    // Some clients leave the last empty line out.
    if (this.#state !== "end" && !(this.#state === "trailers" && this.#line === "")) throw malformedChunks();
    if (this.#decodedBytes !== this.#expected.decodedBytes) throw incompleteBody();
    if (this.#expected.trailerNames.some((name) => this.trailers[name] === undefined)) throw malformedTrailer();
  }

  #took(bytes: number): void {
    this.#leftBytes -= bytes;
    this.#decodedBytes += bytes;
    if (this.#decodedBytes > this.#expected.decodedBytes) throw incompleteBody();
    if (this.#leftBytes === 0) this.#state = "dataEnd";
  }

  /** @returns where the next line, or the data, begins */
  #readLine(encoded: Uint8Array, start: number): number {
    const lineEnd = encoded.indexOf(LINE_FEED, start);
    const end = lineEnd < 0 ? encoded.length : lineEnd;
    if (this.#line.length + end - start > MAX_LINE_BYTES) throw malformedChunks();
    this.#line += latin1(encoded, start, end);
    if (lineEnd < 0) return end;
    const line = this.#line.endsWith("\r") ? this.#line.slice(0, -1) : this.#line;
    this.#line = "";
    this.#takeLine(line);
    return end + 1;
  }

  #takeLine(line: string): void {
    if (this.#state === "size") this.#beginChunk(line);
    else if (this.#state === "dataEnd") {
      if (line !== "") throw malformedChunks();
      this.#state = "size";
    } else if (this.#state === "end") throw malformedChunks();
    else if (line === "") this.#state = "end";
    else this.#addTrailer(line);
  }

  #beginChunk(line: string): void {
    const size = CHUNK_LINE.exec(line)?.[1];
    if (size === undefined) throw malformedChunks();
    const bytes = Number.parseInt(size, 16);
    if (bytes === 0) {
      this.#state = "trailers";
      return;
    }
    if (this.#smallBytes !== undefined) throw invalidChunkSize(this.#chunks + 1, this.#smallBytes);
    this.#chunks++;
    if (bytes < MIN_CHUNK_BYTES) this.#smallBytes = bytes;
    this.#leftBytes = bytes;
    this.#state = "data";
  }

  #addTrailer(line: string): void {
    const [, name, value] = TRAILER_LINE.exec(line) ?? [];
    if (name === undefined || value === undefined) throw malformedTrailer();
    if (Object.keys(this.trailers).length >= MAX_TRAILERS) throw malformedTrailer();
    this.trailers[name.toLowerCase()] = value.trim();
  }
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}

/** @throws {AwsError} at once for a body in memory, else from the stream */
export function decodeAwsChunked(encoded: BodyStream, expected: AwsChunkedExpectation): BodyStream {
  const decoder = new AwsChunkedDecoder(expected);
  const { trailers } = decoder;
  if (encoded.bytes === undefined) {
    return bodyOfPieces(decodeStream(encoded, decoder), { byteLength: expected.decodedBytes, trailers });
  }
  const parts = decoder.push(encoded.bytes);
  decoder.finish();
  const [first] = parts;
  return bodyOfBytes(parts.length === 1 && first !== undefined ? first : Buffer.concat(parts), trailers);
}

async function* decodeStream(encoded: BodyStream, decoder: AwsChunkedDecoder): AsyncGenerator<Uint8Array, void> {
  for await (const piece of encoded) yield* decoder.push(piece);
  decoder.finish();
}
