import type { Bucket } from "../bucket.ts";
import type { BucketRegistry } from "../bucket-registry.ts";
import { copySourceIsDeleteMarker, copySourceTooLarge, invalidCopySource, invalidObjectState } from "../errors.ts";
import { MAX_PUT_BYTES } from "../limits.ts";
import { isArchived, type ObjectVersion } from "../s3-object.ts";
import { NULL_VERSION_ID } from "../version-id.ts";
import { checkCopySourceConditions, type CopySourceConditions } from "./conditions.ts";
import { checkReadKey } from "./encryption.ts";
import { findObject, findVersion } from "./find-object.ts";

export interface CopySourceRequest extends CopySourceConditions {
  readonly CopySource: string;
  readonly ExpectedSourceBucketOwner?: string | undefined;
  readonly CopySourceSSECustomerAlgorithm?: string | undefined;
  readonly CopySourceSSECustomerKey?: string | undefined;
  readonly CopySourceSSECustomerKeyMD5?: string | undefined;
}

export interface CopySource {
  readonly bucket: Bucket;
  readonly object: ObjectVersion;
  /** Whether the request names a version. */
  readonly isExplicitVersion: boolean;
}

/**
 * The object that a copy is made of.
 *
 * @param now epoch milliseconds
 * @throws {AwsError} those of a read; `InvalidArgument` for what names no object; `PreconditionFailed`
 */
export function findCopySource(buckets: BucketRegistry, request: CopySourceRequest, now: number): CopySource {
  const { bucketName, key, versionId } = parseCopySource(request.CopySource);
  const bucket = buckets.ofRequest({ Bucket: bucketName, ExpectedBucketOwner: request.ExpectedSourceBucketOwner });
  if (versionId !== undefined && findVersion(bucket, key, versionId)?.kind === "deleteMarker") {
    throw copySourceIsDeleteMarker();
  }
  const object = findObject(bucket, { Key: key, VersionId: versionId }, { method: "GET" });
  checkReadKey(object.encryption, {
    SSECustomerAlgorithm: request.CopySourceSSECustomerAlgorithm,
    SSECustomerKey: request.CopySourceSSECustomerKey,
    SSECustomerKeyMD5: request.CopySourceSSECustomerKeyMD5,
  });
  if (isArchived(object.storageClass) && object.restore.kind !== "restored")
    throw invalidObjectState(object.storageClass);
  checkCopySourceConditions(object, request, now);
  return { bucket, object, isExplicitVersion: versionId !== undefined };
}

/** @throws {AwsError} `InvalidRequest` */
export function checkCopySize({ body }: ObjectVersion): void {
  if (body.byteLength > MAX_PUT_BYTES) throw copySourceTooLarge(MAX_PUT_BYTES);
}

/** The source's version, which answers name unless it is the null version. */
export function sourceVersionOutput({ versionId }: ObjectVersion): { readonly CopySourceVersionId?: string } {
  return versionId === NULL_VERSION_ID ? {} : { CopySourceVersionId: versionId };
}

/** `bucket/key?versionId=...`, percent-encoded, with or without a slash before it. */
function parseCopySource(header: string): { bucketName: string; key: string; versionId: string | undefined } {
  const match = /^\/?([^/?]+)\/([^?]+)(?:\?versionId=(.*))?$/s.exec(header);
  if (match === null) throw invalidCopySource();
  const [, bucketName = "", key = "", versionId] = match;
  try {
    return { bucketName: decodeURIComponent(bucketName), key: decodeURIComponent(key), versionId };
  } catch {
    throw invalidCopySource();
  }
}
