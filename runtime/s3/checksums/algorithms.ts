import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { ChecksumState } from "./checksum-state.ts";
import { Crc32c } from "./crc32c.ts";
import { Crc64Nvme } from "./crc64nvme.ts";
import type { XxHashes } from "./xxhash.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
export const CHECKSUM_ALGORITHMS = [
  "CRC32",
  "CRC32C",
  "CRC64NVME",
  "SHA1",
  "SHA256",
  "SHA512",
  "MD5",
  "XXHASH64",
  "XXHASH3",
  "XXHASH128",
] as const;

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
  XXHASH64: 8,
  XXHASH3: 8,
  XXHASH128: 16,
};

/** WebAssembly, which compiles for some milliseconds and is seldom asked for. */
let xxHashes: XxHashes | undefined;

/** What must be awaited before `startChecksum`; `undefined` when it is nothing. */
export function loadChecksum(algorithm: ChecksumAlgorithm): Promise<void> | undefined {
  return xxHashes === undefined && algorithm.startsWith("XXHASH") ? loadXxHashes() : undefined;
}

async function loadXxHashes(): Promise<void> {
  const { compileXxHashes } = await import("./xxhash.ts");
  xxHashes ??= await compileXxHashes();
}

/** `loadChecksum` must have been awaited. */
export function startChecksum(algorithm: ChecksumAlgorithm): ChecksumState {
  if (algorithm === "CRC32") return new Crc32();
  if (algorithm === "CRC32C") return new Crc32c();
  if (algorithm === "CRC64NVME") return new Crc64Nvme();
  if (algorithm === "XXHASH64" || algorithm === "XXHASH3" || algorithm === "XXHASH128") {
    if (xxHashes === undefined) throw new Error(`${algorithm} is not loaded`);
    return xxHashes.start(algorithm);
  }
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
