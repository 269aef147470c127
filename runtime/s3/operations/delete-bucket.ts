import type { DeleteBucketRequest } from "../../protocol/generated/s3.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export const deleteBucket: Operation<DeleteBucketRequest, void> = ({ buckets }, request, context) => {
  buckets.delete(buckets.ofRequest(request), context.causeId);
};
