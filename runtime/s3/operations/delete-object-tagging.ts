import type { DeleteObjectTaggingOutput, DeleteObjectTaggingRequest } from "../../protocol/generated/s3.ts";
import { eventRequest } from "../event-request.ts";
import { findObject } from "../objects/find-object.ts";
import { versionOutput } from "../objects/object-output.ts";
import { NO_TAGS } from "../tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export const deleteObjectTagging: Operation<DeleteObjectTaggingRequest, DeleteObjectTaggingOutput> = (
  { buckets, changes },
  request,
  context,
) => {
  const bucket = buckets.ofRequest(request);
  const object = findObject(bucket, request, { method: "DELETE", refusesCurrent: true });
  object.tags = NO_TAGS;
  const cause = { request: eventRequest(context, "DeleteObjectTagging"), causeId: context.causeId };
  changes.configured(bucket, object, { resource: "tagging", change: "deleted", name: "ObjectTagging:Delete" }, cause);
  return versionOutput(bucket, object);
};
