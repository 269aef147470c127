import type { Clock } from "../../core/clock.ts";
import type { Bucket } from "../bucket.ts";
import type { ChangeCause, Changes, RemovedBy } from "../changes.ts";
import { invalidArgument, noSuchKey, preconditionFailed } from "../errors.ts";
import { type DeleteMarker, toWholeSeconds } from "../s3-object.ts";
import { NULL_VERSION_ID, type VersionId, type VersionIds } from "../version-id.ts";
import { matchesETag } from "./conditions.ts";
import { requestedVersionId } from "./find-object.ts";
import { checkUnlocked } from "./object-lock.ts";

export interface DeleteRequest {
  readonly key: string;
  /** A version to delete for good; without it, what versioning makes of a delete. */
  readonly versionId: string | undefined;
  readonly bypassGovernance: boolean;
}

export interface Deleted {
  /** A delete marker was made, or is what was deleted. */
  readonly isMarker: boolean;
  /** Absent in a bucket without versioning. */
  readonly versionId: string | undefined;
}

interface DeleteParts {
  readonly clock: Clock;
  readonly versionIds: VersionIds;
  readonly changes: Changes;
}

/**
 * Deletes as DeleteObject and each entry of DeleteObjects do. What is not there is deleted all the same.
 *
 * @throws {AwsError} `InvalidArgument` (no version id of S3's), `AccessDenied` (locked)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html
 */
export function deleteObject(parts: DeleteParts, bucket: Bucket, request: DeleteRequest, cause: ChangeCause): Deleted {
  const { key, versionId, bypassGovernance } = request;
  if (versionId === undefined) return deleteCurrent(parts, bucket, key, cause);
  const id = requestedVersionId(bucket, versionId);
  const version = bucket.find(key, id);
  if (version?.kind === "object") checkUnlocked(version, parts.clock.now(), bypassGovernance);
  removeVersion(parts, bucket, { key, versionId: id }, cause);
  return {
    isMarker: version?.kind === "deleteMarker",
    versionId: bucket.versioning === undefined ? undefined : versionId,
  };
}

/** Deletes without naming a version: for good without versioning, by a delete marker with it. */
export function deleteCurrent(parts: DeleteParts, bucket: Bucket, key: string, cause: DeleteCause): Deleted {
  if (bucket.versioning === undefined) {
    removeVersion(parts, bucket, { key, versionId: NULL_VERSION_ID }, cause);
    return { isMarker: false, versionId: undefined };
  }
  const marker: DeleteMarker = {
    kind: "deleteMarker",
    key,
    versionId: bucket.versioning === "Enabled" ? parts.versionIds.next() : NULL_VERSION_ID,
    lastModifiedAt: toWholeSeconds(parts.clock.now()),
    ownerId: bucket.identity.ownerId,
  };
  bucket.add(marker);
  parts.changes.markerCreated(bucket, marker, cause, cause.by);
  return { isMarker: true, versionId: marker.versionId };
}

/** Nothing happened when there was no such version: then there is no event either. */
export function removeVersion(
  { changes }: Pick<DeleteParts, "changes">,
  bucket: Bucket,
  version: { readonly key: string; readonly versionId: VersionId },
  cause: DeleteCause,
): void {
  if (bucket.remove(version.key, version.versionId) !== undefined) changes.removed(bucket, version, cause, cause.by);
}

/** A client's delete, unless it says otherwise. */
interface DeleteCause extends ChangeCause {
  readonly by?: RemovedBy;
}

/** @throws {AwsError} `InvalidArgument` */
export function checkBypass(bucket: Bucket, bypass: boolean | undefined): void {
  if (bypass === undefined || bucket.objectLockEnabled) return;
  const name = "x-amz-bypass-governance-retention";
  throw invalidArgument(`${name} is only applicable to Object Lock enabled buckets.`, name);
}

/** @throws {AwsError} `PreconditionFailed`, `NoSuchKey` */
export function checkDeleteConditions(bucket: Bucket, key: string, ifMatch: string | undefined): void {
  if (ifMatch === undefined) return;
  const current = bucket.current(key);
  if (current?.kind !== "object") throw noSuchKey(key);
  if (!matchesETag(ifMatch, current.eTag)) throw preconditionFailed("If-Match");
}
