import { createHash } from "node:crypto";
import type { BodyStream } from "../../core/body-stream.ts";
import type { BodyStore, StoredBody } from "../bodies/body-store.ts";
import { type ChecksumAlgorithm, startChecksum } from "../checksums/algorithms.ts";
import type { ChecksumState } from "../checksums/checksum-state.ts";
import { checkContentMd5, type RequestedChecksum, verifyChecksum } from "../checksums/requested-checksum.ts";
import { entityTooLarge } from "../errors.ts";
import { MAX_PUT_BYTES } from "../limits.ts";

/** A body that has arrived whole and is what its sender said it was. The caller has its one reference. */
export interface TakenIn {
  readonly body: StoredBody;
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
 * Brings a body from the client into the store, one chunk at a time, and sums it on its way.
 *
 * @throws {AwsError} `EntityTooLarge`, `BadDigest`, `InvalidDigest`; nothing is left in the store then
 */
export async function takeIn(store: BodyStore, source: BodyStream, expected: Expected): Promise<TakenIn> {
  const md5 = createHash("md5");
  const { algorithm } = expected.checksum;
  const sum = startChecksum(algorithm);
  const second = secondSum(expected);
  const writer = store.open(source.byteLength);
  let byteLength = 0;
  try {
    // Bytes that are there already cost no promise each.
    for await (const chunk of source.bytes === undefined ? source : [source.bytes]) {
      byteLength += chunk.byteLength;
      if (byteLength > MAX_PUT_BYTES) throw entityTooLarge(byteLength, MAX_PUT_BYTES);
      md5.update(chunk);
      sum.update(chunk);
      second?.update(chunk);
      const written = writer.write(chunk);
      if (written !== undefined) await written;
    }
    expected.sizeRange?.check(byteLength);
    const digest = md5.digest();
    checkContentMd5(expected.contentMd5, digest, expected.md5ShownAs ?? "hex");
    const value = verifyChecksum(expected.checksum, sum.digest(), source.trailers);
    return {
      body: await writer.finish(),
      md5: digest.toString("hex"),
      checksum: { algorithm, value },
      second: second?.digest().toString("base64") ?? value,
    };
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

function secondSum({ checksum, second }: Expected): ChecksumState | undefined {
  return second === undefined || second === checksum.algorithm ? undefined : startChecksum(second);
}
