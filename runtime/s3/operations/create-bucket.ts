import type { CreateBucketOutput, CreateBucketRequest } from "../../protocol/generated/s3.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { checkAclAllowed, grantsOfHeaders } from "../access/requested-grants.ts";
import type { Bucket } from "../bucket.ts";
import {
  bucketAlreadyOwnedByYou,
  illegalLocationConstraint,
  invalidArgument,
  invalidLocationConstraint,
} from "../errors.ts";
import { EU, S3_REGIONS } from "../regions.ts";
import { DEFAULT_OWNERSHIP, isObjectOwnership, OWNERSHIP } from "../sub-resources/object-ownership.ts";
import { DEFAULT_PUBLIC_ACCESS_BLOCK, PUBLIC_ACCESS_BLOCK } from "../sub-resources/public-access.ts";
import { readTags } from "../tags.ts";
import type { Operation, S3Parts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const createBucket: Operation<CreateBucketRequest, CreateBucketOutput> = (parts, request, context) => {
  const bucket = makeBucket(parts, request, context);
  const { region } = bucket.identity;
  return {
    Location: region === "us-east-1" ? `/${bucket.name}` : `http://${bucket.name}.s3.amazonaws.com/`,
    BucketArn: bucket.arn,
  };
};

/** Who creates a bucket, and through which region's endpoint. */
type Origin = Pick<RequestContext, "region" | "accountId" | "causeId">;

/** @throws {AwsError} CreateBucket's */
export function makeBucket(parts: S3Parts, request: CreateBucketRequest, origin: Origin): Bucket {
  const { Bucket: name, CreateBucketConfiguration: configuration } = request;
  const locationConstraint = configuration?.LocationConstraint;
  const region = regionOf(locationConstraint, origin.region);
  const ownership = readOwnership(request.ObjectOwnership);
  const tags = configuration?.Tags === undefined ? undefined : readTags(configuration.Tags, "newBucket");
  const bucket =
    existing(parts, request, origin) ??
    parts.buckets.create(origin, { name, region, locationConstraint, causeId: origin.causeId });
  if (bucket.subResources.get(OWNERSHIP) === undefined) {
    bucket.subResources.set(OWNERSHIP, { Rules: [{ ObjectOwnership: ownership }] });
    bucket.subResources.set(PUBLIC_ACCESS_BLOCK, DEFAULT_PUBLIC_ACCESS_BLOCK);
    if (tags !== undefined && tags.size > 0) bucket.tags = tags;
    if (request.ObjectLockEnabledForBucket === true) {
      bucket.objectLockEnabled = true;
      bucket.versioning = "Enabled";
    }
    applyAcl(parts, bucket, request);
  }
  return bucket;
}

/** In us-east-1 creating one's own bucket again is no error, unless with tags (recorded). */
function existing(
  { buckets }: S3Parts,
  request: CreateBucketRequest,
  { region, accountId }: Origin,
): Bucket | undefined {
  const bucket = buckets.byName(request.Bucket);
  if (bucket === undefined || bucket.identity.accountId !== accountId) return undefined;
  const hasTags = (request.CreateBucketConfiguration?.Tags?.length ?? 0) > 0;
  if (region !== "us-east-1" || bucket.identity.region !== "us-east-1" || hasTags) {
    throw bucketAlreadyOwnedByYou(bucket.name);
  }
  return bucket;
}

/** @throws {AwsError} `InvalidLocationConstraint`, `IllegalLocationConstraintException` */
function regionOf(locationConstraint: string | undefined, endpointRegion: string): string {
  if (endpointRegion === "us-east-1") {
    if (locationConstraint === undefined) return endpointRegion;
    if (locationConstraint === EU) return "eu-west-1";
    // Of all regions only this one is no constraint.
    if (locationConstraint === "us-east-1" || !S3_REGIONS.has(locationConstraint)) {
      throw invalidLocationConstraint(locationConstraint);
    }
    return locationConstraint;
  }
  if (locationConstraint === EU && endpointRegion === "eu-west-1") return endpointRegion;
  if (locationConstraint !== endpointRegion) throw illegalLocationConstraint(locationConstraint ?? "unspecified");
  return endpointRegion;
}

function readOwnership(requested: string | undefined): string {
  if (requested === undefined) return DEFAULT_OWNERSHIP;
  if (!isObjectOwnership(requested)) {
    throw invalidArgument(`Invalid x-amz-object-ownership header: ${requested}`, "x-amz-object-ownership");
  }
  return requested;
}

function applyAcl(parts: S3Parts, bucket: Bucket, request: CreateBucketRequest): void {
  const { ownerId } = bucket.identity;
  try {
    const grants = grantsOfHeaders(request, ownerId, ownerId);
    if (grants === undefined || request.ACL === "private") return;
    checkAclAllowed(bucket, grants);
    bucket.grants = grants;
  } catch (error) {
    parts.buckets.delete(bucket, undefined);
    throw error;
  }
}
