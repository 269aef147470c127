import type {
  DeletedObject,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  Error as WireError,
  ObjectIdentifier,
} from "../../protocol/generated/s3.ts";
import { AwsError } from "../../core/errors.ts";
import type { Bucket } from "../bucket.ts";
import type { ChangeCause } from "../changes.ts";
import { malformedXml, noSuchVersion, notImplementedHeader } from "../errors.ts";
import { eventRequest } from "../event-request.ts";
import { MAX_DELETE_KEYS } from "../limits.ts";
import { checkBypass, checkDeleteConditions, deleteObject } from "../objects/delete-object.ts";
import { parseVersionId } from "../version-id.ts";
import type { Operation, S3Parts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects: Operation<DeleteObjectsRequest, DeleteObjectsOutput> = (parts, request, context) => {
  const bucket = parts.buckets.ofRequest(request);
  checkBypass(bucket, request.BypassGovernanceRetention);
  const { Objects: objects, Quiet: isQuiet } = request.Delete;
  if (objects.length === 0 || objects.length > MAX_DELETE_KEYS) throw malformedXml();
  const cause = { request: eventRequest(context, "DeleteObject"), causeId: context.causeId };
  const bypassGovernance = request.BypassGovernanceRetention === true;
  const deleted: DeletedObject[] = [];
  const errors: WireError[] = [];
  for (const object of objects) {
    try {
      deleted.push(deleteOne(parts, bucket, { object, bypassGovernance, cause }));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      errors.push(toWireError(object, error));
    }
  }
  return {
    ...(isQuiet !== true && deleted.length > 0 && { Deleted: deleted }),
    ...(errors.length > 0 && { Errors: errors }),
  };
};

interface OneDelete {
  readonly object: ObjectIdentifier;
  readonly bypassGovernance: boolean;
  readonly cause: ChangeCause;
}

function deleteOne(parts: S3Parts, bucket: Bucket, { object, bypassGovernance, cause }: OneDelete): DeletedObject {
  const { Key: key, VersionId: versionId } = object;
  // These are for directory buckets.
  if (object.LastModifiedTime !== undefined) throw notImplementedHeader("x-amz-if-match-last-modified-time");
  if (object.Size !== undefined) throw notImplementedHeader("x-amz-if-match-size");
  // Unlike DeleteObject, which calls such an id invalid.
  const isUnknown =
    versionId !== undefined && (parseVersionId(versionId) === undefined || isStrange(bucket, versionId));
  if (isUnknown) throw noSuchVersion(key, versionId);
  checkDeleteConditions(bucket, key, object.ETag);
  const { isMarker, versionId: newVersionId } = deleteObject(
    parts,
    bucket,
    { key, versionId, bypassGovernance },
    cause,
  );
  return {
    Key: key,
    ...(versionId !== undefined && { VersionId: versionId }),
    ...(isMarker && { DeleteMarker: true, DeleteMarkerVersionId: newVersionId }),
  };
}

function isStrange(bucket: Bucket, versionId: string): boolean {
  return bucket.versioning === undefined && versionId !== "null";
}

function toWireError({ Key, VersionId }: ObjectIdentifier, { code, message }: AwsError): WireError {
  return { Key, ...(VersionId !== undefined && { VersionId }), Code: code, Message: message };
}
