import { badChecksum, badContentMd5, invalidChecksumHeader, invalidDigest, invalidRequest } from "../errors.ts";
import { CHECKSUM_ALGORITHMS, CHECKSUM_BYTES, type ChecksumAlgorithm } from "./algorithms.ts";

/** Checksums of a request, under the names of the model. */
export interface ChecksumMembers {
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
}

/** Which checksum is made of a body, and what the client says it is. */
export interface RequestedChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; absent when the client leaves it to us, or sends it behind the body. */
  readonly value: string | undefined;
  /** Whether the client asked for it; otherwise it is S3's own default. */
  readonly isExplicit: boolean;
}

/** What S3 makes of a body whose client sends no checksum. */
export const DEFAULT_CHECKSUM: ChecksumAlgorithm = "CRC64NVME";

/**
 * The checksum that a request with a body is about.
 *
 * @param trailer the request's `x-amz-trailer`
 * @param wanted the algorithm where the request leaves it open: the upload's
 * @throws {AwsError} `InvalidRequest` for more than one, or for what cannot be a checksum
 */
export function requestedChecksum(
  members: ChecksumMembers,
  trailer: string | undefined,
  wanted: ChecksumAlgorithm = DEFAULT_CHECKSUM,
): RequestedChecksum {
  const algorithm = givenIn(members) ?? trailing(trailer);
  if (algorithm === undefined) return { algorithm: wanted, value: undefined, isExplicit: false };
  const value = members[MEMBERS[algorithm]];
  if (value !== undefined && !isChecksum(algorithm, value)) throw invalidChecksumHeader(algorithm);
  return { algorithm, value, isExplicit: true };
}

function givenIn(members: ChecksumMembers): ChecksumAlgorithm | undefined {
  let given: ChecksumAlgorithm | undefined;
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    if (members[MEMBERS[algorithm]] === undefined) continue;
    if (given !== undefined) {
      throw invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    given = algorithm;
  }
  return given;
}

function trailing(trailer: string | undefined): ChecksumAlgorithm | undefined {
  const header = trailer?.trim().toLowerCase();
  return header === undefined ? undefined : CHECKSUM_ALGORITHMS.find((algorithm) => headerOf(algorithm) === header);
}

/**
 * The checksum in base64, after it was compared with what the client said in its headers or behind the body.
 *
 * @throws {AwsError} `BadDigest`, `InvalidRequest`
 */
export function verifyChecksum(
  { algorithm, value }: RequestedChecksum,
  digest: Buffer,
  trailers: Readonly<Record<string, string>> | undefined,
): string {
  const said = value ?? (trailers === undefined ? undefined : trailers[headerOf(algorithm)]?.trim());
  const calculated = digest.toString("base64");
  if (said !== undefined && said !== calculated) {
    throw isChecksum(algorithm, said) ? badChecksum(algorithm) : invalidChecksumHeader(algorithm);
  }
  return calculated;
}

/**
 * @param shownAs how the refusal shows it: PutObject in hex, UploadPart as it was sent (recorded)
 * @throws {AwsError} `InvalidDigest` when it is no MD5, `BadDigest` when it is another one
 */
export function checkContentMd5(contentMd5: string | undefined, digest: Buffer, shownAs: "hex" | "base64"): void {
  if (contentMd5 === undefined) return;
  const expected = Buffer.from(contentMd5, "base64");
  if (expected.byteLength !== 16 || expected.toString("base64") !== contentMd5) throw invalidDigest(contentMd5);
  if (!expected.equals(digest)) throw badContentMd5(expected.toString(shownAs), digest);
}

/** `ChecksumCRC32`, the name in the model. */
export function memberOf(algorithm: ChecksumAlgorithm): `Checksum${ChecksumAlgorithm}` {
  return MEMBERS[algorithm];
}

const MEMBERS = {
  CRC32: "ChecksumCRC32",
  CRC32C: "ChecksumCRC32C",
  CRC64NVME: "ChecksumCRC64NVME",
  SHA1: "ChecksumSHA1",
  SHA256: "ChecksumSHA256",
  SHA512: "ChecksumSHA512",
  MD5: "ChecksumMD5",
  XXHASH64: "ChecksumXXHASH64",
  XXHASH3: "ChecksumXXHASH3",
  XXHASH128: "ChecksumXXHASH128",
} as const satisfies Readonly<Record<ChecksumAlgorithm, string>>;

/** `x-amz-checksum-crc32`. */
export function headerOf(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

function isChecksum(algorithm: ChecksumAlgorithm, value: string): boolean {
  const bytes = Buffer.from(value, "base64");
  return bytes.byteLength === CHECKSUM_BYTES[algorithm] && bytes.toString("base64") === value;
}

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return (CHECKSUM_ALGORITHMS as readonly string[]).includes(name);
}
