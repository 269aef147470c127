import type { GetObjectTaggingOutput, GetObjectTaggingRequest } from "../../protocol/generated/s3.ts";
import { noSuchKey } from "../errors.ts";
import { findObject } from "../objects/find-object.ts";
import { versionOutput } from "../objects/object-output.ts";
import { toTagSet } from "../tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export const getObjectTagging: Operation<GetObjectTaggingRequest, GetObjectTaggingOutput> = ({ buckets }, request) => {
  const bucket = buckets.ofRequest(request);
  // Here S3 names the bucket with the key (recorded).
  const isMissing = request.VersionId === undefined && bucket.current(request.Key) === undefined;
  if (isMissing) throw noSuchKey(`${bucket.name}/${request.Key}`);
  const object = findObject(bucket, request, { method: "GET", refusesCurrent: true });
  return { TagSet: toTagSet(object.tags), ...versionOutput(bucket, object) };
};
