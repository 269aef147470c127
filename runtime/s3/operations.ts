import type { S3Operations } from "../protocol/generated/s3.ts";
import type { RequestContext } from "../protocol/service.ts";
import { createBucket } from "./operations/create-bucket.ts";
import { deleteObject } from "./operations/delete-object.ts";
import { getBucketNotificationConfiguration } from "./operations/get-bucket-notification-configuration.ts";
import { getObject } from "./operations/get-object.ts";
import { headObject } from "./operations/head-object.ts";
import { listObjectsV2 } from "./operations/list-objects-v2.ts";
import { listObjects } from "./operations/list-objects.ts";
import { putBucketNotificationConfiguration } from "./operations/put-bucket-notification-configuration.ts";
import { putObject } from "./operations/put-object.ts";
import type { Operation, S3Parts } from "./operations/service-parts.ts";

/** The operations that are modelled, bound to one service's parts; the others are refused by name. */
export function bindOperations(parts: S3Parts): Partial<S3Operations> {
  const bind = <Input, Output>(operation: Operation<Input, Output>) => {
    return (input: Input, context: RequestContext): Output => operation(parts, input, context);
  };
  return {
    CreateBucket: bind(createBucket),
    DeleteObject: bind(deleteObject),
    GetBucketNotificationConfiguration: bind(getBucketNotificationConfiguration),
    GetObject: bind(getObject),
    HeadObject: bind(headObject),
    ListObjects: bind(listObjects),
    ListObjectsV2: bind(listObjectsV2),
    PutBucketNotificationConfiguration: bind(putBucketNotificationConfiguration),
    PutObject: bind(putObject),
  };
}
