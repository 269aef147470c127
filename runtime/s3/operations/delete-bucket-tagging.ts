import type { DeleteBucketTaggingRequest } from "../../protocol/generated/s3.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html */
export const deleteBucketTagging: Operation<DeleteBucketTaggingRequest, void> = (
  { buckets, changes },
  request,
  context,
) => {
  const bucket = buckets.ofRequest(request);
  bucket.tags = undefined;
  changes.bucketConfigured(bucket, "tagging", "deleted", context.causeId);
};
