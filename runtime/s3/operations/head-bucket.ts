import type { HeadBucketOutput, HeadBucketRequest } from "../../protocol/generated/s3.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket: Operation<HeadBucketRequest, HeadBucketOutput> = ({ buckets }, request) => {
  const bucket = buckets.ofRequest(request);
  return { BucketRegion: bucket.identity.region, BucketArn: bucket.arn, AccessPointAlias: false };
};
