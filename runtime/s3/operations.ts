import type { S3Operations } from "../protocol/generated/s3.ts";
import type { RequestContext } from "../protocol/service.ts";
import { abortMultipartUpload } from "./operations/abort-multipart-upload.ts";
import { completeMultipartUpload } from "./operations/complete-multipart-upload.ts";
import { copyObject } from "./operations/copy-object.ts";
import { createBucket } from "./operations/create-bucket.ts";
import { createMultipartUpload } from "./operations/create-multipart-upload.ts";
import { deleteBucket } from "./operations/delete-bucket.ts";
import { deleteBucketTagging } from "./operations/delete-bucket-tagging.ts";
import { deleteObject } from "./operations/delete-object.ts";
import { deleteObjectTagging } from "./operations/delete-object-tagging.ts";
import { deleteObjects } from "./operations/delete-objects.ts";
import { getBucketAcl } from "./operations/get-bucket-acl.ts";
import { getBucketLocation } from "./operations/get-bucket-location.ts";
import { getBucketNotificationConfiguration } from "./operations/get-bucket-notification-configuration.ts";
import { getBucketTagging } from "./operations/get-bucket-tagging.ts";
import { getBucketVersioning } from "./operations/get-bucket-versioning.ts";
import { getObject } from "./operations/get-object.ts";
import { getObjectAcl } from "./operations/get-object-acl.ts";
import { getObjectAttributes } from "./operations/get-object-attributes.ts";
import { getObjectLegalHold } from "./operations/get-object-legal-hold.ts";
import { getObjectLockConfiguration } from "./operations/get-object-lock-configuration.ts";
import { getObjectRetention } from "./operations/get-object-retention.ts";
import { getObjectTagging } from "./operations/get-object-tagging.ts";
import { headBucket } from "./operations/head-bucket.ts";
import { headObject } from "./operations/head-object.ts";
import { listBuckets } from "./operations/list-buckets.ts";
import { listMultipartUploads } from "./operations/list-multipart-uploads.ts";
import { listObjectVersions } from "./operations/list-object-versions.ts";
import { listObjects } from "./operations/list-objects.ts";
import { listObjectsV2 } from "./operations/list-objects-v2.ts";
import { listParts } from "./operations/list-parts.ts";
import { putBucketAcl } from "./operations/put-bucket-acl.ts";
import { putBucketNotificationConfiguration } from "./operations/put-bucket-notification-configuration.ts";
import { putBucketTagging } from "./operations/put-bucket-tagging.ts";
import { putBucketVersioning } from "./operations/put-bucket-versioning.ts";
import { putObject } from "./operations/put-object.ts";
import { putObjectAcl } from "./operations/put-object-acl.ts";
import { putObjectLegalHold } from "./operations/put-object-legal-hold.ts";
import { putObjectLockConfiguration } from "./operations/put-object-lock-configuration.ts";
import { putObjectRetention } from "./operations/put-object-retention.ts";
import { putObjectTagging } from "./operations/put-object-tagging.ts";
import { restoreObject } from "./operations/restore-object.ts";
import { uploadPart } from "./operations/upload-part.ts";
import { uploadPartCopy } from "./operations/upload-part-copy.ts";
import { deleteBucketPolicy, getBucketPolicy, getBucketPolicyStatus, putBucketPolicy } from "./sub-resources/policy.ts";
import { deleteBucketWebsite, getBucketWebsite, putBucketWebsite } from "./sub-resources/website.ts";
import { deleteBucketReplication, getBucketReplication, putBucketReplication } from "./sub-resources/replication.ts";
import { getBucketLogging, putBucketLogging } from "./sub-resources/logging.ts";
import { getBucketAccelerateConfiguration, putBucketAccelerateConfiguration } from "./sub-resources/acceleration.ts";
import { getBucketRequestPayment, putBucketRequestPayment } from "./sub-resources/request-payment.ts";
import {
  deleteBucketOwnershipControls,
  getBucketOwnershipControls,
  putBucketOwnershipControls,
} from "./sub-resources/ownership.ts";
import {
  deletePublicAccessBlock,
  getPublicAccessBlock,
  putPublicAccessBlock,
} from "./sub-resources/public-access-operations.ts";
import {
  deleteBucketEncryption,
  getBucketEncryption,
  putBucketEncryption,
} from "./sub-resources/encryption-operations.ts";
import { deleteBucketCors, getBucketCors, putBucketCors } from "./cors/configuration.ts";
import {
  deleteBucketLifecycle,
  getBucketLifecycleConfiguration,
  putBucketLifecycleConfiguration,
} from "./lifecycle/operations.ts";
import {
  deleteBucketAnalyticsConfiguration,
  deleteBucketIntelligentTieringConfiguration,
  deleteBucketInventoryConfiguration,
  deleteBucketMetricsConfiguration,
  getBucketAnalyticsConfiguration,
  getBucketIntelligentTieringConfiguration,
  getBucketInventoryConfiguration,
  getBucketMetricsConfiguration,
  listBucketAnalyticsConfigurations,
  listBucketIntelligentTieringConfigurations,
  listBucketInventoryConfigurations,
  listBucketMetricsConfigurations,
  putBucketAnalyticsConfiguration,
  putBucketIntelligentTieringConfiguration,
  putBucketInventoryConfiguration,
  putBucketMetricsConfiguration,
} from "./sub-resources/identified-operations.ts";
import type { Operation, S3Parts } from "./operations/service-parts.ts";

/** The operations that are modelled, bound to one service's parts; the others are refused by name. */
export function bindOperations(parts: S3Parts): Partial<S3Operations> {
  const bind = <Input, Output>(operation: Operation<Input, Output>) => {
    return (input: Input, context: RequestContext): Output => operation(parts, input, context);
  };
  return {
    AbortMultipartUpload: bind(abortMultipartUpload),
    CompleteMultipartUpload: bind(completeMultipartUpload),
    CopyObject: bind(copyObject),
    CreateBucket: bind(createBucket),
    CreateMultipartUpload: bind(createMultipartUpload),
    DeleteBucket: bind(deleteBucket),
    DeleteBucketAnalyticsConfiguration: bind(deleteBucketAnalyticsConfiguration),
    DeleteBucketCors: bind(deleteBucketCors),
    DeleteBucketEncryption: bind(deleteBucketEncryption),
    DeleteBucketIntelligentTieringConfiguration: bind(deleteBucketIntelligentTieringConfiguration),
    DeleteBucketInventoryConfiguration: bind(deleteBucketInventoryConfiguration),
    DeleteBucketLifecycle: bind(deleteBucketLifecycle),
    DeleteBucketMetricsConfiguration: bind(deleteBucketMetricsConfiguration),
    DeleteBucketOwnershipControls: bind(deleteBucketOwnershipControls),
    DeleteBucketPolicy: bind(deleteBucketPolicy),
    DeleteBucketReplication: bind(deleteBucketReplication),
    DeleteBucketTagging: bind(deleteBucketTagging),
    DeleteBucketWebsite: bind(deleteBucketWebsite),
    DeleteObject: bind(deleteObject),
    DeleteObjectTagging: bind(deleteObjectTagging),
    DeleteObjects: bind(deleteObjects),
    DeletePublicAccessBlock: bind(deletePublicAccessBlock),
    GetBucketAccelerateConfiguration: bind(getBucketAccelerateConfiguration),
    GetBucketAcl: bind(getBucketAcl),
    GetBucketAnalyticsConfiguration: bind(getBucketAnalyticsConfiguration),
    GetBucketCors: bind(getBucketCors),
    GetBucketEncryption: bind(getBucketEncryption),
    GetBucketIntelligentTieringConfiguration: bind(getBucketIntelligentTieringConfiguration),
    GetBucketInventoryConfiguration: bind(getBucketInventoryConfiguration),
    GetBucketLifecycleConfiguration: bind(getBucketLifecycleConfiguration),
    GetBucketLocation: bind(getBucketLocation),
    GetBucketLogging: bind(getBucketLogging),
    GetBucketMetricsConfiguration: bind(getBucketMetricsConfiguration),
    GetBucketNotificationConfiguration: bind(getBucketNotificationConfiguration),
    GetBucketOwnershipControls: bind(getBucketOwnershipControls),
    GetBucketPolicy: bind(getBucketPolicy),
    GetBucketPolicyStatus: bind(getBucketPolicyStatus),
    GetBucketReplication: bind(getBucketReplication),
    GetBucketRequestPayment: bind(getBucketRequestPayment),
    GetBucketTagging: bind(getBucketTagging),
    GetBucketVersioning: bind(getBucketVersioning),
    GetBucketWebsite: bind(getBucketWebsite),
    GetObject: bind(getObject),
    GetObjectAcl: bind(getObjectAcl),
    GetObjectAttributes: bind(getObjectAttributes),
    GetObjectLegalHold: bind(getObjectLegalHold),
    GetObjectLockConfiguration: bind(getObjectLockConfiguration),
    GetObjectRetention: bind(getObjectRetention),
    GetObjectTagging: bind(getObjectTagging),
    GetPublicAccessBlock: bind(getPublicAccessBlock),
    HeadBucket: bind(headBucket),
    HeadObject: bind(headObject),
    ListBucketAnalyticsConfigurations: bind(listBucketAnalyticsConfigurations),
    ListBucketIntelligentTieringConfigurations: bind(listBucketIntelligentTieringConfigurations),
    ListBucketInventoryConfigurations: bind(listBucketInventoryConfigurations),
    ListBucketMetricsConfigurations: bind(listBucketMetricsConfigurations),
    ListBuckets: bind(listBuckets),
    ListMultipartUploads: bind(listMultipartUploads),
    ListObjectVersions: bind(listObjectVersions),
    ListObjects: bind(listObjects),
    ListObjectsV2: bind(listObjectsV2),
    ListParts: bind(listParts),
    PutBucketAccelerateConfiguration: bind(putBucketAccelerateConfiguration),
    PutBucketAcl: bind(putBucketAcl),
    PutBucketAnalyticsConfiguration: bind(putBucketAnalyticsConfiguration),
    PutBucketCors: bind(putBucketCors),
    PutBucketEncryption: bind(putBucketEncryption),
    PutBucketIntelligentTieringConfiguration: bind(putBucketIntelligentTieringConfiguration),
    PutBucketInventoryConfiguration: bind(putBucketInventoryConfiguration),
    PutBucketLifecycleConfiguration: bind(putBucketLifecycleConfiguration),
    PutBucketLogging: bind(putBucketLogging),
    PutBucketMetricsConfiguration: bind(putBucketMetricsConfiguration),
    PutBucketNotificationConfiguration: bind(putBucketNotificationConfiguration),
    PutBucketOwnershipControls: bind(putBucketOwnershipControls),
    PutBucketPolicy: bind(putBucketPolicy),
    PutBucketReplication: bind(putBucketReplication),
    PutBucketRequestPayment: bind(putBucketRequestPayment),
    PutBucketTagging: bind(putBucketTagging),
    PutBucketVersioning: bind(putBucketVersioning),
    PutBucketWebsite: bind(putBucketWebsite),
    PutObject: bind(putObject),
    PutObjectAcl: bind(putObjectAcl),
    PutObjectLegalHold: bind(putObjectLegalHold),
    PutObjectLockConfiguration: bind(putObjectLockConfiguration),
    PutObjectRetention: bind(putObjectRetention),
    PutObjectTagging: bind(putObjectTagging),
    PutPublicAccessBlock: bind(putPublicAccessBlock),
    RestoreObject: bind(restoreObject),
    UploadPart: bind(uploadPart),
    UploadPartCopy: bind(uploadPartCopy),
  };
}
