import { createHash, hash } from "node:crypto";
import type { BodyStream } from "../../core/body-stream.ts";
import type { BodyStore, StoredBody } from "../bodies/body-store.ts";
import { type ChecksumAlgorithm, loadChecksum, startChecksum } from "../checksums/algorithms.ts";
import type { ChecksumState } from "../checksums/checksum-state.ts";
import { checkContentMd5, type RequestedChecksum, verifyChecksum } from "../checksums/requested-checksum.ts";
import { entityTooLarge } from "../errors.ts";
import { MAX_PUT_BYTES } from "../limits.ts";

/** A body that has arrived whole and is what its sender said it was. The caller has its one reference. */
export interface TakenIn extends Sums {
  readonly body: StoredBody;
}

interface Sums {
  /** MD5 in hex. */
  readonly md5: string;
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
  /** Base64, of the second algorithm; of the first when there is none. */
  readonly second: string;
}

export interface Expected {
  readonly contentMd5?: string | undefined;
  readonly md5ShownAs?: "hex" | "base64" | undefined;
  readonly checksum: RequestedChecksum;
  /** Another checksum to make of the same bytes. */
  readonly second?: ChecksumAlgorithm | undefined;
  /** Limits of a form upload, bytes. */
  readonly sizeRange?: { readonly check: (byteLength: number) => void } | undefined;
}

/**
 * Brings a body from the client into the store and sums it on its way; at once where it is in memory and stays there.
 *
 * @throws {AwsError} `EntityTooLarge`, `BadDigest`, `InvalidDigest`; nothing is left in the store then
 */
export function takeIn(store: BodyStore, source: BodyStream, expected: Expected): TakenIn | Promise<TakenIn> {
  const loading = loadChecksum(expected.checksum.algorithm) ?? (expected.second && loadChecksum(expected.second));
  if (loading !== undefined) return loading.then(() => takeIn(store, source, expected));
  const { bytes } = source;
  return bytes === undefined ? takeInPieces(store, source, expected) : takeInBytes(store, { source, bytes }, expected);
}

function takeInBytes(
  store: BodyStore,
  { source, bytes }: { readonly source: BodyStream; readonly bytes: Uint8Array },
  expected: Expected,
): TakenIn | Promise<TakenIn> {
  if (bytes.byteLength > MAX_PUT_BYTES) throw entityTooLarge(bytes.byteLength, MAX_PUT_BYTES);
  const sum = startChecksum(expected.checksum.algorithm);
  sum.update(bytes);
  const second = secondSum(expected);
  second?.update(bytes);
  // In one call: for a small body, to make and end a hash costs more than to hash.
  const md5 = hash("md5", bytes, "hex");
  const { checksum, second: secondValue } = verified({ md5, sum, second }, source, bytes.byteLength, expected);
  const body = keep(store, bytes);
  if (body instanceof Promise) return body.then((kept) => ({ body: kept, md5, checksum, second: secondValue }));
  return { body, md5, checksum, second: secondValue };
}

function keep(store: BodyStore, bytes: Uint8Array): StoredBody | Promise<StoredBody> {
  const writer = store.open(bytes.byteLength);
  // A file of no bytes is written when it ends.
  const written = bytes.byteLength === 0 ? undefined : writer.write(bytes);
  if (written === undefined) return writer.finish();
  return written.then(
    () => writer.finish(),
    async (error: unknown) => {
      await writer.abort();
      throw error;
    },
  );
}

async function takeInPieces(store: BodyStore, source: BodyStream, expected: Expected): Promise<TakenIn> {
  const md5 = createHash("md5");
  const sum = startChecksum(expected.checksum.algorithm);
  const second = secondSum(expected);
  const writer = store.open(source.byteLength);
  let byteLength = 0;
  try {
    for await (const chunk of source) {
      byteLength += chunk.byteLength;
      if (byteLength > MAX_PUT_BYTES) throw entityTooLarge(byteLength, MAX_PUT_BYTES);
      md5.update(chunk);
      sum.update(chunk);
      second?.update(chunk);
      const written = writer.write(chunk);
      if (written !== undefined) await written;
    }
    const sums = verified({ md5: md5.digest("hex"), sum, second }, source, byteLength, expected);
    return { body: await writer.finish(), ...sums };
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

function verified(
  made: { readonly md5: string; readonly sum: ChecksumState; readonly second: ChecksumState | undefined },
  source: BodyStream,
  byteLength: number,
  { contentMd5, md5ShownAs, checksum, sizeRange }: Expected,
): Sums {
  const { md5, sum, second } = made;
  sizeRange?.check(byteLength);
  if (contentMd5 !== undefined) checkContentMd5(contentMd5, Buffer.from(md5, "hex"), md5ShownAs ?? "hex");
  const value = verifyChecksum(checksum, sum.digest(), source.trailers);
  return {
    md5,
    checksum: { algorithm: checksum.algorithm, value },
    second: second === undefined ? value : second.digest().toString("base64"),
  };
}

function secondSum({ checksum, second }: Expected): ChecksumState | undefined {
  return second === undefined || second === checksum.algorithm ? undefined : startChecksum(second);
}
