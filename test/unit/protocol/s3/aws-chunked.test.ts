import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bodyOfBytes } from "../../../../runtime/core/body-stream.ts";
import { AwsError } from "../../../../runtime/core/errors.ts";
import { AwsChunkedDecoder, decodeAwsChunked } from "../../../../runtime/protocol/aws-chunked.ts";
import { collect, streamOf } from "./fake-s3.ts";

const TRAILER = "x-amz-checksum-crc32";

/** Chunks of 8 KiB and more but for the last, as each of the four forms has them. */
function encode(
  chunks: readonly Buffer[],
  { signed, trailer }: { signed: boolean; trailer?: string | undefined },
): Buffer {
  const signature = signed ? `;chunk-signature=${"ab".repeat(32)}` : "";
  const parts = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}${signature}\r\n`),
    chunk,
    Buffer.from("\r\n"),
  ]);
  const trailers = trailer === undefined ? "" : `${TRAILER}:${trailer}\r\n`;
  const trailerSignature = trailer !== undefined && signed ? `x-amz-trailer-signature:${"cd".repeat(32)}\r\n` : "";
  return Buffer.concat([...parts, Buffer.from(`0${signature}\r\n${trailers}${trailerSignature}\r\n`)]);
}

function decodeAll(pieces: Iterable<Uint8Array>, decodedBytes: number, trailerNames: readonly string[] = []) {
  const decoder = new AwsChunkedDecoder({ decodedBytes, trailerNames });
  const decoded: Uint8Array[] = [];
  for (const piece of pieces) decoded.push(...decoder.push(piece));
  decoder.finish();
  return { content: Buffer.concat(decoded), trailers: { ...decoder.trailers } };
}

function codeOf(text: string, decodedBytes: number, trailerNames?: readonly string[]): string {
  try {
    decodeAll([Buffer.from(text)], decodedBytes, trailerNames);
  } catch (error) {
    if (error instanceof AwsError) return error.code;
    throw error;
  }
  return "none";
}

const bodies = fc.record({
  chunks: fc.array(fc.integer({ min: 8192, max: 9000 }), { maxLength: 3 }),
  last: fc.integer({ min: 0, max: 300 }),
  signed: fc.boolean(),
  trailer: fc.option(fc.constantFrom("AAAAAA==", "i9aeUg=="), { nil: undefined }),
});

describe("a body in chunks", () => {
  test("is the same however it is cut", () => {
    fc.assert(
      fc.property(bodies, fc.array(fc.nat(9200), { maxLength: 8 }), ({ chunks, last, ...form }, cuts) => {
        const sizes = last > 0 ? [...chunks, last] : chunks;
        const contents = sizes.map((bytes, index) => Buffer.alloc(bytes, `${index}\r\n0;`));
        const encoded = encode(contents, form);
        const { content, trailers } = decodeAll(cutAt(encoded, cuts), Buffer.concat(contents).length);
        expect(content.equals(Buffer.concat(contents))).toBe(true);
        expect(trailers[TRAILER]).toBe(form.trailer);
      }),
    );
  });

  test("is the same when it is cut at any one byte, or comes byte by byte", () => {
    const contents = [Buffer.from("0\r\n\r\nhello")];
    const encoded = encode(contents, { signed: true, trailer: "i9aeUg==" });
    const cuts = [...encoded.keys()].map((at) => [encoded.subarray(0, at), encoded.subarray(at)]);
    for (const pieces of [...cuts, [...encoded].map((byte) => Buffer.from([byte]))]) {
      expect(decodeAll(pieces, 10, [TRAILER])).toMatchObject({
        content: contents[0],
        trailers: { [TRAILER]: "i9aeUg==" },
      });
    }
  });

  test("may leave out the last empty line, and end lines with line feeds", () => {
    expect(decodeAll([Buffer.from(`5\r\nhello\r\n0\r\n${TRAILER}:x\n\r\n`)], 5).trailers).toEqual({ [TRAILER]: "x" });
    expect(decodeAll([Buffer.from(`5\r\nhello\r\n0\r\n${TRAILER}: x\r\n`)], 5).trailers).toEqual({ [TRAILER]: "x" });
  });

  test("is decoded at once when it is in memory", async () => {
    const encoded = encode([Buffer.from("hello")], { signed: false, trailer: "x" });
    const whole = decodeAwsChunked(bodyOfBytes(encoded), { decodedBytes: 5, trailerNames: [] });
    expect(whole).toMatchObject({ byteLength: 5, trailers: { [TRAILER]: "x" } });
    expect(Buffer.from(whole.bytes ?? []).toString()).toBe("hello");
    const streamed = decodeAwsChunked(streamOf([encoded]), { decodedBytes: 5, trailerNames: [] });
    expect(streamed.trailers).toEqual({});
    expect((await collect(streamed)).toString()).toBe("hello");
    expect(streamed.trailers).toEqual({ [TRAILER]: "x" });
  });
});

describe("a body that is not what it says", () => {
  test.for<[what: string, text: string, decodedBytes: number, code: string]>([
    ["no size", "hello", 5, "IncompleteBody"],
    ["a size that is no number", "xyz\r\nhello\r\n0\r\n\r\n", 5, "IncompleteBody"],
    ["an end within a chunk", "5\r\nhel", 5, "IncompleteBody"],
    ["an end before the last chunk", "5\r\nhello\r\n", 5, "IncompleteBody"],
    ["a chunk longer than its size", "5\r\nhello!\r\n0\r\n\r\n", 5, "IncompleteBody"],
    ["fewer bytes than announced", "5\r\nhello\r\n0\r\n\r\n", 6, "IncompleteBody"],
    ["more bytes than announced", "5\r\nhello\r\n0\r\n\r\n", 4, "IncompleteBody"],
    ["something after its end", "5\r\nhello\r\n0\r\n\r\nmore\r\n", 5, "IncompleteBody"],
    ["a small chunk that is not the last", "1\r\nh\r\n4\r\nello\r\n0\r\n\r\n", 5, "InvalidChunkSizeError"],
    ["a trailer without a name", "5\r\nhello\r\n0\r\n:x\r\n\r\n", 5, "MalformedTrailerError"],
    ["a line without end", `5;${"a".repeat(5000)}`, 5, "IncompleteBody"],
  ])("is refused: %s", ([, text, decodedBytes, code]) => {
    expect(codeOf(text, decodedBytes)).toBe(code);
  });

  test("is refused without the trailer that it announced", () => {
    expect(codeOf("5\r\nhello\r\n0\r\n\r\n", 5, [TRAILER])).toBe("MalformedTrailerError");
  });

  test("names the chunk at which a small one shows", () => {
    const decode = () => decodeAll([Buffer.from("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")], 5);
    expect(decode).toThrow(expect.objectContaining({ status: 403, members: { Chunk: 2, BadChunkSize: 3 } }) as Error);
  });
});

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...new Set(cuts.filter((cut) => cut < bytes.length))].toSorted((a, b) => a - b);
  return [0, ...ends].map((start, index) => bytes.subarray(start, ends[index] ?? bytes.length));
}
