import type { PutObjectTaggingOutput, PutObjectTaggingRequest } from "../../protocol/generated/s3.ts";
import { eventRequest } from "../event-request.ts";
import { findObject } from "../objects/find-object.ts";
import { versionOutput } from "../objects/object-output.ts";
import { readTags } from "../tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export const putObjectTagging: Operation<PutObjectTaggingRequest, PutObjectTaggingOutput> = (
  { buckets, changes },
  request,
  context,
) => {
  const bucket = buckets.ofRequest(request);
  const object = findObject(bucket, request, { method: "PUT", refusesCurrent: true });
  object.tags = readTags(request.Tagging.TagSet, "object");
  const cause = { request: eventRequest(context, "PutObjectTagging"), causeId: context.causeId };
  changes.configured(bucket, object, { resource: "tagging", change: "put", name: "ObjectTagging:Put" }, cause);
  return versionOutput(bucket, object);
};
