import type {
  AnalyticsConfiguration,
  GetBucketAnalyticsConfigurationOutput,
  GetBucketIntelligentTieringConfigurationOutput,
  GetBucketInventoryConfigurationOutput,
  GetBucketMetricsConfigurationOutput,
  IntelligentTieringConfiguration,
  InventoryConfiguration,
  ListBucketAnalyticsConfigurationsOutput,
  ListBucketIntelligentTieringConfigurationsOutput,
  ListBucketInventoryConfigurationsOutput,
  ListBucketMetricsConfigurationsOutput,
  MetricsConfiguration,
  PutBucketAnalyticsConfigurationRequest,
  PutBucketIntelligentTieringConfigurationRequest,
  PutBucketInventoryConfigurationRequest,
  PutBucketMetricsConfigurationRequest,
} from "../../protocol/generated/s3.ts";
import { idMismatch, invalidS3DestinationBucket, malformedXml } from "../errors.ts";
import { IdentifiedConfigurations, type Page } from "./identified.ts";

const analytics = new IdentifiedConfigurations<AnalyticsConfiguration>("analytics", malformedXml);
const inventories = new IdentifiedConfigurations<InventoryConfiguration>("inventory", idMismatch);
const metrics = new IdentifiedConfigurations<MetricsConfiguration>("metrics", idMismatch);
const tierings = new IdentifiedConfigurations<IntelligentTieringConfiguration>("intelligent tiering", malformedXml);

function pageOutput({ isTruncated, nextToken }: Page<unknown>) {
  return { IsTruncated: isTruncated, ...(nextToken !== undefined && { NextContinuationToken: nextToken }) };
}

/** Empty lists have no element in XML. */
function listed<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length === 0 ? undefined : values;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAnalyticsConfiguration.html */
export const putBucketAnalyticsConfiguration = analytics.put<PutBucketAnalyticsConfigurationRequest>(
  ({ AnalyticsConfiguration: configuration }) => configuration,
);
export const getBucketAnalyticsConfiguration = analytics.get<GetBucketAnalyticsConfigurationOutput>(
  (AnalyticsConfiguration) => ({ AnalyticsConfiguration }),
);
export const deleteBucketAnalyticsConfiguration = analytics.delete();
export const listBucketAnalyticsConfigurations = analytics.list<ListBucketAnalyticsConfigurationsOutput>((page) => ({
  AnalyticsConfigurationList: listed(page.values),
  ...pageOutput(page),
}));

const FORMATS: ReadonlySet<string> = new Set(["CSV", "ORC", "Parquet"]);
const FREQUENCIES: ReadonlySet<string> = new Set(["Daily", "Weekly"]);
const INCLUDED_VERSIONS: ReadonlySet<string> = new Set(["All", "Current"]);
const OPTIONAL_FIELDS: ReadonlySet<string> = new Set([
  "Size",
  "LastModifiedDate",
  "StorageClass",
  "ETag",
  "IsMultipartUploaded",
  "ReplicationStatus",
  "EncryptionStatus",
  "ObjectLockRetainUntilDate",
  "ObjectLockMode",
  "ObjectLockLegalHoldStatus",
  "IntelligentTieringAccessTier",
  "BucketKeyStatus",
  "ChecksumAlgorithm",
  "ObjectAccessControlList",
  "ObjectOwner",
  "LifecycleExpirationDate",
]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html */
export const putBucketInventoryConfiguration = inventories.put<PutBucketInventoryConfigurationRequest>(
  ({ InventoryConfiguration: configuration }) => {
    const { Destination, Schedule, IncludedObjectVersions, OptionalFields = [] } = configuration;
    const { Bucket: bucketArn, Format } = Destination.S3BucketDestination;
    const isValid =
      FORMATS.has(Format) &&
      FREQUENCIES.has(Schedule.Frequency) &&
      INCLUDED_VERSIONS.has(IncludedObjectVersions) &&
      OptionalFields.every((field) => OPTIONAL_FIELDS.has(field));
    if (!isValid) throw malformedXml();
    if (!/^arn:[^:]+:s3:::.+$/.test(bucketArn)) throw invalidS3DestinationBucket();
    return configuration;
  },
);
export const getBucketInventoryConfiguration = inventories.get<GetBucketInventoryConfigurationOutput>(
  (InventoryConfiguration) => ({ InventoryConfiguration }),
);
export const deleteBucketInventoryConfiguration = inventories.delete();
export const listBucketInventoryConfigurations = inventories.list<ListBucketInventoryConfigurationsOutput>((page) => ({
  InventoryConfigurationList: listed(page.values),
  ...pageOutput(page),
}));

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html */
export const putBucketMetricsConfiguration = metrics.put<PutBucketMetricsConfigurationRequest>(
  ({ MetricsConfiguration: configuration }) => configuration,
);
export const getBucketMetricsConfiguration = metrics.get<GetBucketMetricsConfigurationOutput>(
  (MetricsConfiguration) => ({ MetricsConfiguration }),
);
export const deleteBucketMetricsConfiguration = metrics.delete();
export const listBucketMetricsConfigurations = metrics.list<ListBucketMetricsConfigurationsOutput>((page) => ({
  MetricsConfigurationList: listed(page.values),
  ...pageOutput(page),
}));

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketIntelligentTieringConfiguration.html */
export const putBucketIntelligentTieringConfiguration = tierings.put<PutBucketIntelligentTieringConfigurationRequest>(
  ({ IntelligentTieringConfiguration: configuration }) => {
    if (configuration.Tierings.length === 0) throw malformedXml();
    return configuration;
  },
);
export const getBucketIntelligentTieringConfiguration = tierings.get<GetBucketIntelligentTieringConfigurationOutput>(
  (IntelligentTieringConfiguration) => ({ IntelligentTieringConfiguration }),
);
export const deleteBucketIntelligentTieringConfiguration = tierings.delete();
export const listBucketIntelligentTieringConfigurations =
  tierings.list<ListBucketIntelligentTieringConfigurationsOutput>((page) => ({
    IntelligentTieringConfigurationList: listed(page.values),
    ...pageOutput(page),
  }));
