import type { S3Operations } from "../protocol/generated/s3.ts";
import { createBucket } from "./operations/create-bucket.ts";
import { deleteBucketTagging } from "./operations/delete-bucket-tagging.ts";
import { deleteBucket } from "./operations/delete-bucket.ts";
import { getBucketAcl } from "./operations/get-bucket-acl.ts";
import { getBucketLocation } from "./operations/get-bucket-location.ts";
import { getBucketNotificationConfiguration } from "./operations/get-bucket-notification-configuration.ts";
import { getBucketTagging } from "./operations/get-bucket-tagging.ts";
import { getBucketVersioning } from "./operations/get-bucket-versioning.ts";
import { headBucket } from "./operations/head-bucket.ts";
import { listBuckets } from "./operations/list-buckets.ts";
import { putBucketAcl } from "./operations/put-bucket-acl.ts";
import { putBucketNotificationConfiguration } from "./operations/put-bucket-notification-configuration.ts";
import { putBucketTagging } from "./operations/put-bucket-tagging.ts";
import { putBucketVersioning } from "./operations/put-bucket-versioning.ts";
import type { Bind } from "./operations/service-parts.ts";

/** Operations on buckets and their lists. */
export function bucketOperations(bind: Bind) {
  return {
    CreateBucket: bind(createBucket),
    DeleteBucket: bind(deleteBucket),
    DeleteBucketTagging: bind(deleteBucketTagging),
    GetBucketAcl: bind(getBucketAcl),
    GetBucketLocation: bind(getBucketLocation),
    GetBucketNotificationConfiguration: bind(getBucketNotificationConfiguration),
    GetBucketTagging: bind(getBucketTagging),
    GetBucketVersioning: bind(getBucketVersioning),
    HeadBucket: bind(headBucket),
    ListBuckets: bind(listBuckets),
    PutBucketAcl: bind(putBucketAcl),
    PutBucketNotificationConfiguration: bind(putBucketNotificationConfiguration),
    PutBucketTagging: bind(putBucketTagging),
    PutBucketVersioning: bind(putBucketVersioning),
  } satisfies Partial<S3Operations>;
}
