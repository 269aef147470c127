import type { Bucket } from "../bucket.ts";
import { httpDate } from "../http-date.ts";
import { memberOf } from "../checksums/requested-checksum.ts";
import { isArchived, type ObjectChecksum, type ObjectVersion, quoted } from "../s3-object.ts";
import type { ByteRange } from "./byte-range.ts";
import { contentRange } from "./byte-range.ts";
import { encryptionOutput } from "./encryption.ts";
import { objectLockOutput } from "./object-lock.ts";
import { metadataOutput } from "./object-metadata.ts";

export interface OutputOptions {
  /** What was asked for; `undefined` for the whole object. */
  readonly range: ByteRange | undefined;
  readonly partNumber: number | undefined;
  /** Whether the request wants the checksum (`x-amz-checksum-mode: ENABLED`). */
  readonly withChecksum: boolean;
}

/** What GetObject and HeadObject say of an object, all but its bytes. */
export function objectOutput(bucket: Bucket, object: ObjectVersion, options: OutputOptions) {
  const { range, partNumber, withChecksum } = options;
  const size = object.body.byteLength;
  const always = {
    AcceptRanges: "bytes",
    ContentLength: range === undefined ? size : range.end - range.start,
    ETag: quoted(object.eTag),
    LastModified: object.lastModifiedAt,
  };
  // Assigned: members after a spread cost three microseconds.
  return Object.assign(
    always,
    metadataOutput(object.metadata),
    range !== undefined && { ContentRange: contentRange(range, size) },
    versionOutput(bucket, object),
    object.storageClass !== "STANDARD" && { StorageClass: object.storageClass },
    object.tags.size > 0 && { TagCount: object.tags.size },
    partNumber !== undefined && object.parts !== undefined && { PartsCount: object.parts.length },
    isArchived(object.storageClass) && restoreOutput(object),
    encryptionOutput(object.encryption),
    objectLockOutput(object),
    withChecksum && checksumOfRange(object, options),
  );
}

/** What an answer to a write or a copy says of a checksum. */
export function checksumOutput(checksum: ObjectChecksum | undefined) {
  if (checksum === undefined) return {};
  // Assigned, because a literal with a computed name is slow.
  const output: Record<string, string> = { ChecksumType: checksum.type };
  output[memberOf(checksum.algorithm)] = checksum.value;
  return output;
}

/** What an answer to a write says of the version it made: nothing of a null version. */
export function newVersionOutput(bucket: Bucket, { versionId }: ObjectVersion): { readonly VersionId?: string } {
  return bucket.versioning === "Enabled" ? { VersionId: versionId } : {};
}

/** What an answer about a version says of it: all but a bucket without versioning names it. */
export function versionOutput(bucket: Bucket, { versionId }: ObjectVersion): { readonly VersionId?: string } {
  return bucket.versioning === undefined ? {} : { VersionId: versionId };
}

/** A checksum is answered for what it was made of: the whole object, or one part of it. */
function checksumOfRange(object: ObjectVersion, { range, partNumber }: OutputOptions) {
  const { checksum, parts } = object;
  const isWhole = range === undefined || (range.start === 0 && range.end === object.body.byteLength);
  if (checksum === undefined) return {};
  if (checksum.type === "COMPOSITE" && partNumber !== undefined) {
    const value = parts?.find((part) => part.partNumber === partNumber)?.checksum;
    return value === undefined ? {} : checksumOutput({ ...checksum, value });
  }
  return isWhole ? checksumOutput(checksum) : {};
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html the header x-amz-restore */
function restoreOutput({ restore }: ObjectVersion): { readonly Restore?: string } {
  if (restore.kind === "none") return {};
  if (restore.kind === "ongoing") return { Restore: 'ongoing-request="true"' };
  return { Restore: `ongoing-request="false", expiry-date="${httpDate(restore.expiryAt)}"` };
}
