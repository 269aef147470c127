import type { GetBucketAclOutput, GetBucketAclRequest } from "../../protocol/generated/s3.ts";
import { aclOutput } from "../access/access-control-policy.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export const getBucketAcl: Operation<GetBucketAclRequest, GetBucketAclOutput> = ({ buckets }, request) => {
  const { identity, grants } = buckets.ofRequest(request);
  return aclOutput(identity.ownerId, grants);
};
