import type { S3Operations } from "../protocol/generated/s3.ts";
import { deleteBucketCors, getBucketCors, putBucketCors } from "./cors/configuration.ts";
import {
  deleteBucketLifecycle,
  getBucketLifecycleConfiguration,
  putBucketLifecycleConfiguration,
} from "./lifecycle/operations.ts";
import { getBucketAccelerateConfiguration, putBucketAccelerateConfiguration } from "./sub-resources/acceleration.ts";
import {
  deleteBucketEncryption,
  getBucketEncryption,
  putBucketEncryption,
} from "./sub-resources/encryption-operations.ts";
import { getBucketLogging, putBucketLogging } from "./sub-resources/logging.ts";
import {
  deleteBucketOwnershipControls,
  getBucketOwnershipControls,
  putBucketOwnershipControls,
} from "./sub-resources/ownership.ts";
import { deleteBucketPolicy, getBucketPolicy, getBucketPolicyStatus, putBucketPolicy } from "./sub-resources/policy.ts";
import {
  deletePublicAccessBlock,
  getPublicAccessBlock,
  putPublicAccessBlock,
} from "./sub-resources/public-access-operations.ts";
import { deleteBucketReplication, getBucketReplication, putBucketReplication } from "./sub-resources/replication.ts";
import { getBucketRequestPayment, putBucketRequestPayment } from "./sub-resources/request-payment.ts";
import { deleteBucketWebsite, getBucketWebsite, putBucketWebsite } from "./sub-resources/website.ts";
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
import type { Bind } from "./operations/service-parts.ts";

/** Operations on the parts of a bucket that are configured. */
export function configurationOperations(bind: Bind) {
  return {
    DeleteBucketCors: bind(deleteBucketCors),
    DeleteBucketEncryption: bind(deleteBucketEncryption),
    DeleteBucketLifecycle: bind(deleteBucketLifecycle),
    DeleteBucketOwnershipControls: bind(deleteBucketOwnershipControls),
    DeleteBucketPolicy: bind(deleteBucketPolicy),
    DeleteBucketReplication: bind(deleteBucketReplication),
    DeleteBucketWebsite: bind(deleteBucketWebsite),
    DeletePublicAccessBlock: bind(deletePublicAccessBlock),
    GetBucketAccelerateConfiguration: bind(getBucketAccelerateConfiguration),
    GetBucketCors: bind(getBucketCors),
    GetBucketEncryption: bind(getBucketEncryption),
    GetBucketLifecycleConfiguration: bind(getBucketLifecycleConfiguration),
    GetBucketLogging: bind(getBucketLogging),
    GetBucketOwnershipControls: bind(getBucketOwnershipControls),
    GetBucketPolicy: bind(getBucketPolicy),
    GetBucketPolicyStatus: bind(getBucketPolicyStatus),
    GetBucketReplication: bind(getBucketReplication),
    GetBucketRequestPayment: bind(getBucketRequestPayment),
    GetBucketWebsite: bind(getBucketWebsite),
    GetPublicAccessBlock: bind(getPublicAccessBlock),
    PutBucketAccelerateConfiguration: bind(putBucketAccelerateConfiguration),
    PutBucketCors: bind(putBucketCors),
    PutBucketEncryption: bind(putBucketEncryption),
    PutBucketLifecycleConfiguration: bind(putBucketLifecycleConfiguration),
    PutBucketLogging: bind(putBucketLogging),
    PutBucketOwnershipControls: bind(putBucketOwnershipControls),
    PutBucketPolicy: bind(putBucketPolicy),
    PutBucketReplication: bind(putBucketReplication),
    PutBucketRequestPayment: bind(putBucketRequestPayment),
    PutBucketWebsite: bind(putBucketWebsite),
    PutPublicAccessBlock: bind(putPublicAccessBlock),
  } satisfies Partial<S3Operations>;
}

/** Operations on configurations of which a bucket can have many. */
export function identifiedOperations(bind: Bind) {
  return {
    DeleteBucketAnalyticsConfiguration: bind(deleteBucketAnalyticsConfiguration),
    DeleteBucketIntelligentTieringConfiguration: bind(deleteBucketIntelligentTieringConfiguration),
    DeleteBucketInventoryConfiguration: bind(deleteBucketInventoryConfiguration),
    DeleteBucketMetricsConfiguration: bind(deleteBucketMetricsConfiguration),
    GetBucketAnalyticsConfiguration: bind(getBucketAnalyticsConfiguration),
    GetBucketIntelligentTieringConfiguration: bind(getBucketIntelligentTieringConfiguration),
    GetBucketInventoryConfiguration: bind(getBucketInventoryConfiguration),
    GetBucketMetricsConfiguration: bind(getBucketMetricsConfiguration),
    ListBucketAnalyticsConfigurations: bind(listBucketAnalyticsConfigurations),
    ListBucketIntelligentTieringConfigurations: bind(listBucketIntelligentTieringConfigurations),
    ListBucketInventoryConfigurations: bind(listBucketInventoryConfigurations),
    ListBucketMetricsConfigurations: bind(listBucketMetricsConfigurations),
    PutBucketAnalyticsConfiguration: bind(putBucketAnalyticsConfiguration),
    PutBucketIntelligentTieringConfiguration: bind(putBucketIntelligentTieringConfiguration),
    PutBucketInventoryConfiguration: bind(putBucketInventoryConfiguration),
    PutBucketMetricsConfiguration: bind(putBucketMetricsConfiguration),
  } satisfies Partial<S3Operations>;
}
