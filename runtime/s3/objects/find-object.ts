import { AwsError } from "../../core/errors.ts";
import type { Bucket } from "../bucket.ts";
import { invalidVersionId, methodNotAllowed, noSuchKey, noSuchVersion } from "../errors.ts";
import type { DeleteMarker, ObjectVersion, Version } from "../s3-object.ts";
import { NULL_VERSION_ID, parseVersionId, type VersionId } from "../version-id.ts";

export interface ObjectRequest {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

/** What is said of a delete marker where an object was wanted. */
export interface OnDeleteMarker {
  /** The request's method, which the refusal names. */
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE" | "POST";
  /** Some operations refuse a marker also when they name no version; others see no key. */
  readonly refusesCurrent?: boolean;
}

/**
 * The object that a request means.
 *
 * @throws {AwsError} `NoSuchKey`, `NoSuchVersion`, `InvalidArgument` (no version id of S3's), `MethodNotAllowed` (a delete marker)
 */
export function findObject(bucket: Bucket, request: ObjectRequest, onMarker: OnDeleteMarker): ObjectVersion {
  const { Key: key = "", VersionId: versionId } = request;
  const version = versionId === undefined ? bucket.current(key) : findVersion(bucket, key, versionId);
  if (version?.kind === "object") return version;
  if (version === undefined) throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  throw versionId === undefined && onMarker.refusesCurrent !== true
    ? withMarkerHeaders(noSuchKey(key), version)
    : withMarkerHeaders(methodNotAllowed(onMarker.method, "DeleteMarker"), version);
}

/** A version that a request names, if it is there. @throws {AwsError} `InvalidArgument` when the id is none of S3's */
export function findVersion(bucket: Bucket, key: string, versionId: string): Version | undefined {
  return bucket.find(key, requestedVersionId(bucket, versionId));
}

/** In a bucket that never had versioning every id but `null` is as invalid as one that S3 did not make. */
export function requestedVersionId(bucket: Bucket, text: string): VersionId {
  const versionId = parseVersionId(text);
  if (versionId === undefined) throw invalidVersionId(text);
  if (bucket.versioning === undefined && versionId !== NULL_VERSION_ID) throw invalidVersionId(text);
  return versionId;
}

function withMarkerHeaders(error: AwsError, marker: DeleteMarker): AwsError {
  const { code, message, status = 404, members } = error;
  const headers: Record<string, string> = { "x-amz-delete-marker": "true", "x-amz-version-id": marker.versionId };
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html: 405 answers say what is allowed.
  if (status === 405) headers["allow"] = "DELETE";
  return new AwsError(code, message, { status, members, headers });
}
