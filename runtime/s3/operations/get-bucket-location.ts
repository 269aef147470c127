import type { GetBucketLocationOutput, GetBucketLocationRequest } from "../../protocol/generated/s3.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export const getBucketLocation: Operation<GetBucketLocationRequest, GetBucketLocationOutput> = (
  { buckets },
  request,
) => {
  const { region, locationConstraint } = buckets.ofRequest(request).identity;
  // us-east-1 has no constraint.
  return region === "us-east-1" ? {} : { LocationConstraint: locationConstraint ?? region };
};
