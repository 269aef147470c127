import type { PutBucketTaggingRequest } from "../../protocol/generated/s3.ts";
import { readTags } from "../tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
export const putBucketTagging: Operation<PutBucketTaggingRequest, void> = ({ buckets, changes }, request, context) => {
  const bucket = buckets.ofRequest(request);
  const tags = readTags(request.Tagging.TagSet, "bucket");
  bucket.tags = tags.size === 0 ? undefined : tags;
  changes.bucketConfigured(bucket, "tagging", "put", context.causeId);
};
