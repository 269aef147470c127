import type { OwnershipControls } from "../../protocol/generated/s3.ts";
import type { Bucket } from "../bucket.ts";
import type { SubResource } from "./sub-resources.ts";

/** Who owns objects, and whether ACLs count; there from a bucket's beginning, until it is deleted. */
export const OWNERSHIP: SubResource<OwnershipControls> = { name: "ownershipControls" };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
export const DEFAULT_OWNERSHIP = "BucketOwnerEnforced";

const OWNERSHIPS: ReadonlySet<string> = new Set(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]);

export function isObjectOwnership(name: string): boolean {
  return OWNERSHIPS.has(name);
}

/** Without ownership controls it is as before there were any: whoever writes an object owns it. */
export function objectOwnership(bucket: Bucket): string {
  return bucket.subResources.get(OWNERSHIP)?.Rules[0]?.ObjectOwnership ?? "ObjectWriter";
}
