import type { PutBucketAclRequest } from "../../protocol/generated/s3.ts";
import { grantsOfPut } from "../access/access-control-policy.ts";
import { checkAclAllowed } from "../access/requested-grants.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html */
export const putBucketAcl: Operation<PutBucketAclRequest, void> = ({ buckets, changes }, request, context) => {
  const bucket = buckets.ofRequest(request);
  const { ownerId } = bucket.identity;
  const grants = grantsOfPut(request, ownerId, ownerId);
  checkAclAllowed(bucket, grants);
  bucket.grants = grants;
  changes.bucketConfigured(bucket, "acl", "put", context.causeId);
};
