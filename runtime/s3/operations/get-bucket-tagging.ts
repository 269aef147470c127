import type { GetBucketTaggingOutput, GetBucketTaggingRequest } from "../../protocol/generated/s3.ts";
import { noSuchConfiguration } from "../errors.ts";
import { toTagSet } from "../tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html */
export const getBucketTagging: Operation<GetBucketTaggingRequest, GetBucketTaggingOutput> = ({ buckets }, request) => {
  const bucket = buckets.ofRequest(request);
  if (bucket.tags === undefined) throw noSuchConfiguration("NoSuchTagSet", "The TagSet does not exist", bucket.name);
  return { TagSet: toTagSet(bucket.tags) };
};
