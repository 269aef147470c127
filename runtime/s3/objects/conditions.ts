import type { Bucket } from "../bucket.ts";
import { noSuchKey, notImplementedHeader, notModified, preconditionFailed } from "../errors.ts";
import type { ObjectVersion } from "../s3-object.ts";

/** Conditions of a read. Instants are epoch milliseconds. */
export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: number | undefined;
  readonly IfUnmodifiedSince?: number | undefined;
}

/**
 * @param now epoch milliseconds: a time in the future is no condition
 * @throws {AwsError} `PreconditionFailed`, or 304
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 */
export function checkReadConditions(object: ObjectVersion, conditions: ReadConditions, now: number): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!matchesETag(IfMatch, object.eTag)) throw preconditionFailed("If-Match");
  } else if (IfUnmodifiedSince !== undefined && object.lastModifiedAt > IfUnmodifiedSince) {
    throw preconditionFailed("If-Unmodified-Since");
  }
  if (IfNoneMatch !== undefined) {
    if (matchesETag(IfNoneMatch, object.eTag)) throw notModified();
  } else if (IfModifiedSince !== undefined && IfModifiedSince <= now && object.lastModifiedAt <= IfModifiedSince) {
    throw notModified();
  }
}

/** Conditions on the source of a copy. */
export interface CopySourceConditions {
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: number | undefined;
  readonly CopySourceIfUnmodifiedSince?: number | undefined;
}

/**
 * @param now epoch milliseconds
 * @throws {AwsError} `PreconditionFailed`, also where a read would answer 304
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export function checkCopySourceConditions(source: ObjectVersion, conditions: CopySourceConditions, now: number): void {
  const failed = (name: string): Error => preconditionFailed(`x-amz-copy-source-${name}`);
  const ifMatch = conditions.CopySourceIfMatch;
  const ifNoneMatch = conditions.CopySourceIfNoneMatch;
  const unmodifiedSince = conditions.CopySourceIfUnmodifiedSince;
  const modifiedSince = conditions.CopySourceIfModifiedSince;
  if (ifMatch !== undefined) {
    if (!matchesETag(ifMatch, source.eTag)) throw failed("If-Match");
  } else if (unmodifiedSince !== undefined && source.lastModifiedAt > unmodifiedSince) {
    throw failed("If-Unmodified-Since");
  }
  if (ifNoneMatch !== undefined) {
    if (matchesETag(ifNoneMatch, source.eTag)) throw failed("If-None-Match");
  } else if (modifiedSince !== undefined && modifiedSince <= now && source.lastModifiedAt <= modifiedSince) {
    throw failed("If-Modified-Since");
  }
}

/** Conditions of a write. */
export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/**
 * Checks what of a conditional write can be told from its headers.
 *
 * @throws {AwsError} `NotImplemented`
 */
export function checkWriteConditionHeaders({ IfMatch, IfNoneMatch }: WriteConditions): void {
  if (IfMatch !== undefined && IfNoneMatch !== undefined) {
    throw notImplementedHeader("If-Match,If-None-Match", "Multiple conditional request headers present in the request");
  }
  if (IfNoneMatch !== undefined && IfNoneMatch !== "*") {
    throw notImplementedHeader(
      "If-None-Match",
      "We don't accept the provided value of If-None-Match header for this API",
    );
  }
  if (IfMatch === "*") {
    throw notImplementedHeader("If-Match", "We don't accept the provided value of If-Match header for this API");
  }
}

/**
 * Checks a conditional write against what is there now; run it in the same turn as the write.
 *
 * @throws {AwsError} `PreconditionFailed`; `NoSuchKey` for `If-Match` without an object
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkWriteConditions(bucket: Bucket, key: string, { IfMatch, IfNoneMatch }: WriteConditions): void {
  const current = bucket.current(key);
  const object = current?.kind === "object" ? current : undefined;
  if (IfNoneMatch !== undefined && object !== undefined) throw preconditionFailed("If-None-Match");
  if (IfMatch === undefined) return;
  if (object === undefined) throw noSuchKey(key);
  if (!matchesETag(IfMatch, object.eTag)) throw preconditionFailed("If-Match");
}

/** A list of entity tags, `*` for any; quotes may be missing. */
export function matchesETag(header: string, eTag: string): boolean {
  return header.split(",").some((part) => {
    const wanted = part.trim();
    return wanted === "*" || wanted.replaceAll('"', "") === eTag;
  });
}
