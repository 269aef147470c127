import type { ChecksumAlgorithm } from "../checksums/algorithms.ts";
import { isChecksumAlgorithm } from "../checksums/requested-checksum.ts";
import { invalidChecksumAlgorithm, invalidRequest } from "../errors.ts";
import type { ChecksumType } from "../s3-object.ts";

/**
 * The checksum of a new upload.
 *
 * @throws {AwsError} `InvalidRequest`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html#ChecksumTypes
 */
export function uploadChecksum(
  algorithm: string | undefined,
  type: string | undefined,
): { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType } | undefined {
  if (algorithm === undefined) {
    if (type === undefined) return undefined;
    throw invalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
  }
  if (!isChecksumAlgorithm(algorithm)) throw invalidChecksumAlgorithm();
  const types = TYPES[algorithm];
  const wanted = type ?? types[0];
  const found = types.find((possible) => possible === wanted);
  if (found === undefined) {
    throw invalidRequest(
      `The ${wanted} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  return { algorithm, type: found };
}

/**
 * Types that an algorithm can have, its default first. Of the newest five AWS's model says no more than their names: they are taken for what
 * all others are that cannot be combined.
 */
const TYPES: Readonly<Record<ChecksumAlgorithm, readonly [ChecksumType, ...ChecksumType[]]>> = {
  CRC32: ["COMPOSITE", "FULL_OBJECT"],
  CRC32C: ["COMPOSITE", "FULL_OBJECT"],
  CRC64NVME: ["FULL_OBJECT"],
  SHA1: ["COMPOSITE"],
  SHA256: ["COMPOSITE"],
  SHA512: ["COMPOSITE"],
  MD5: ["COMPOSITE"],
  XXHASH64: ["COMPOSITE"],
  XXHASH3: ["COMPOSITE"],
  XXHASH128: ["COMPOSITE"],
};
