import type { PublicAccessBlockConfiguration } from "../../protocol/generated/s3.ts";
import type { Bucket } from "../bucket.ts";
import type { SubResource } from "./sub-resources.ts";

/** What public access is blocked; there from a bucket's beginning, until it is deleted. */
export const PUBLIC_ACCESS_BLOCK: SubResource<PublicAccessBlockConfiguration> = { name: "publicAccessBlock" };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export const DEFAULT_PUBLIC_ACCESS_BLOCK: PublicAccessBlockConfiguration = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export function publicAccessBlock(bucket: Bucket): PublicAccessBlockConfiguration | undefined {
  return bucket.subResources.get(PUBLIC_ACCESS_BLOCK);
}
