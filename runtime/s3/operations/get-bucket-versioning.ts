import type { GetBucketVersioningOutput, GetBucketVersioningRequest } from "../../protocol/generated/s3.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export const getBucketVersioning: Operation<GetBucketVersioningRequest, GetBucketVersioningOutput> = (
  { buckets },
  request,
) => {
  const { versioning } = buckets.ofRequest(request);
  return versioning === undefined ? {} : { Status: versioning };
};
