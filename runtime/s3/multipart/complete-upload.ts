import { createHash } from "node:crypto";
import type { CompletedPart } from "../../protocol/generated/s3.ts";
import { JoinedBody } from "../bodies/joined-body.ts";
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm, checksumOf } from "../checksums/algorithms.ts";
import { combineCrc, isCombinable } from "../checksums/combine-crc.ts";
import { type ChecksumMembers, DEFAULT_CHECKSUM, memberOf } from "../checksums/requested-checksum.ts";
import {
  badPartChecksum,
  entityTooSmall,
  invalidPart,
  invalidPartOrder,
  invalidRequest,
  missingPartChecksum,
} from "../errors.ts";
import { MIN_PART_BYTES } from "../limits.ts";
import type { ObjectChecksum, ObjectContent } from "../s3-object.ts";
import type { MultipartUpload, UploadedPart } from "./uploads.ts";

/**
 * The parts that a completion names, in order.
 *
 * @throws {AwsError} `InvalidRequest`, `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall`, `BadDigest`
 */
export function completedParts(upload: MultipartUpload, named: readonly CompletedPart[]): UploadedPart[] {
  if (named.length === 0) throw invalidRequest("You must specify at least one part");
  const numbers = named.map(({ PartNumber }) => PartNumber ?? 0);
  if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0))) throw invalidPartOrder(upload.uploadId);
  const parts = named.map((wanted) => findPart(upload, wanted));
  for (const part of parts.slice(0, -1)) {
    const size = part.body.byteLength;
    if (size < MIN_PART_BYTES) throw entityTooSmall({ ...part, size }, MIN_PART_BYTES);
  }
  return parts;
}

/** Joins parts to one object's content. Takes over the references to their bodies. */
export function joinParts(upload: MultipartUpload, parts: readonly UploadedPart[]): ObjectContent {
  const hashes = Buffer.concat(parts.map(({ eTag }) => Buffer.from(eTag, "hex")));
  return {
    body: new JoinedBody(parts.map(({ body }) => body)),
    eTag: `${createHash("md5").update(hashes).digest("hex")}-${parts.length}`,
    checksum: joinedChecksum(upload, parts),
    parts: parts.map(({ partNumber, body, checksum }) => ({
      partNumber,
      byteLength: body.byteLength,
      checksum: upload.checksum === undefined ? undefined : checksum,
    })),
  };
}

function findPart(upload: MultipartUpload, wanted: CompletedPart): UploadedPart {
  const { PartNumber: partNumber = 0, ETag: eTag = "" } = wanted;
  const bareETag = eTag.replaceAll('"', "");
  const part = upload.parts.get(partNumber);
  if (part === undefined || part.eTag !== bareETag) throw invalidPart(partNumber, bareETag, upload.uploadId);
  checkPartChecksum(upload, part, wanted);
  return part;
}

function checkPartChecksum(upload: MultipartUpload, part: UploadedPart, wanted: CompletedPart & ChecksumMembers): void {
  const given = CHECKSUM_ALGORITHMS.find((algorithm) => wanted[memberOf(algorithm)] !== undefined);
  const { algorithm, type } = upload.checksum ?? {};
  if (given === undefined) {
    if (algorithm !== undefined && type === "COMPOSITE") throw missingPartChecksum(algorithm, part.partNumber);
    return;
  }
  if (algorithm !== undefined && given !== algorithm) throw badPartChecksum(given, part.partNumber);
  // An upload without an algorithm has no checksums of its parts that a client could know.
  if (algorithm === undefined || wanted[memberOf(given)] !== part.checksum) {
    throw invalidPart(part.partNumber, part.eTag, upload.uploadId);
  }
}

/** Of what a client's own key encrypts S3 calculates no checksum of its own (recorded). */
function joinedChecksum(
  { checksum, encryption }: MultipartUpload,
  parts: readonly UploadedPart[],
): ObjectChecksum | undefined {
  if (checksum === undefined && encryption.kind === "customer") return undefined;
  const { algorithm, type } = checksum ?? { algorithm: DEFAULT_CHECKSUM, type: "FULL_OBJECT" as const };
  if (type === "FULL_OBJECT" && isCombinable(algorithm)) {
    const sums = parts.map((part) => ({ checksum: part.checksum, byteLength: part.body.byteLength }));
    return { algorithm, type, value: combineCrc(algorithm, sums) };
  }
  return { algorithm, type: "COMPOSITE", value: compositeOf(algorithm, parts) };
}

/** The checksum of the parts' checksums. */
function compositeOf(algorithm: ChecksumAlgorithm, parts: readonly UploadedPart[]): string {
  const sums = Buffer.concat(parts.map((part) => Buffer.from(part.checksum, "base64")));
  return `${checksumOf(algorithm, sums)}-${parts.length}`;
}
