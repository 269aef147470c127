import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { ChecksumState } from "./checksum-state.ts";
import { Crc32c } from "./crc32c.ts";
import { Crc64Nvme } from "./crc64nvme.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
export const CHECKSUM_ALGORITHMS = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256", "SHA512", "MD5"] as const;

export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

/** How many bytes a checksum has: a header of another length is no checksum at all. */
export const CHECKSUM_BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
  SHA512: 64,
  MD5: 16,
};

export function startChecksum(algorithm: ChecksumAlgorithm): ChecksumState {
  if (algorithm === "CRC32") return new Crc32();
  if (algorithm === "CRC32C") return new Crc32c();
  if (algorithm === "CRC64NVME") return new Crc64Nvme();
  return createHash(algorithm.toLowerCase());
}

/** The base64 that S3's headers carry. */
export function checksumOf(algorithm: ChecksumAlgorithm, bytes: Uint8Array): string {
  const state = startChecksum(algorithm);
  state.update(bytes);
  return state.digest().toString("base64");
}

class Crc32 implements ChecksumState {
  #value = 0;

  update(chunk: Uint8Array): void {
    this.#value = crc32(chunk, this.#value);
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#value);
    return bytes;
  }
}
