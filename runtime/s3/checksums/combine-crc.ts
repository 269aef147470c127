import { CRC32C_POLYNOMIAL } from "./crc32c.ts";
import { CRC64NVME_POLYNOMIAL } from "./crc64nvme.ts";

/** Checksums that can be combined: only these can be of a full object that came in parts. */
export type CombinableAlgorithm = "CRC32" | "CRC32C" | "CRC64NVME";

export function isCombinable(algorithm: string): algorithm is CombinableAlgorithm {
  return algorithm in FIELDS;
}

export interface PartChecksum {
  /** Base64. */
  readonly checksum: string;
  readonly byteLength: number;
}

/**
 * The checksum of parts one after the other, from the parts' own checksums: no byte is read again.
 *
 * A CRC is the remainder of a polynomial: appending `n` bytes multiplies it by x^8n, so that the sum of what was there, moved, and what is new
 * is the whole (as zlib's `crc32_combine`).
 */
export function combineCrc(algorithm: CombinableAlgorithm, parts: readonly PartChecksum[]): string {
  const field = FIELDS[algorithm];
  const shifts = new Map<number, bigint>();
  let whole = 0n;
  for (const { checksum, byteLength } of parts) {
    let shift = shifts.get(byteLength);
    if (shift === undefined) {
      shift = powerOfX(BigInt(byteLength) * 8n, field);
      shifts.set(byteLength, shift);
    }
    whole = multiply(whole, shift, field) ^ BigInt(`0x${Buffer.from(checksum, "base64").toString("hex")}`);
  }
  return Buffer.from(whole.toString(16).padStart(Number(field.bits) / 4, "0"), "hex").toString("base64");
}

/** Polynomials with their bits reversed: the highest bit is the coefficient of x^0. */
interface Field {
  readonly bits: bigint;
  readonly polynomial: bigint;
}

const FIELDS: Readonly<Record<CombinableAlgorithm, Field>> = {
  CRC32: { bits: 32n, polynomial: 0xedb88320n },
  CRC32C: { bits: 32n, polynomial: BigInt(CRC32C_POLYNOMIAL) },
  CRC64NVME: { bits: 64n, polynomial: CRC64NVME_POLYNOMIAL },
};

function multiply(a: bigint, b: bigint, { bits, polynomial }: Field): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = bits - 1n; bit >= 0n; bit--) {
    if ((a >> bit) & 1n) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
  }
  return product;
}

function powerOfX(exponent: bigint, field: Field): bigint {
  let power = 1n << (field.bits - 1n);
  let square = 1n << (field.bits - 2n);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) power = multiply(power, square, field);
    square = multiply(square, square, field);
  }
  return power;
}
