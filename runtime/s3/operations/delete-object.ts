import type { DeleteObjectOutput, DeleteObjectRequest } from "../../protocol/generated/s3.ts";
import { eventRequest } from "../event-request.ts";
import { notImplementedHeader } from "../errors.ts";
import { checkBypass, checkDeleteConditions, deleteObject as remove } from "../objects/delete-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject: Operation<DeleteObjectRequest, DeleteObjectOutput> = (parts, request, context) => {
  const bucket = parts.buckets.ofRequest(request);
  const { Key: key, VersionId: versionId, BypassGovernanceRetention: bypass } = request;
  checkBypass(bucket, bypass);
  // These are for directory buckets.
  if (request.IfMatchLastModifiedTime !== undefined) throw notImplementedHeader("x-amz-if-match-last-modified-time");
  if (request.IfMatchSize !== undefined) throw notImplementedHeader("x-amz-if-match-size");
  checkDeleteConditions(bucket, key, request.IfMatch);
  const cause = { request: eventRequest(context, "DeleteObject"), causeId: context.causeId };
  const deleted = remove(parts, bucket, { key, versionId, bypassGovernance: bypass === true }, cause);
  return {
    ...(deleted.isMarker && { DeleteMarker: true }),
    ...(deleted.versionId !== undefined && { VersionId: deleted.versionId }),
  };
};
