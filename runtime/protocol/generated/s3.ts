// Made by scripts/generate-models.mjs from models/s3.json (Amazon.com, Inc., Apache-2.0). Do not edit.
import type { BodyContent, BodyStream } from "../../core/body-stream.ts";
import type { RequestContext } from "../service.ts";

/** What the S3 service can be asked. Timestamps are epoch milliseconds. */
export interface S3Operations {
  AbortMultipartUpload(input: AbortMultipartUploadRequest, context: RequestContext): AbortMultipartUploadOutput | Promise<AbortMultipartUploadOutput>;
  CompleteMultipartUpload(input: CompleteMultipartUploadRequest, context: RequestContext): CompleteMultipartUploadOutput | Promise<CompleteMultipartUploadOutput>;
  CopyObject(input: CopyObjectRequest, context: RequestContext): CopyObjectOutput | Promise<CopyObjectOutput>;
  CreateBucket(input: CreateBucketRequest, context: RequestContext): CreateBucketOutput | Promise<CreateBucketOutput>;
  CreateBucketMetadataConfiguration(input: CreateBucketMetadataConfigurationRequest, context: RequestContext): void | Promise<void>;
  CreateBucketMetadataTableConfiguration(input: CreateBucketMetadataTableConfigurationRequest, context: RequestContext): void | Promise<void>;
  CreateMultipartUpload(input: CreateMultipartUploadRequest, context: RequestContext): CreateMultipartUploadOutput | Promise<CreateMultipartUploadOutput>;
  CreateSession(input: CreateSessionRequest, context: RequestContext): CreateSessionOutput | Promise<CreateSessionOutput>;
  DeleteBucket(input: DeleteBucketRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketAnalyticsConfiguration(input: DeleteBucketAnalyticsConfigurationRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketCors(input: DeleteBucketCorsRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketEncryption(input: DeleteBucketEncryptionRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketIntelligentTieringConfiguration(input: DeleteBucketIntelligentTieringConfigurationRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketInventoryConfiguration(input: DeleteBucketInventoryConfigurationRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketLifecycle(input: DeleteBucketLifecycleRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketMetadataConfiguration(input: DeleteBucketMetadataConfigurationRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketMetadataTableConfiguration(input: DeleteBucketMetadataTableConfigurationRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketMetricsConfiguration(input: DeleteBucketMetricsConfigurationRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketOwnershipControls(input: DeleteBucketOwnershipControlsRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketPolicy(input: DeleteBucketPolicyRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketReplication(input: DeleteBucketReplicationRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketTagging(input: DeleteBucketTaggingRequest, context: RequestContext): void | Promise<void>;
  DeleteBucketWebsite(input: DeleteBucketWebsiteRequest, context: RequestContext): void | Promise<void>;
  DeleteObject(input: DeleteObjectRequest, context: RequestContext): DeleteObjectOutput | Promise<DeleteObjectOutput>;
  DeleteObjectAnnotation(input: DeleteObjectAnnotationRequest, context: RequestContext): DeleteObjectAnnotationOutput | Promise<DeleteObjectAnnotationOutput>;
  DeleteObjectTagging(input: DeleteObjectTaggingRequest, context: RequestContext): DeleteObjectTaggingOutput | Promise<DeleteObjectTaggingOutput>;
  DeleteObjects(input: DeleteObjectsRequest, context: RequestContext): DeleteObjectsOutput | Promise<DeleteObjectsOutput>;
  DeletePublicAccessBlock(input: DeletePublicAccessBlockRequest, context: RequestContext): void | Promise<void>;
  GetBucketAbac(input: GetBucketAbacRequest, context: RequestContext): GetBucketAbacOutput | Promise<GetBucketAbacOutput>;
  GetBucketAccelerateConfiguration(input: GetBucketAccelerateConfigurationRequest, context: RequestContext): GetBucketAccelerateConfigurationOutput | Promise<GetBucketAccelerateConfigurationOutput>;
  GetBucketAcl(input: GetBucketAclRequest, context: RequestContext): GetBucketAclOutput | Promise<GetBucketAclOutput>;
  GetBucketAnalyticsConfiguration(input: GetBucketAnalyticsConfigurationRequest, context: RequestContext): GetBucketAnalyticsConfigurationOutput | Promise<GetBucketAnalyticsConfigurationOutput>;
  GetBucketCors(input: GetBucketCorsRequest, context: RequestContext): GetBucketCorsOutput | Promise<GetBucketCorsOutput>;
  GetBucketEncryption(input: GetBucketEncryptionRequest, context: RequestContext): GetBucketEncryptionOutput | Promise<GetBucketEncryptionOutput>;
  GetBucketIntelligentTieringConfiguration(input: GetBucketIntelligentTieringConfigurationRequest, context: RequestContext): GetBucketIntelligentTieringConfigurationOutput | Promise<GetBucketIntelligentTieringConfigurationOutput>;
  GetBucketInventoryConfiguration(input: GetBucketInventoryConfigurationRequest, context: RequestContext): GetBucketInventoryConfigurationOutput | Promise<GetBucketInventoryConfigurationOutput>;
  GetBucketLifecycleConfiguration(input: GetBucketLifecycleConfigurationRequest, context: RequestContext): GetBucketLifecycleConfigurationOutput | Promise<GetBucketLifecycleConfigurationOutput>;
  GetBucketLocation(input: GetBucketLocationRequest, context: RequestContext): GetBucketLocationOutput | Promise<GetBucketLocationOutput>;
  GetBucketLogging(input: GetBucketLoggingRequest, context: RequestContext): GetBucketLoggingOutput | Promise<GetBucketLoggingOutput>;
  GetBucketMetadataConfiguration(input: GetBucketMetadataConfigurationRequest, context: RequestContext): GetBucketMetadataConfigurationOutput | Promise<GetBucketMetadataConfigurationOutput>;
  GetBucketMetadataTableConfiguration(input: GetBucketMetadataTableConfigurationRequest, context: RequestContext): GetBucketMetadataTableConfigurationOutput | Promise<GetBucketMetadataTableConfigurationOutput>;
  GetBucketMetricsConfiguration(input: GetBucketMetricsConfigurationRequest, context: RequestContext): GetBucketMetricsConfigurationOutput | Promise<GetBucketMetricsConfigurationOutput>;
  GetBucketNotificationConfiguration(input: GetBucketNotificationConfigurationRequest, context: RequestContext): NotificationConfiguration | Promise<NotificationConfiguration>;
  GetBucketOwnershipControls(input: GetBucketOwnershipControlsRequest, context: RequestContext): GetBucketOwnershipControlsOutput | Promise<GetBucketOwnershipControlsOutput>;
  GetBucketPolicy(input: GetBucketPolicyRequest, context: RequestContext): GetBucketPolicyOutput | Promise<GetBucketPolicyOutput>;
  GetBucketPolicyStatus(input: GetBucketPolicyStatusRequest, context: RequestContext): GetBucketPolicyStatusOutput | Promise<GetBucketPolicyStatusOutput>;
  GetBucketReplication(input: GetBucketReplicationRequest, context: RequestContext): GetBucketReplicationOutput | Promise<GetBucketReplicationOutput>;
  GetBucketRequestPayment(input: GetBucketRequestPaymentRequest, context: RequestContext): GetBucketRequestPaymentOutput | Promise<GetBucketRequestPaymentOutput>;
  GetBucketTagging(input: GetBucketTaggingRequest, context: RequestContext): GetBucketTaggingOutput | Promise<GetBucketTaggingOutput>;
  GetBucketVersioning(input: GetBucketVersioningRequest, context: RequestContext): GetBucketVersioningOutput | Promise<GetBucketVersioningOutput>;
  GetBucketWebsite(input: GetBucketWebsiteRequest, context: RequestContext): GetBucketWebsiteOutput | Promise<GetBucketWebsiteOutput>;
  GetObject(input: GetObjectRequest, context: RequestContext): GetObjectOutput | Promise<GetObjectOutput>;
  GetObjectAcl(input: GetObjectAclRequest, context: RequestContext): GetObjectAclOutput | Promise<GetObjectAclOutput>;
  GetObjectAnnotation(input: GetObjectAnnotationRequest, context: RequestContext): GetObjectAnnotationOutput | Promise<GetObjectAnnotationOutput>;
  GetObjectAttributes(input: GetObjectAttributesRequest, context: RequestContext): GetObjectAttributesOutput | Promise<GetObjectAttributesOutput>;
  GetObjectLegalHold(input: GetObjectLegalHoldRequest, context: RequestContext): GetObjectLegalHoldOutput | Promise<GetObjectLegalHoldOutput>;
  GetObjectLockConfiguration(input: GetObjectLockConfigurationRequest, context: RequestContext): GetObjectLockConfigurationOutput | Promise<GetObjectLockConfigurationOutput>;
  GetObjectRetention(input: GetObjectRetentionRequest, context: RequestContext): GetObjectRetentionOutput | Promise<GetObjectRetentionOutput>;
  GetObjectTagging(input: GetObjectTaggingRequest, context: RequestContext): GetObjectTaggingOutput | Promise<GetObjectTaggingOutput>;
  GetObjectTorrent(input: GetObjectTorrentRequest, context: RequestContext): GetObjectTorrentOutput | Promise<GetObjectTorrentOutput>;
  GetPublicAccessBlock(input: GetPublicAccessBlockRequest, context: RequestContext): GetPublicAccessBlockOutput | Promise<GetPublicAccessBlockOutput>;
  HeadBucket(input: HeadBucketRequest, context: RequestContext): HeadBucketOutput | Promise<HeadBucketOutput>;
  HeadObject(input: HeadObjectRequest, context: RequestContext): HeadObjectOutput | Promise<HeadObjectOutput>;
  ListBucketAnalyticsConfigurations(input: ListBucketAnalyticsConfigurationsRequest, context: RequestContext): ListBucketAnalyticsConfigurationsOutput | Promise<ListBucketAnalyticsConfigurationsOutput>;
  ListBucketIntelligentTieringConfigurations(input: ListBucketIntelligentTieringConfigurationsRequest, context: RequestContext): ListBucketIntelligentTieringConfigurationsOutput | Promise<ListBucketIntelligentTieringConfigurationsOutput>;
  ListBucketInventoryConfigurations(input: ListBucketInventoryConfigurationsRequest, context: RequestContext): ListBucketInventoryConfigurationsOutput | Promise<ListBucketInventoryConfigurationsOutput>;
  ListBucketMetricsConfigurations(input: ListBucketMetricsConfigurationsRequest, context: RequestContext): ListBucketMetricsConfigurationsOutput | Promise<ListBucketMetricsConfigurationsOutput>;
  ListBuckets(input: ListBucketsRequest, context: RequestContext): ListBucketsOutput | Promise<ListBucketsOutput>;
  ListDirectoryBuckets(input: ListDirectoryBucketsRequest, context: RequestContext): ListDirectoryBucketsOutput | Promise<ListDirectoryBucketsOutput>;
  ListMultipartUploads(input: ListMultipartUploadsRequest, context: RequestContext): ListMultipartUploadsOutput | Promise<ListMultipartUploadsOutput>;
  ListObjectAnnotations(input: ListObjectAnnotationsRequest, context: RequestContext): ListObjectAnnotationsOutput | Promise<ListObjectAnnotationsOutput>;
  ListObjectVersions(input: ListObjectVersionsRequest, context: RequestContext): ListObjectVersionsOutput | Promise<ListObjectVersionsOutput>;
  ListObjects(input: ListObjectsRequest, context: RequestContext): ListObjectsOutput | Promise<ListObjectsOutput>;
  ListObjectsV2(input: ListObjectsV2Request, context: RequestContext): ListObjectsV2Output | Promise<ListObjectsV2Output>;
  ListParts(input: ListPartsRequest, context: RequestContext): ListPartsOutput | Promise<ListPartsOutput>;
  PutBucketAbac(input: PutBucketAbacRequest, context: RequestContext): void | Promise<void>;
  PutBucketAccelerateConfiguration(input: PutBucketAccelerateConfigurationRequest, context: RequestContext): void | Promise<void>;
  PutBucketAcl(input: PutBucketAclRequest, context: RequestContext): void | Promise<void>;
  PutBucketAnalyticsConfiguration(input: PutBucketAnalyticsConfigurationRequest, context: RequestContext): void | Promise<void>;
  PutBucketCors(input: PutBucketCorsRequest, context: RequestContext): void | Promise<void>;
  PutBucketEncryption(input: PutBucketEncryptionRequest, context: RequestContext): void | Promise<void>;
  PutBucketIntelligentTieringConfiguration(input: PutBucketIntelligentTieringConfigurationRequest, context: RequestContext): void | Promise<void>;
  PutBucketInventoryConfiguration(input: PutBucketInventoryConfigurationRequest, context: RequestContext): void | Promise<void>;
  PutBucketLifecycleConfiguration(input: PutBucketLifecycleConfigurationRequest, context: RequestContext): PutBucketLifecycleConfigurationOutput | Promise<PutBucketLifecycleConfigurationOutput>;
  PutBucketLogging(input: PutBucketLoggingRequest, context: RequestContext): void | Promise<void>;
  PutBucketMetricsConfiguration(input: PutBucketMetricsConfigurationRequest, context: RequestContext): void | Promise<void>;
  PutBucketNotificationConfiguration(input: PutBucketNotificationConfigurationRequest, context: RequestContext): void | Promise<void>;
  PutBucketOwnershipControls(input: PutBucketOwnershipControlsRequest, context: RequestContext): void | Promise<void>;
  PutBucketPolicy(input: PutBucketPolicyRequest, context: RequestContext): void | Promise<void>;
  PutBucketReplication(input: PutBucketReplicationRequest, context: RequestContext): void | Promise<void>;
  PutBucketRequestPayment(input: PutBucketRequestPaymentRequest, context: RequestContext): void | Promise<void>;
  PutBucketTagging(input: PutBucketTaggingRequest, context: RequestContext): void | Promise<void>;
  PutBucketVersioning(input: PutBucketVersioningRequest, context: RequestContext): void | Promise<void>;
  PutBucketWebsite(input: PutBucketWebsiteRequest, context: RequestContext): void | Promise<void>;
  PutObject(input: PutObjectRequest, context: RequestContext): PutObjectOutput | Promise<PutObjectOutput>;
  PutObjectAcl(input: PutObjectAclRequest, context: RequestContext): PutObjectAclOutput | Promise<PutObjectAclOutput>;
  PutObjectAnnotation(input: PutObjectAnnotationRequest, context: RequestContext): PutObjectAnnotationOutput | Promise<PutObjectAnnotationOutput>;
  PutObjectLegalHold(input: PutObjectLegalHoldRequest, context: RequestContext): PutObjectLegalHoldOutput | Promise<PutObjectLegalHoldOutput>;
  PutObjectLockConfiguration(input: PutObjectLockConfigurationRequest, context: RequestContext): PutObjectLockConfigurationOutput | Promise<PutObjectLockConfigurationOutput>;
  PutObjectRetention(input: PutObjectRetentionRequest, context: RequestContext): PutObjectRetentionOutput | Promise<PutObjectRetentionOutput>;
  PutObjectTagging(input: PutObjectTaggingRequest, context: RequestContext): PutObjectTaggingOutput | Promise<PutObjectTaggingOutput>;
  PutPublicAccessBlock(input: PutPublicAccessBlockRequest, context: RequestContext): void | Promise<void>;
  RenameObject(input: RenameObjectRequest, context: RequestContext): RenameObjectOutput | Promise<RenameObjectOutput>;
  RestoreObject(input: RestoreObjectRequest, context: RequestContext): RestoreObjectOutput | Promise<RestoreObjectOutput>;
  SelectObjectContent(input: SelectObjectContentRequest, context: RequestContext): SelectObjectContentOutput | Promise<SelectObjectContentOutput>;
  UpdateBucketMetadataAnnotationTableConfiguration(input: UpdateBucketMetadataAnnotationTableConfigurationRequest, context: RequestContext): void | Promise<void>;
  UpdateBucketMetadataInventoryTableConfiguration(input: UpdateBucketMetadataInventoryTableConfigurationRequest, context: RequestContext): void | Promise<void>;
  UpdateBucketMetadataJournalTableConfiguration(input: UpdateBucketMetadataJournalTableConfigurationRequest, context: RequestContext): void | Promise<void>;
  UpdateObjectEncryption(input: UpdateObjectEncryptionRequest, context: RequestContext): UpdateObjectEncryptionResponse | Promise<UpdateObjectEncryptionResponse>;
  UploadPart(input: UploadPartRequest, context: RequestContext): UploadPartOutput | Promise<UploadPartOutput>;
  UploadPartCopy(input: UploadPartCopyRequest, context: RequestContext): UploadPartCopyOutput | Promise<UploadPartCopyOutput>;
  WriteGetObjectResponse(input: WriteGetObjectResponseRequest, context: RequestContext): void | Promise<void>;
}

/** The names of the service's modelled errors. */
export type S3ErrorCode =
  | "AccessDenied"
  | "AnnotationLimitExceeded"
  | "AnnotationNameTooLong"
  | "BucketAlreadyExists"
  | "BucketAlreadyOwnedByYou"
  | "EncryptionTypeMismatch"
  | "IdempotencyParameterMismatch"
  | "InvalidAnnotationName"
  | "InvalidObjectState"
  | "InvalidPrefix"
  | "InvalidRequest"
  | "InvalidWriteOffset"
  | "NoSuchAnnotation"
  | "NoSuchBucket"
  | "NoSuchKey"
  | "NoSuchUpload"
  | "NotFound"
  | "ObjectAlreadyInActiveTierError"
  | "ObjectNotInActiveTierError"
  | "TooManyParts"
  | "UnsupportedMediaType";

export interface AbacStatus {
  readonly Status?: BucketAbacStatus | undefined;
}

export interface AbortIncompleteMultipartUpload {
  readonly DaysAfterInitiation?: number | undefined;
}

export interface AbortMultipartUploadOutput {
  readonly RequestCharged?: RequestCharged | undefined;
  readonly VersionId?: string | undefined;
}

export interface AbortMultipartUploadRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly IfMatchInitiatedTime?: number | undefined;
}

export interface AccelerateConfiguration {
  readonly Status?: BucketAccelerateStatus | undefined;
}

export interface AccessControlPolicy {
  readonly Grants?: readonly Grant[] | undefined;
  readonly Owner?: Owner | undefined;
}

export interface AccessControlTranslation {
  readonly Owner: OwnerOverride;
}

export interface AnalyticsAndOperator {
  readonly Prefix?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface AnalyticsConfiguration {
  readonly Id: string;
  readonly Filter?: AnalyticsFilter | undefined;
  readonly StorageClassAnalysis: StorageClassAnalysis;
}

export interface AnalyticsExportDestination {
  readonly S3BucketDestination: AnalyticsS3BucketDestination;
}

export type AnalyticsFilter =
  | { readonly Prefix: string }
  | { readonly Tag: Tag }
  | { readonly And: AnalyticsAndOperator };

export interface AnalyticsS3BucketDestination {
  readonly Format: AnalyticsS3ExportFileFormat;
  readonly BucketAccountId?: string | undefined;
  readonly Bucket: string;
  readonly Prefix?: string | undefined;
}

export type AnalyticsS3ExportFileFormat =
  | "CSV"
  | (string & {});

export type AnnotationConfigurationState =
  | "ENABLED"
  | "DISABLED"
  | (string & {});

export type AnnotationDirective =
  | "COPY"
  | "EXCLUDE"
  | (string & {});

export interface AnnotationEntry {
  readonly AnnotationName: string;
  readonly LastModified: number;
  readonly ETag?: string | undefined;
  readonly ChecksumAlgorithm?: readonly ChecksumAlgorithm[] | undefined;
  readonly Size: number;
  readonly ReplicationStatus?: ReplicationStatus | undefined;
}

export interface AnnotationTableConfiguration {
  readonly ConfigurationState: AnnotationConfigurationState;
  readonly EncryptionConfiguration?: MetadataTableEncryptionConfiguration | undefined;
  readonly Role?: string | undefined;
}

export interface AnnotationTableConfigurationResult {
  readonly ConfigurationState: AnnotationConfigurationState;
  readonly TableStatus?: string | undefined;
  readonly Error?: ErrorDetails | undefined;
  readonly TableName?: string | undefined;
  readonly TableArn?: string | undefined;
  readonly Role?: string | undefined;
}

export interface AnnotationTableConfigurationUpdates {
  readonly ConfigurationState: AnnotationConfigurationState;
  readonly EncryptionConfiguration?: MetadataTableEncryptionConfiguration | undefined;
  readonly Role?: string | undefined;
}

export type ArchiveStatus =
  | "ARCHIVE_ACCESS"
  | "DEEP_ARCHIVE_ACCESS"
  | (string & {});

export interface BlockedEncryptionTypes {
  readonly EncryptionType?: readonly EncryptionType[] | undefined;
}

export interface Bucket {
  readonly Name?: string | undefined;
  readonly CreationDate?: number | undefined;
  readonly BucketRegion?: string | undefined;
  readonly BucketArn?: string | undefined;
}

export type BucketAbacStatus =
  | "Enabled"
  | "Disabled"
  | (string & {});

export type BucketAccelerateStatus =
  | "Enabled"
  | "Suspended"
  | (string & {});

export type BucketCannedACL =
  | "private"
  | "public-read"
  | "public-read-write"
  | "authenticated-read"
  | (string & {});

export interface BucketInfo {
  readonly DataRedundancy?: DataRedundancy | undefined;
  readonly Type?: BucketType | undefined;
}

export interface BucketLifecycleConfiguration {
  readonly Rules: readonly LifecycleRule[];
}

export type BucketLocationConstraint =
  | "af-south-1"
  | "ap-east-1"
  | "ap-east-2"
  | "ap-northeast-1"
  | "ap-northeast-2"
  | "ap-northeast-3"
  | "ap-south-1"
  | "ap-south-2"
  | "ap-southeast-1"
  | "ap-southeast-2"
  | "ap-southeast-3"
  | "ap-southeast-4"
  | "ap-southeast-5"
  | "ap-southeast-6"
  | "ap-southeast-7"
  | "ca-central-1"
  | "ca-west-1"
  | "cn-north-1"
  | "cn-northwest-1"
  | "EU"
  | "eu-central-1"
  | "eu-central-2"
  | "eu-north-1"
  | "eu-south-1"
  | "eu-south-2"
  | "eu-west-1"
  | "eu-west-2"
  | "eu-west-3"
  | "il-central-1"
  | "me-central-1"
  | "me-south-1"
  | "mx-central-1"
  | "sa-east-1"
  | "us-east-2"
  | "us-gov-east-1"
  | "us-gov-west-1"
  | "us-west-1"
  | "us-west-2"
  | (string & {});

export interface BucketLoggingStatus {
  readonly LoggingEnabled?: LoggingEnabled | undefined;
}

export type BucketLogsPermission =
  | "FULL_CONTROL"
  | "READ"
  | "WRITE"
  | (string & {});

export type BucketNamespace =
  | "account-regional"
  | "global"
  | (string & {});

export type BucketType =
  | "Directory"
  | (string & {});

export type BucketVersioningStatus =
  | "Enabled"
  | "Suspended"
  | (string & {});

export interface CORSConfiguration {
  readonly CORSRules: readonly CORSRule[];
}

export interface CORSRule {
  readonly ID?: string | undefined;
  readonly AllowedHeaders?: readonly string[] | undefined;
  readonly AllowedMethods: readonly string[];
  readonly AllowedOrigins: readonly string[];
  readonly ExposeHeaders?: readonly string[] | undefined;
  readonly MaxAgeSeconds?: number | undefined;
}

export interface CSVInput {
  readonly FileHeaderInfo?: FileHeaderInfo | undefined;
  readonly Comments?: string | undefined;
  readonly QuoteEscapeCharacter?: string | undefined;
  readonly RecordDelimiter?: string | undefined;
  readonly FieldDelimiter?: string | undefined;
  readonly QuoteCharacter?: string | undefined;
  readonly AllowQuotedRecordDelimiter?: boolean | undefined;
}

export interface CSVOutput {
  readonly QuoteFields?: QuoteFields | undefined;
  readonly QuoteEscapeCharacter?: string | undefined;
  readonly RecordDelimiter?: string | undefined;
  readonly FieldDelimiter?: string | undefined;
  readonly QuoteCharacter?: string | undefined;
}

export interface Checksum {
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
}

export type ChecksumAlgorithm =
  | "CRC32"
  | "CRC32C"
  | "SHA1"
  | "SHA256"
  | "CRC64NVME"
  | "SHA512"
  | "MD5"
  | "XXHASH64"
  | "XXHASH3"
  | "XXHASH128"
  | (string & {});

export type ChecksumMode =
  | "ENABLED"
  | (string & {});

export type ChecksumType =
  | "COMPOSITE"
  | "FULL_OBJECT"
  | (string & {});

export interface CommonPrefix {
  readonly Prefix?: string | undefined;
}

export interface CompleteMultipartUploadOutput {
  readonly Location?: string | undefined;
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly Expiration?: string | undefined;
  readonly ETag?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly VersionId?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface CompleteMultipartUploadRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly MultipartUpload?: CompletedMultipartUpload | undefined;
  readonly UploadId: string;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly MpuObjectSize?: number | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
}

export interface CompletedMultipartUpload {
  readonly Parts?: readonly CompletedPart[] | undefined;
}

export interface CompletedPart {
  readonly ETag?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly PartNumber?: number | undefined;
}

export type CompressionType =
  | "NONE"
  | "GZIP"
  | "BZIP2"
  | (string & {});

export interface Condition {
  readonly HttpErrorCodeReturnedEquals?: string | undefined;
  readonly KeyPrefixEquals?: string | undefined;
}

export interface ContinuationEvent {
}

export interface CopyObjectOutput {
  readonly CopyObjectResult?: CopyObjectResult | undefined;
  readonly Expiration?: string | undefined;
  readonly CopySourceVersionId?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface CopyObjectRequest {
  readonly ACL?: ObjectCannedACL | undefined;
  readonly Bucket: string;
  readonly CacheControl?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly CopySource: string;
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: number | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfUnmodifiedSince?: number | undefined;
  readonly Expires?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly Key: string;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly MetadataDirective?: MetadataDirective | undefined;
  readonly TaggingDirective?: TaggingDirective | undefined;
  readonly AnnotationDirective?: AnnotationDirective | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly CopySourceSSECustomerAlgorithm?: string | undefined;
  readonly CopySourceSSECustomerKey?: string | undefined;
  readonly CopySourceSSECustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly Tagging?: string | undefined;
  readonly ObjectLockMode?: ObjectLockMode | undefined;
  readonly ObjectLockRetainUntilDate?: number | undefined;
  readonly ObjectLockLegalHoldStatus?: ObjectLockLegalHoldStatus | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ExpectedSourceBucketOwner?: string | undefined;
  readonly ObjectLockEventHold?: string | undefined;
  readonly ObjectLockEventHoldDurationDays?: number | undefined;
  readonly ObjectLockEventHoldDurationYears?: number | undefined;
}

export interface CopyObjectResult {
  readonly ETag?: string | undefined;
  readonly LastModified?: number | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
}

export interface CopyPartResult {
  readonly ETag?: string | undefined;
  readonly LastModified?: number | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
}

export interface CreateBucketConfiguration {
  readonly LocationConstraint?: BucketLocationConstraint | undefined;
  readonly Location?: LocationInfo | undefined;
  readonly Bucket?: BucketInfo | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface CreateBucketMetadataConfigurationRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly MetadataConfiguration: MetadataConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface CreateBucketMetadataTableConfigurationRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly MetadataTableConfiguration: MetadataTableConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface CreateBucketOutput {
  readonly Location?: string | undefined;
  readonly BucketArn?: string | undefined;
}

export interface CreateBucketRequest {
  readonly ACL?: BucketCannedACL | undefined;
  readonly Bucket: string;
  readonly CreateBucketConfiguration?: CreateBucketConfiguration | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
  readonly ObjectLockEnabledForBucket?: boolean | undefined;
  readonly ObjectOwnership?: ObjectOwnership | undefined;
  readonly BucketNamespace?: BucketNamespace | undefined;
}

export interface CreateMultipartUploadOutput {
  readonly AbortDate?: number | undefined;
  readonly AbortRuleId?: string | undefined;
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly UploadId?: string | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly VersionId?: string | undefined;
}

export interface CreateMultipartUploadRequest {
  readonly ACL?: ObjectCannedACL | undefined;
  readonly Bucket: string;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
  readonly Key: string;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly Tagging?: string | undefined;
  readonly ObjectLockMode?: ObjectLockMode | undefined;
  readonly ObjectLockRetainUntilDate?: number | undefined;
  readonly ObjectLockLegalHoldStatus?: ObjectLockLegalHoldStatus | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly ObjectLockEventHold?: string | undefined;
  readonly ObjectLockEventHoldDurationDays?: number | undefined;
  readonly ObjectLockEventHoldDurationYears?: number | undefined;
}

export interface CreateSessionOutput {
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly Credentials: SessionCredentials;
}

export interface CreateSessionRequest {
  readonly SessionMode?: SessionMode | undefined;
  readonly Bucket: string;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
}

export type DataRedundancy =
  | "SingleAvailabilityZone"
  | "SingleLocalZone"
  | (string & {});

export interface DefaultRetention {
  readonly Mode?: ObjectLockRetentionMode | undefined;
  readonly Days?: number | undefined;
  readonly Years?: number | undefined;
  readonly DefaultEventHold?: EventHoldDuration | undefined;
}

export interface Delete {
  readonly Objects: readonly ObjectIdentifier[];
  readonly Quiet?: boolean | undefined;
}

export interface DeleteBucketAnalyticsConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketCorsRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketEncryptionRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketIntelligentTieringConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketInventoryConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketLifecycleRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketMetadataConfigurationRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketMetadataTableConfigurationRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketMetricsConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketOwnershipControlsRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketPolicyRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketReplicationRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketTaggingRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteBucketWebsiteRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteMarkerEntry {
  readonly Owner?: Owner | undefined;
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly IsLatest?: boolean | undefined;
  readonly LastModified?: number | undefined;
}

export interface DeleteMarkerReplication {
  readonly Status?: DeleteMarkerReplicationStatus | undefined;
}

export type DeleteMarkerReplicationStatus =
  | "Enabled"
  | "Disabled"
  | (string & {});

export interface DeleteObjectAnnotationOutput {
  readonly ObjectVersionId?: string | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface DeleteObjectAnnotationRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly AnnotationName: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ObjectIfMatch?: string | undefined;
}

export interface DeleteObjectOutput {
  readonly DeleteMarker?: boolean | undefined;
  readonly VersionId?: string | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface DeleteObjectRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly MFA?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly BypassGovernanceRetention?: boolean | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfMatchLastModifiedTime?: number | undefined;
  readonly IfMatchSize?: number | undefined;
}

export interface DeleteObjectTaggingOutput {
  readonly VersionId?: string | undefined;
}

export interface DeleteObjectTaggingRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteObjectsOutput {
  readonly Deleted?: readonly DeletedObject[] | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly Errors?: readonly Error[] | undefined;
}

export interface DeleteObjectsRequest {
  readonly Bucket: string;
  readonly Delete: Delete;
  readonly MFA?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly BypassGovernanceRetention?: boolean | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
}

export interface DeletePublicAccessBlockRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeletedObject {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly DeleteMarker?: boolean | undefined;
  readonly DeleteMarkerVersionId?: string | undefined;
}

export interface Destination {
  readonly Bucket: string;
  readonly Account?: string | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly AccessControlTranslation?: AccessControlTranslation | undefined;
  readonly EncryptionConfiguration?: EncryptionConfiguration | undefined;
  readonly ReplicationTime?: ReplicationTime | undefined;
  readonly Metrics?: Metrics | undefined;
}

export interface DestinationResult {
  readonly TableBucketType?: S3TablesBucketType | undefined;
  readonly TableBucketArn?: string | undefined;
  readonly TableNamespace?: string | undefined;
}

export type EncodingType =
  | "url"
  | (string & {});

export interface Encryption {
  readonly EncryptionType: ServerSideEncryption;
  readonly KMSKeyId?: string | undefined;
  readonly KMSContext?: string | undefined;
}

export interface EncryptionConfiguration {
  readonly ReplicaKmsKeyID?: string | undefined;
  readonly UseSourceMultiRegionKey?: UseSourceMultiRegionKey | undefined;
}

export type EncryptionType =
  | "NONE"
  | "SSE-C"
  | (string & {});

export interface EndEvent {
}

export interface Error {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly Code?: string | undefined;
  readonly Message?: string | undefined;
}

export interface ErrorDetails {
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

export interface ErrorDocument {
  readonly Key: string;
}

export type Event =
  | "s3:ReducedRedundancyLostObject"
  | "s3:ObjectCreated:*"
  | "s3:ObjectCreated:Put"
  | "s3:ObjectCreated:Post"
  | "s3:ObjectCreated:Copy"
  | "s3:ObjectCreated:CompleteMultipartUpload"
  | "s3:ObjectRemoved:*"
  | "s3:ObjectRemoved:Delete"
  | "s3:ObjectRemoved:DeleteMarkerCreated"
  | "s3:ObjectRestore:*"
  | "s3:ObjectRestore:Post"
  | "s3:ObjectRestore:Completed"
  | "s3:Replication:*"
  | "s3:Replication:OperationFailedReplication"
  | "s3:Replication:OperationNotTracked"
  | "s3:Replication:OperationMissedThreshold"
  | "s3:Replication:OperationReplicatedAfterThreshold"
  | "s3:ObjectRestore:Delete"
  | "s3:LifecycleTransition"
  | "s3:IntelligentTiering"
  | "s3:ObjectAcl:Put"
  | "s3:LifecycleExpiration:*"
  | "s3:LifecycleExpiration:Delete"
  | "s3:LifecycleExpiration:DeleteMarkerCreated"
  | "s3:ObjectTagging:*"
  | "s3:ObjectTagging:Put"
  | "s3:ObjectTagging:Delete"
  | "s3:ObjectAnnotation:*"
  | "s3:ObjectAnnotation:Put"
  | "s3:ObjectAnnotation:Delete"
  | (string & {});

export interface EventBridgeConfiguration {
}

export interface EventHoldDuration {
  readonly Days?: number | undefined;
  readonly Years?: number | undefined;
}

export interface ExistingObjectReplication {
  readonly Status: ExistingObjectReplicationStatus;
}

export type ExistingObjectReplicationStatus =
  | "Enabled"
  | "Disabled"
  | (string & {});

export type ExpirationState =
  | "ENABLED"
  | "DISABLED"
  | (string & {});

export type ExpirationStatus =
  | "Enabled"
  | "Disabled"
  | (string & {});

export type ExpressionType =
  | "SQL"
  | (string & {});

export type FileHeaderInfo =
  | "USE"
  | "IGNORE"
  | "NONE"
  | (string & {});

export interface FilterRule {
  readonly Name?: FilterRuleName | undefined;
  readonly Value?: string | undefined;
}

export type FilterRuleName =
  | "prefix"
  | "suffix"
  | (string & {});

export interface GetBucketAbacOutput {
  readonly AbacStatus?: AbacStatus | undefined;
}

export interface GetBucketAbacRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketAccelerateConfigurationOutput {
  readonly Status?: BucketAccelerateStatus | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface GetBucketAccelerateConfigurationRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
}

export interface GetBucketAclOutput {
  readonly Owner?: Owner | undefined;
  readonly Grants?: readonly Grant[] | undefined;
}

export interface GetBucketAclRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketAnalyticsConfigurationOutput {
  readonly AnalyticsConfiguration?: AnalyticsConfiguration | undefined;
}

export interface GetBucketAnalyticsConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketCorsOutput {
  readonly CORSRules?: readonly CORSRule[] | undefined;
}

export interface GetBucketCorsRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketEncryptionOutput {
  readonly ServerSideEncryptionConfiguration?: ServerSideEncryptionConfiguration | undefined;
}

export interface GetBucketEncryptionRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketIntelligentTieringConfigurationOutput {
  readonly IntelligentTieringConfiguration?: IntelligentTieringConfiguration | undefined;
}

export interface GetBucketIntelligentTieringConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketInventoryConfigurationOutput {
  readonly InventoryConfiguration?: InventoryConfiguration | undefined;
}

export interface GetBucketInventoryConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketLifecycleConfigurationOutput {
  readonly Rules?: readonly LifecycleRule[] | undefined;
  readonly TransitionDefaultMinimumObjectSize?: TransitionDefaultMinimumObjectSize | undefined;
}

export interface GetBucketLifecycleConfigurationRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketLocationOutput {
  readonly LocationConstraint?: BucketLocationConstraint | undefined;
}

export interface GetBucketLocationRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketLoggingOutput {
  readonly LoggingEnabled?: LoggingEnabled | undefined;
}

export interface GetBucketLoggingRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketMetadataConfigurationOutput {
  readonly GetBucketMetadataConfigurationResult?: GetBucketMetadataConfigurationResult | undefined;
}

export interface GetBucketMetadataConfigurationRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketMetadataConfigurationResult {
  readonly MetadataConfigurationResult: MetadataConfigurationResult;
}

export interface GetBucketMetadataTableConfigurationOutput {
  readonly GetBucketMetadataTableConfigurationResult?: GetBucketMetadataTableConfigurationResult | undefined;
}

export interface GetBucketMetadataTableConfigurationRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketMetadataTableConfigurationResult {
  readonly MetadataTableConfigurationResult: MetadataTableConfigurationResult;
  readonly Status: string;
  readonly Error?: ErrorDetails | undefined;
}

export interface GetBucketMetricsConfigurationOutput {
  readonly MetricsConfiguration?: MetricsConfiguration | undefined;
}

export interface GetBucketMetricsConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketNotificationConfigurationRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketOwnershipControlsOutput {
  readonly OwnershipControls?: OwnershipControls | undefined;
}

export interface GetBucketOwnershipControlsRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketPolicyOutput {
  readonly Policy?: string | undefined;
}

export interface GetBucketPolicyRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketPolicyStatusOutput {
  readonly PolicyStatus?: PolicyStatus | undefined;
}

export interface GetBucketPolicyStatusRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketReplicationOutput {
  readonly ReplicationConfiguration?: ReplicationConfiguration | undefined;
}

export interface GetBucketReplicationRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketRequestPaymentOutput {
  readonly Payer?: Payer | undefined;
}

export interface GetBucketRequestPaymentRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketTaggingOutput {
  readonly TagSet: readonly Tag[];
}

export interface GetBucketTaggingRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketVersioningOutput {
  readonly Status?: BucketVersioningStatus | undefined;
  readonly MFADelete?: MFADeleteStatus | undefined;
}

export interface GetBucketVersioningRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetBucketWebsiteOutput {
  readonly RedirectAllRequestsTo?: RedirectAllRequestsTo | undefined;
  readonly IndexDocument?: IndexDocument | undefined;
  readonly ErrorDocument?: ErrorDocument | undefined;
  readonly RoutingRules?: readonly RoutingRule[] | undefined;
}

export interface GetBucketWebsiteRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectAclOutput {
  readonly Owner?: Owner | undefined;
  readonly Grants?: readonly Grant[] | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface GetObjectAclRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectAnnotationOutput {
  readonly AnnotationPayload?: BodyContent | undefined;
  readonly ObjectVersionId?: string | undefined;
  readonly LastModified?: number | undefined;
  readonly ContentLength?: number | undefined;
  readonly ETag?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly ReplicationStatus?: ReplicationStatus | undefined;
}

export interface GetObjectAnnotationRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly AnnotationName: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ChecksumMode?: ChecksumMode | undefined;
}

export interface GetObjectAttributesOutput {
  readonly DeleteMarker?: boolean | undefined;
  readonly LastModified?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly ETag?: string | undefined;
  readonly Checksum?: Checksum | undefined;
  readonly ObjectParts?: GetObjectAttributesParts | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly ObjectSize?: number | undefined;
}

export interface GetObjectAttributesParts {
  readonly TotalPartsCount?: number | undefined;
  readonly PartNumberMarker?: string | undefined;
  readonly NextPartNumberMarker?: string | undefined;
  readonly MaxParts?: number | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Parts?: readonly ObjectPart[] | undefined;
}

export interface GetObjectAttributesRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly MaxParts?: number | undefined;
  readonly PartNumberMarker?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ObjectAttributes: readonly ObjectAttributes[];
}

export interface GetObjectLegalHoldOutput {
  readonly LegalHold?: ObjectLockLegalHold | undefined;
}

export interface GetObjectLegalHoldRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectLockConfigurationOutput {
  readonly ObjectLockConfiguration?: ObjectLockConfiguration | undefined;
}

export interface GetObjectLockConfigurationRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectOutput {
  readonly Body?: BodyContent | undefined;
  readonly DeleteMarker?: boolean | undefined;
  readonly AcceptRanges?: string | undefined;
  readonly Expiration?: string | undefined;
  readonly Restore?: string | undefined;
  readonly LastModified?: number | undefined;
  readonly ContentLength?: number | undefined;
  readonly ETag?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly MissingMeta?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentRange?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly ReplicationStatus?: ReplicationStatus | undefined;
  readonly PartsCount?: number | undefined;
  readonly TagCount?: number | undefined;
  readonly ObjectLockMode?: ObjectLockMode | undefined;
  readonly ObjectLockRetainUntilDate?: number | undefined;
  readonly ObjectLockLegalHoldStatus?: ObjectLockLegalHoldStatus | undefined;
  readonly ExpiresString?: string | undefined;
  readonly ObjectLockEventHold?: string | undefined;
  readonly ObjectLockEventHoldDurationDays?: number | undefined;
  readonly ObjectLockEventHoldDurationYears?: number | undefined;
}

export interface GetObjectRequest {
  readonly Bucket: string;
  readonly IfMatch?: string | undefined;
  readonly IfModifiedSince?: number | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfUnmodifiedSince?: number | undefined;
  readonly Key: string;
  readonly Range?: string | undefined;
  readonly ResponseCacheControl?: string | undefined;
  readonly ResponseContentDisposition?: string | undefined;
  readonly ResponseContentEncoding?: string | undefined;
  readonly ResponseContentLanguage?: string | undefined;
  readonly ResponseContentType?: string | undefined;
  readonly ResponseExpires?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly PartNumber?: number | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ChecksumMode?: ChecksumMode | undefined;
}

export interface GetObjectRetentionOutput {
  readonly Retention?: ObjectLockRetention | undefined;
}

export interface GetObjectRetentionRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetObjectTaggingOutput {
  readonly VersionId?: string | undefined;
  readonly TagSet: readonly Tag[];
}

export interface GetObjectTaggingRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
}

export interface GetObjectTorrentOutput {
  readonly Body?: BodyContent | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface GetObjectTorrentRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GetPublicAccessBlockOutput {
  readonly PublicAccessBlockConfiguration?: PublicAccessBlockConfiguration | undefined;
}

export interface GetPublicAccessBlockRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface GlacierJobParameters {
  readonly Tier: Tier;
}

export interface Grant {
  readonly Grantee?: Grantee | undefined;
  readonly Permission?: Permission | undefined;
}

export interface Grantee {
  readonly DisplayName?: string | undefined;
  readonly EmailAddress?: string | undefined;
  readonly ID?: string | undefined;
  readonly URI?: string | undefined;
  readonly Type: Type;
}

export interface HeadBucketOutput {
  readonly BucketArn?: string | undefined;
  readonly BucketLocationType?: LocationType | undefined;
  readonly BucketLocationName?: string | undefined;
  readonly BucketRegion?: string | undefined;
  readonly AccessPointAlias?: boolean | undefined;
}

export interface HeadBucketRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface HeadObjectOutput {
  readonly DeleteMarker?: boolean | undefined;
  readonly AcceptRanges?: string | undefined;
  readonly Expiration?: string | undefined;
  readonly Restore?: string | undefined;
  readonly ArchiveStatus?: ArchiveStatus | undefined;
  readonly LastModified?: number | undefined;
  readonly ContentLength?: number | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly ETag?: string | undefined;
  readonly MissingMeta?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly ContentRange?: string | undefined;
  readonly Expires?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly ReplicationStatus?: ReplicationStatus | undefined;
  readonly PartsCount?: number | undefined;
  readonly TagCount?: number | undefined;
  readonly ObjectLockMode?: ObjectLockMode | undefined;
  readonly ObjectLockRetainUntilDate?: number | undefined;
  readonly ObjectLockLegalHoldStatus?: ObjectLockLegalHoldStatus | undefined;
  readonly ExpiresString?: string | undefined;
  readonly ObjectLockEventHold?: string | undefined;
  readonly ObjectLockEventHoldDurationDays?: number | undefined;
  readonly ObjectLockEventHoldDurationYears?: number | undefined;
}

export interface HeadObjectRequest {
  readonly Bucket: string;
  readonly IfMatch?: string | undefined;
  readonly IfModifiedSince?: number | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfUnmodifiedSince?: number | undefined;
  readonly Key: string;
  readonly Range?: string | undefined;
  readonly ResponseCacheControl?: string | undefined;
  readonly ResponseContentDisposition?: string | undefined;
  readonly ResponseContentEncoding?: string | undefined;
  readonly ResponseContentLanguage?: string | undefined;
  readonly ResponseContentType?: string | undefined;
  readonly ResponseExpires?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly PartNumber?: number | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ChecksumMode?: ChecksumMode | undefined;
}

export interface IndexDocument {
  readonly Suffix: string;
}

export interface Initiator {
  readonly ID?: string | undefined;
  readonly DisplayName?: string | undefined;
}

export interface InputSerialization {
  readonly CSV?: CSVInput | undefined;
  readonly CompressionType?: CompressionType | undefined;
  readonly JSON?: JSONInput | undefined;
  readonly Parquet?: ParquetInput | undefined;
}

export type IntelligentTieringAccessTier =
  | "ARCHIVE_ACCESS"
  | "DEEP_ARCHIVE_ACCESS"
  | (string & {});

export interface IntelligentTieringAndOperator {
  readonly Prefix?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface IntelligentTieringConfiguration {
  readonly Id: string;
  readonly Filter?: IntelligentTieringFilter | undefined;
  readonly Status: IntelligentTieringStatus;
  readonly Tierings: readonly Tiering[];
}

export interface IntelligentTieringFilter {
  readonly Prefix?: string | undefined;
  readonly Tag?: Tag | undefined;
  readonly And?: IntelligentTieringAndOperator | undefined;
}

export type IntelligentTieringStatus =
  | "Enabled"
  | "Disabled"
  | (string & {});

export interface InventoryConfiguration {
  readonly Destination: InventoryDestination;
  readonly IsEnabled: boolean;
  readonly Filter?: InventoryFilter | undefined;
  readonly Id: string;
  readonly IncludedObjectVersions: InventoryIncludedObjectVersions;
  readonly OptionalFields?: readonly InventoryOptionalField[] | undefined;
  readonly Schedule: InventorySchedule;
}

export type InventoryConfigurationState =
  | "ENABLED"
  | "DISABLED"
  | (string & {});

export interface InventoryDestination {
  readonly S3BucketDestination: InventoryS3BucketDestination;
}

export interface InventoryEncryption {
  readonly SSES3?: SSES3 | undefined;
  readonly SSEKMS?: SSEKMS | undefined;
}

export interface InventoryFilter {
  readonly Prefix: string;
}

export type InventoryFormat =
  | "CSV"
  | "ORC"
  | "Parquet"
  | (string & {});

export type InventoryFrequency =
  | "Daily"
  | "Weekly"
  | (string & {});

export type InventoryIncludedObjectVersions =
  | "All"
  | "Current"
  | (string & {});

export type InventoryOptionalField =
  | "Size"
  | "LastModifiedDate"
  | "StorageClass"
  | "ETag"
  | "IsMultipartUploaded"
  | "ReplicationStatus"
  | "EncryptionStatus"
  | "ObjectLockRetainUntilDate"
  | "ObjectLockMode"
  | "ObjectLockLegalHoldStatus"
  | "IntelligentTieringAccessTier"
  | "BucketKeyStatus"
  | "ChecksumAlgorithm"
  | "ObjectAccessControlList"
  | "ObjectOwner"
  | "LifecycleExpirationDate"
  | (string & {});

export interface InventoryS3BucketDestination {
  readonly AccountId?: string | undefined;
  readonly Bucket: string;
  readonly Format: InventoryFormat;
  readonly Prefix?: string | undefined;
  readonly Encryption?: InventoryEncryption | undefined;
}

export interface InventorySchedule {
  readonly Frequency: InventoryFrequency;
}

export interface InventoryTableConfiguration {
  readonly ConfigurationState: InventoryConfigurationState;
  readonly EncryptionConfiguration?: MetadataTableEncryptionConfiguration | undefined;
}

export interface InventoryTableConfigurationResult {
  readonly ConfigurationState: InventoryConfigurationState;
  readonly TableStatus?: string | undefined;
  readonly Error?: ErrorDetails | undefined;
  readonly TableName?: string | undefined;
  readonly TableArn?: string | undefined;
}

export interface InventoryTableConfigurationUpdates {
  readonly ConfigurationState: InventoryConfigurationState;
  readonly EncryptionConfiguration?: MetadataTableEncryptionConfiguration | undefined;
}

export interface JSONInput {
  readonly Type?: JSONType | undefined;
}

export interface JSONOutput {
  readonly RecordDelimiter?: string | undefined;
}

export type JSONType =
  | "DOCUMENT"
  | "LINES"
  | (string & {});

export interface JournalTableConfiguration {
  readonly RecordExpiration: RecordExpiration;
  readonly EncryptionConfiguration?: MetadataTableEncryptionConfiguration | undefined;
}

export interface JournalTableConfigurationResult {
  readonly TableStatus: string;
  readonly Error?: ErrorDetails | undefined;
  readonly TableName: string;
  readonly TableArn?: string | undefined;
  readonly RecordExpiration: RecordExpiration;
}

export interface JournalTableConfigurationUpdates {
  readonly RecordExpiration: RecordExpiration;
}

export interface LambdaFunctionConfiguration {
  readonly Id?: string | undefined;
  readonly LambdaFunctionArn: string;
  readonly Events: readonly Event[];
  readonly Filter?: NotificationConfigurationFilter | undefined;
}

export interface LifecycleExpiration {
  readonly Date?: number | undefined;
  readonly Days?: number | undefined;
  readonly ExpiredObjectDeleteMarker?: boolean | undefined;
}

export interface LifecycleRule {
  readonly Expiration?: LifecycleExpiration | undefined;
  readonly ID?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Filter?: LifecycleRuleFilter | undefined;
  readonly Status: ExpirationStatus;
  readonly Transitions?: readonly Transition[] | undefined;
  readonly NoncurrentVersionTransitions?: readonly NoncurrentVersionTransition[] | undefined;
  readonly NoncurrentVersionExpiration?: NoncurrentVersionExpiration | undefined;
  readonly AbortIncompleteMultipartUpload?: AbortIncompleteMultipartUpload | undefined;
}

export interface LifecycleRuleAndOperator {
  readonly Prefix?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly ObjectSizeGreaterThan?: number | undefined;
  readonly ObjectSizeLessThan?: number | undefined;
}

export interface LifecycleRuleFilter {
  readonly Prefix?: string | undefined;
  readonly Tag?: Tag | undefined;
  readonly ObjectSizeGreaterThan?: number | undefined;
  readonly ObjectSizeLessThan?: number | undefined;
  readonly And?: LifecycleRuleAndOperator | undefined;
}

export interface ListBucketAnalyticsConfigurationsOutput {
  readonly IsTruncated?: boolean | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly NextContinuationToken?: string | undefined;
  readonly AnalyticsConfigurationList?: readonly AnalyticsConfiguration[] | undefined;
}

export interface ListBucketAnalyticsConfigurationsRequest {
  readonly Bucket: string;
  readonly ContinuationToken?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ListBucketIntelligentTieringConfigurationsOutput {
  readonly IsTruncated?: boolean | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly NextContinuationToken?: string | undefined;
  readonly IntelligentTieringConfigurationList?: readonly IntelligentTieringConfiguration[] | undefined;
}

export interface ListBucketIntelligentTieringConfigurationsRequest {
  readonly Bucket: string;
  readonly ContinuationToken?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ListBucketInventoryConfigurationsOutput {
  readonly ContinuationToken?: string | undefined;
  readonly InventoryConfigurationList?: readonly InventoryConfiguration[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly NextContinuationToken?: string | undefined;
}

export interface ListBucketInventoryConfigurationsRequest {
  readonly Bucket: string;
  readonly ContinuationToken?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ListBucketMetricsConfigurationsOutput {
  readonly IsTruncated?: boolean | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly NextContinuationToken?: string | undefined;
  readonly MetricsConfigurationList?: readonly MetricsConfiguration[] | undefined;
}

export interface ListBucketMetricsConfigurationsRequest {
  readonly Bucket: string;
  readonly ContinuationToken?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ListBucketsOutput {
  readonly Buckets?: readonly Bucket[] | undefined;
  readonly Owner?: Owner | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly Prefix?: string | undefined;
}

export interface ListBucketsRequest {
  readonly MaxBuckets?: number | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly BucketRegion?: string | undefined;
}

export interface ListDirectoryBucketsOutput {
  readonly Buckets?: readonly Bucket[] | undefined;
  readonly ContinuationToken?: string | undefined;
}

export interface ListDirectoryBucketsRequest {
  readonly ContinuationToken?: string | undefined;
  readonly MaxDirectoryBuckets?: number | undefined;
}

export interface ListMultipartUploadsOutput {
  readonly Bucket?: string | undefined;
  readonly KeyMarker?: string | undefined;
  readonly UploadIdMarker?: string | undefined;
  readonly NextKeyMarker?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly NextUploadIdMarker?: string | undefined;
  readonly MaxUploads?: number | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Uploads?: readonly MultipartUpload[] | undefined;
  readonly CommonPrefixes?: readonly CommonPrefix[] | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface ListMultipartUploadsRequest {
  readonly Bucket: string;
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly KeyMarker?: string | undefined;
  readonly MaxUploads?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly UploadIdMarker?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
}

export interface ListObjectAnnotationsOutput {
  readonly Annotations?: readonly AnnotationEntry[] | undefined;
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly ObjectVersionId?: string | undefined;
  readonly AnnotationPrefix?: string | undefined;
  readonly MaxAnnotationResults?: number | undefined;
  readonly AnnotationCount?: number | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly NextContinuationToken?: string | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface ListObjectAnnotationsRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly MaxAnnotationResults?: number | undefined;
  readonly AnnotationPrefix?: string | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ListObjectVersionsOutput {
  readonly IsTruncated?: boolean | undefined;
  readonly KeyMarker?: string | undefined;
  readonly VersionIdMarker?: string | undefined;
  readonly NextKeyMarker?: string | undefined;
  readonly NextVersionIdMarker?: string | undefined;
  readonly Versions?: readonly ObjectVersion[] | undefined;
  readonly DeleteMarkers?: readonly DeleteMarkerEntry[] | undefined;
  readonly Name?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly CommonPrefixes?: readonly CommonPrefix[] | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface ListObjectVersionsRequest {
  readonly Bucket: string;
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly KeyMarker?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly VersionIdMarker?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly OptionalObjectAttributes?: readonly OptionalObjectAttributes[] | undefined;
}

export interface ListObjectsOutput {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
  readonly NextMarker?: string | undefined;
  readonly Contents?: readonly Object[] | undefined;
  readonly Name?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly CommonPrefixes?: readonly CommonPrefix[] | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface ListObjectsRequest {
  readonly Bucket: string;
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly Marker?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly OptionalObjectAttributes?: readonly OptionalObjectAttributes[] | undefined;
}

export interface ListObjectsV2Output {
  readonly IsTruncated?: boolean | undefined;
  readonly Contents?: readonly Object[] | undefined;
  readonly Name?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly CommonPrefixes?: readonly CommonPrefix[] | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly KeyCount?: number | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly NextContinuationToken?: string | undefined;
  readonly StartAfter?: string | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface ListObjectsV2Request {
  readonly Bucket: string;
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly MaxKeys?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly FetchOwner?: boolean | undefined;
  readonly StartAfter?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly OptionalObjectAttributes?: readonly OptionalObjectAttributes[] | undefined;
}

export interface ListPartsOutput {
  readonly AbortDate?: number | undefined;
  readonly AbortRuleId?: string | undefined;
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly UploadId?: string | undefined;
  readonly PartNumberMarker?: string | undefined;
  readonly NextPartNumberMarker?: string | undefined;
  readonly MaxParts?: number | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Parts?: readonly Part[] | undefined;
  readonly Initiator?: Initiator | undefined;
  readonly Owner?: Owner | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly VersionId?: string | undefined;
}

export interface ListPartsRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly MaxParts?: number | undefined;
  readonly PartNumberMarker?: string | undefined;
  readonly UploadId: string;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
}

export interface LocationInfo {
  readonly Type?: LocationType | undefined;
  readonly Name?: string | undefined;
}

export type LocationType =
  | "AvailabilityZone"
  | "LocalZone"
  | (string & {});

export interface LoggingEnabled {
  readonly TargetBucket: string;
  readonly TargetGrants?: readonly TargetGrant[] | undefined;
  readonly TargetPrefix: string;
  readonly TargetObjectKeyFormat?: TargetObjectKeyFormat | undefined;
}

export type MFADelete =
  | "Enabled"
  | "Disabled"
  | (string & {});

export type MFADeleteStatus =
  | "Enabled"
  | "Disabled"
  | (string & {});

export interface MetadataConfiguration {
  readonly JournalTableConfiguration: JournalTableConfiguration;
  readonly InventoryTableConfiguration?: InventoryTableConfiguration | undefined;
  readonly AnnotationTableConfiguration?: AnnotationTableConfiguration | undefined;
}

export interface MetadataConfigurationResult {
  readonly DestinationResult: DestinationResult;
  readonly JournalTableConfigurationResult?: JournalTableConfigurationResult | undefined;
  readonly InventoryTableConfigurationResult?: InventoryTableConfigurationResult | undefined;
  readonly AnnotationTableConfigurationResult?: AnnotationTableConfigurationResult | undefined;
}

export type MetadataDirective =
  | "COPY"
  | "REPLACE"
  | (string & {});

export interface MetadataEntry {
  readonly Name?: string | undefined;
  readonly Value?: string | undefined;
}

export interface MetadataTableConfiguration {
  readonly S3TablesDestination: S3TablesDestination;
}

export interface MetadataTableConfigurationResult {
  readonly S3TablesDestinationResult: S3TablesDestinationResult;
}

export interface MetadataTableEncryptionConfiguration {
  readonly SseAlgorithm: TableSseAlgorithm;
  readonly KmsKeyArn?: string | undefined;
}

export interface Metrics {
  readonly Status: MetricsStatus;
  readonly EventThreshold?: ReplicationTimeValue | undefined;
}

export interface MetricsAndOperator {
  readonly Prefix?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly AccessPointArn?: string | undefined;
}

export interface MetricsConfiguration {
  readonly Id: string;
  readonly Filter?: MetricsFilter | undefined;
}

export type MetricsFilter =
  | { readonly Prefix: string }
  | { readonly Tag: Tag }
  | { readonly AccessPointArn: string }
  | { readonly And: MetricsAndOperator };

export type MetricsStatus =
  | "Enabled"
  | "Disabled"
  | (string & {});

export interface MultipartUpload {
  readonly UploadId?: string | undefined;
  readonly Key?: string | undefined;
  readonly Initiated?: number | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly Owner?: Owner | undefined;
  readonly Initiator?: Initiator | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly VersionId?: string | undefined;
}

export interface NoncurrentVersionExpiration {
  readonly NoncurrentDays?: number | undefined;
  readonly NewerNoncurrentVersions?: number | undefined;
}

export interface NoncurrentVersionTransition {
  readonly NoncurrentDays?: number | undefined;
  readonly StorageClass?: TransitionStorageClass | undefined;
  readonly NewerNoncurrentVersions?: number | undefined;
}

export interface NotificationConfiguration {
  readonly TopicConfigurations?: readonly TopicConfiguration[] | undefined;
  readonly QueueConfigurations?: readonly QueueConfiguration[] | undefined;
  readonly LambdaFunctionConfigurations?: readonly LambdaFunctionConfiguration[] | undefined;
  readonly EventBridgeConfiguration?: EventBridgeConfiguration | undefined;
}

export interface NotificationConfigurationFilter {
  readonly Key?: S3KeyFilter | undefined;
}

export interface Object {
  readonly Key?: string | undefined;
  readonly LastModified?: number | undefined;
  readonly ETag?: string | undefined;
  readonly ChecksumAlgorithm?: readonly ChecksumAlgorithm[] | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly Size?: number | undefined;
  readonly StorageClass?: ObjectStorageClass | undefined;
  readonly Owner?: Owner | undefined;
  readonly RestoreStatus?: RestoreStatus | undefined;
}

export type ObjectAttributes =
  | "ETag"
  | "Checksum"
  | "ObjectParts"
  | "StorageClass"
  | "ObjectSize"
  | (string & {});

export type ObjectCannedACL =
  | "private"
  | "public-read"
  | "public-read-write"
  | "authenticated-read"
  | "aws-exec-read"
  | "bucket-owner-read"
  | "bucket-owner-full-control"
  | (string & {});

export type ObjectEncryption =
  | { readonly SSEKMS: SSEKMSEncryption };

export interface ObjectIdentifier {
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ETag?: string | undefined;
  readonly LastModifiedTime?: number | undefined;
  readonly Size?: number | undefined;
}

export interface ObjectLockConfiguration {
  readonly ObjectLockEnabled?: ObjectLockEnabled | undefined;
  readonly Rule?: ObjectLockRule | undefined;
}

export type ObjectLockEnabled =
  | "Enabled"
  | (string & {});

export interface ObjectLockLegalHold {
  readonly Status?: ObjectLockLegalHoldStatus | undefined;
}

export type ObjectLockLegalHoldStatus =
  | "ON"
  | "OFF"
  | (string & {});

export type ObjectLockMode =
  | "GOVERNANCE"
  | "COMPLIANCE"
  | (string & {});

export interface ObjectLockRetention {
  readonly Mode?: ObjectLockRetentionMode | undefined;
  readonly RetainUntilDate?: number | undefined;
  readonly EventHold?: string | undefined;
  readonly EventHoldDuration?: EventHoldDuration | undefined;
}

export type ObjectLockRetentionMode =
  | "GOVERNANCE"
  | "COMPLIANCE"
  | (string & {});

export interface ObjectLockRule {
  readonly DefaultRetention?: DefaultRetention | undefined;
}

export type ObjectOwnership =
  | "BucketOwnerPreferred"
  | "ObjectWriter"
  | "BucketOwnerEnforced"
  | (string & {});

export interface ObjectPart {
  readonly PartNumber?: number | undefined;
  readonly Size?: number | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
}

export type ObjectStorageClass =
  | "STANDARD"
  | "REDUCED_REDUNDANCY"
  | "GLACIER"
  | "STANDARD_IA"
  | "ONEZONE_IA"
  | "INTELLIGENT_TIERING"
  | "DEEP_ARCHIVE"
  | "OUTPOSTS"
  | "GLACIER_IR"
  | "SNOW"
  | "EXPRESS_ONEZONE"
  | "FSX_OPENZFS"
  | "FSX_ONTAP"
  | (string & {});

export interface ObjectVersion {
  readonly ETag?: string | undefined;
  readonly ChecksumAlgorithm?: readonly ChecksumAlgorithm[] | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly Size?: number | undefined;
  readonly StorageClass?: ObjectVersionStorageClass | undefined;
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly IsLatest?: boolean | undefined;
  readonly LastModified?: number | undefined;
  readonly Owner?: Owner | undefined;
  readonly RestoreStatus?: RestoreStatus | undefined;
}

export type ObjectVersionStorageClass =
  | "STANDARD"
  | (string & {});

export type OptionalObjectAttributes =
  | "RestoreStatus"
  | (string & {});

export interface OutputLocation {
  readonly S3?: S3Location | undefined;
}

export interface OutputSerialization {
  readonly CSV?: CSVOutput | undefined;
  readonly JSON?: JSONOutput | undefined;
}

export interface Owner {
  readonly DisplayName?: string | undefined;
  readonly ID?: string | undefined;
}

export type OwnerOverride =
  | "Destination"
  | (string & {});

export interface OwnershipControls {
  readonly Rules: readonly OwnershipControlsRule[];
}

export interface OwnershipControlsRule {
  readonly ObjectOwnership: ObjectOwnership;
}

export interface ParquetInput {
}

export interface Part {
  readonly PartNumber?: number | undefined;
  readonly LastModified?: number | undefined;
  readonly ETag?: string | undefined;
  readonly Size?: number | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
}

export type PartitionDateSource =
  | "EventTime"
  | "DeliveryTime"
  | (string & {});

export interface PartitionedPrefix {
  readonly PartitionDateSource?: PartitionDateSource | undefined;
}

export type Payer =
  | "Requester"
  | "BucketOwner"
  | (string & {});

export type Permission =
  | "FULL_CONTROL"
  | "WRITE"
  | "WRITE_ACP"
  | "READ"
  | "READ_ACP"
  | (string & {});

export interface PolicyStatus {
  readonly IsPublic?: boolean | undefined;
}

export interface Progress {
  readonly BytesScanned?: number | undefined;
  readonly BytesProcessed?: number | undefined;
  readonly BytesReturned?: number | undefined;
}

export interface ProgressEvent {
  readonly Details?: Progress | undefined;
}

export type Protocol =
  | "http"
  | "https"
  | (string & {});

export interface PublicAccessBlockConfiguration {
  readonly BlockPublicAcls?: boolean | undefined;
  readonly IgnorePublicAcls?: boolean | undefined;
  readonly BlockPublicPolicy?: boolean | undefined;
  readonly RestrictPublicBuckets?: boolean | undefined;
}

export interface PutBucketAbacRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly AbacStatus: AbacStatus;
}

export interface PutBucketAccelerateConfigurationRequest {
  readonly Bucket: string;
  readonly AccelerateConfiguration: AccelerateConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
}

export interface PutBucketAclRequest {
  readonly ACL?: BucketCannedACL | undefined;
  readonly AccessControlPolicy?: AccessControlPolicy | undefined;
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketAnalyticsConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly AnalyticsConfiguration: AnalyticsConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketCorsRequest {
  readonly Bucket: string;
  readonly CORSConfiguration: CORSConfiguration;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketEncryptionRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ServerSideEncryptionConfiguration: ServerSideEncryptionConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketIntelligentTieringConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly IntelligentTieringConfiguration: IntelligentTieringConfiguration;
}

export interface PutBucketInventoryConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly InventoryConfiguration: InventoryConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketLifecycleConfigurationOutput {
  readonly TransitionDefaultMinimumObjectSize?: TransitionDefaultMinimumObjectSize | undefined;
}

export interface PutBucketLifecycleConfigurationRequest {
  readonly Bucket: string;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly LifecycleConfiguration?: BucketLifecycleConfiguration | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly TransitionDefaultMinimumObjectSize?: TransitionDefaultMinimumObjectSize | undefined;
}

export interface PutBucketLoggingRequest {
  readonly Bucket: string;
  readonly BucketLoggingStatus: BucketLoggingStatus;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketMetricsConfigurationRequest {
  readonly Bucket: string;
  readonly Id: string;
  readonly MetricsConfiguration: MetricsConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketNotificationConfigurationRequest {
  readonly Bucket: string;
  readonly NotificationConfiguration: NotificationConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly SkipDestinationValidation?: boolean | undefined;
}

export interface PutBucketOwnershipControlsRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly OwnershipControls: OwnershipControls;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
}

export interface PutBucketPolicyRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ConfirmRemoveSelfBucketAccess?: boolean | undefined;
  readonly Policy: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketReplicationRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ReplicationConfiguration: ReplicationConfiguration;
  readonly Token?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketRequestPaymentRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly RequestPaymentConfiguration: RequestPaymentConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketTaggingRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly Tagging: Tagging;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketVersioningRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly MFA?: string | undefined;
  readonly VersioningConfiguration: VersioningConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutBucketWebsiteRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly WebsiteConfiguration: WebsiteConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutObjectAclOutput {
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface PutObjectAclRequest {
  readonly ACL?: ObjectCannedACL | undefined;
  readonly AccessControlPolicy?: AccessControlPolicy | undefined;
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
  readonly Key: string;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly VersionId?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutObjectAnnotationOutput {
  readonly Key?: string | undefined;
  readonly AnnotationName?: string | undefined;
  readonly ObjectVersionId?: string | undefined;
  readonly ETag?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface PutObjectAnnotationRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly AnnotationName: string;
  readonly AnnotationPayload: BodyStream;
  readonly ObjectIfMatch?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ContentMD5?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutObjectLegalHoldOutput {
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface PutObjectLegalHoldRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly LegalHold?: ObjectLockLegalHold | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly VersionId?: string | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutObjectLockConfigurationOutput {
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface PutObjectLockConfigurationRequest {
  readonly Bucket: string;
  readonly ObjectLockConfiguration?: ObjectLockConfiguration | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly Token?: string | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutObjectOutput {
  readonly Expiration?: string | undefined;
  readonly ETag?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly VersionId?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly Size?: number | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface PutObjectRequest {
  readonly ACL?: ObjectCannedACL | undefined;
  readonly Body: BodyStream;
  readonly Bucket: string;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentLength?: number | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly Expires?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
  readonly Key: string;
  readonly WriteOffsetBytes?: number | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly Tagging?: string | undefined;
  readonly ObjectLockMode?: ObjectLockMode | undefined;
  readonly ObjectLockRetainUntilDate?: number | undefined;
  readonly ObjectLockLegalHoldStatus?: ObjectLockLegalHoldStatus | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ObjectLockEventHold?: string | undefined;
  readonly ObjectLockEventHoldDurationDays?: number | undefined;
  readonly ObjectLockEventHoldDurationYears?: number | undefined;
}

export interface PutObjectRetentionOutput {
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface PutObjectRetentionRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly Retention?: ObjectLockRetention | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly VersionId?: string | undefined;
  readonly BypassGovernanceRetention?: boolean | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutObjectTaggingOutput {
  readonly VersionId?: string | undefined;
}

export interface PutObjectTaggingRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly Tagging: Tagging;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
}

export interface PutPublicAccessBlockRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly PublicAccessBlockConfiguration: PublicAccessBlockConfiguration;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface QueueConfiguration {
  readonly Id?: string | undefined;
  readonly QueueArn: string;
  readonly Events: readonly Event[];
  readonly Filter?: NotificationConfigurationFilter | undefined;
}

export type QuoteFields =
  | "ALWAYS"
  | "ASNEEDED"
  | (string & {});

export interface RecordExpiration {
  readonly Expiration: ExpirationState;
  readonly Days?: number | undefined;
}

export interface RecordsEvent {
  readonly Payload?: Uint8Array | undefined;
}

export interface Redirect {
  readonly HostName?: string | undefined;
  readonly HttpRedirectCode?: string | undefined;
  readonly Protocol?: Protocol | undefined;
  readonly ReplaceKeyPrefixWith?: string | undefined;
  readonly ReplaceKeyWith?: string | undefined;
}

export interface RedirectAllRequestsTo {
  readonly HostName: string;
  readonly Protocol?: Protocol | undefined;
}

export interface RenameObjectOutput {
}

export interface RenameObjectRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly RenameSource: string;
  readonly DestinationIfMatch?: string | undefined;
  readonly DestinationIfNoneMatch?: string | undefined;
  readonly DestinationIfModifiedSince?: number | undefined;
  readonly DestinationIfUnmodifiedSince?: number | undefined;
  readonly SourceIfMatch?: string | undefined;
  readonly SourceIfNoneMatch?: string | undefined;
  readonly SourceIfModifiedSince?: number | undefined;
  readonly SourceIfUnmodifiedSince?: number | undefined;
  readonly ClientToken?: string | undefined;
}

export interface ReplicaModifications {
  readonly Status: ReplicaModificationsStatus;
}

export type ReplicaModificationsStatus =
  | "Enabled"
  | "Disabled"
  | (string & {});

export interface ReplicationConfiguration {
  readonly Role: string;
  readonly Rules: readonly ReplicationRule[];
}

export interface ReplicationRule {
  readonly ID?: string | undefined;
  readonly Priority?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly Filter?: ReplicationRuleFilter | undefined;
  readonly Status: ReplicationRuleStatus;
  readonly SourceSelectionCriteria?: SourceSelectionCriteria | undefined;
  readonly ExistingObjectReplication?: ExistingObjectReplication | undefined;
  readonly Destination: Destination;
  readonly DeleteMarkerReplication?: DeleteMarkerReplication | undefined;
}

export interface ReplicationRuleAndOperator {
  readonly Prefix?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly Not?: ReplicationRuleNotOperator | undefined;
}

export interface ReplicationRuleFilter {
  readonly Prefix?: string | undefined;
  readonly Tag?: Tag | undefined;
  readonly And?: ReplicationRuleAndOperator | undefined;
  readonly Not?: ReplicationRuleNotOperator | undefined;
}

export interface ReplicationRuleNotOperator {
  readonly Prefix?: string | undefined;
  readonly Tag?: Tag | undefined;
  readonly Or?: ReplicationRuleOrOperator | undefined;
}

export interface ReplicationRuleOrOperator {
  readonly Prefixes?: readonly string[] | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export type ReplicationRuleStatus =
  | "Enabled"
  | "Disabled"
  | (string & {});

export type ReplicationStatus =
  | "COMPLETE"
  | "PENDING"
  | "FAILED"
  | "REPLICA"
  | "COMPLETED"
  | (string & {});

export interface ReplicationTime {
  readonly Status: ReplicationTimeStatus;
  readonly Time: ReplicationTimeValue;
}

export type ReplicationTimeStatus =
  | "Enabled"
  | "Disabled"
  | (string & {});

export interface ReplicationTimeValue {
  readonly Minutes?: number | undefined;
}

export type RequestCharged =
  | "requester"
  | (string & {});

export type RequestPayer =
  | "requester"
  | (string & {});

export interface RequestPaymentConfiguration {
  readonly Payer: Payer;
}

export interface RequestProgress {
  readonly Enabled?: boolean | undefined;
}

export interface RestoreObjectOutput {
  readonly RequestCharged?: RequestCharged | undefined;
  readonly RestoreOutputPath?: string | undefined;
}

export interface RestoreObjectRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RestoreRequest?: RestoreRequest | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface RestoreRequest {
  readonly Days?: number | undefined;
  readonly GlacierJobParameters?: GlacierJobParameters | undefined;
  readonly Type?: RestoreRequestType | undefined;
  readonly Tier?: Tier | undefined;
  readonly Description?: string | undefined;
  readonly SelectParameters?: SelectParameters | undefined;
  readonly OutputLocation?: OutputLocation | undefined;
}

export type RestoreRequestType =
  | "SELECT"
  | (string & {});

export interface RestoreStatus {
  readonly IsRestoreInProgress?: boolean | undefined;
  readonly RestoreExpiryDate?: number | undefined;
}

export interface RoutingRule {
  readonly Condition?: Condition | undefined;
  readonly Redirect: Redirect;
}

export interface S3KeyFilter {
  readonly FilterRules?: readonly FilterRule[] | undefined;
}

export interface S3Location {
  readonly BucketName: string;
  readonly Prefix: string;
  readonly Encryption?: Encryption | undefined;
  readonly CannedACL?: ObjectCannedACL | undefined;
  readonly AccessControlList?: readonly Grant[] | undefined;
  readonly Tagging?: Tagging | undefined;
  readonly UserMetadata?: readonly MetadataEntry[] | undefined;
  readonly StorageClass?: StorageClass | undefined;
}

export type S3TablesBucketType =
  | "aws"
  | "customer"
  | (string & {});

export interface S3TablesDestination {
  readonly TableBucketArn: string;
  readonly TableName: string;
}

export interface S3TablesDestinationResult {
  readonly TableBucketArn: string;
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableNamespace: string;
}

export interface SSEKMS {
  readonly KeyId: string;
}

export interface SSEKMSEncryption {
  readonly KMSKeyArn: string;
  readonly BucketKeyEnabled?: boolean | undefined;
}

export interface SSES3 {
}

export interface ScanRange {
  readonly Start?: number | undefined;
  readonly End?: number | undefined;
}

export type SelectObjectContentEventStream =
  | { readonly Records: RecordsEvent }
  | { readonly Stats: StatsEvent }
  | { readonly Progress: ProgressEvent }
  | { readonly Cont: ContinuationEvent }
  | { readonly End: EndEvent };

export interface SelectObjectContentOutput {
  readonly Payload?: AsyncIterable<SelectObjectContentEventStream> | undefined;
}

export interface SelectObjectContentRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly Expression: string;
  readonly ExpressionType: ExpressionType;
  readonly RequestProgress?: RequestProgress | undefined;
  readonly InputSerialization: InputSerialization;
  readonly OutputSerialization: OutputSerialization;
  readonly ScanRange?: ScanRange | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface SelectParameters {
  readonly InputSerialization: InputSerialization;
  readonly ExpressionType: ExpressionType;
  readonly Expression: string;
  readonly OutputSerialization: OutputSerialization;
}

export type ServerSideEncryption =
  | "AES256"
  | "aws:fsx"
  | "aws:kms"
  | "aws:kms:dsse"
  | (string & {});

export interface ServerSideEncryptionByDefault {
  readonly SSEAlgorithm: ServerSideEncryption;
  readonly KMSMasterKeyID?: string | undefined;
}

export interface ServerSideEncryptionConfiguration {
  readonly Rules: readonly ServerSideEncryptionRule[];
}

export interface ServerSideEncryptionRule {
  readonly ApplyServerSideEncryptionByDefault?: ServerSideEncryptionByDefault | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly BlockedEncryptionTypes?: BlockedEncryptionTypes | undefined;
}

export interface SessionCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: number;
}

export type SessionMode =
  | "ReadOnly"
  | "ReadWrite"
  | (string & {});

export interface SimplePrefix {
}

export interface SourceSelectionCriteria {
  readonly SseKmsEncryptedObjects?: SseKmsEncryptedObjects | undefined;
  readonly ReplicaModifications?: ReplicaModifications | undefined;
}

export interface SseKmsEncryptedObjects {
  readonly Status: SseKmsEncryptedObjectsStatus;
}

export type SseKmsEncryptedObjectsStatus =
  | "Enabled"
  | "Disabled"
  | (string & {});

export interface Stats {
  readonly BytesScanned?: number | undefined;
  readonly BytesProcessed?: number | undefined;
  readonly BytesReturned?: number | undefined;
}

export interface StatsEvent {
  readonly Details?: Stats | undefined;
}

export type StorageClass =
  | "STANDARD"
  | "REDUCED_REDUNDANCY"
  | "STANDARD_IA"
  | "ONEZONE_IA"
  | "INTELLIGENT_TIERING"
  | "GLACIER"
  | "DEEP_ARCHIVE"
  | "OUTPOSTS"
  | "GLACIER_IR"
  | "SNOW"
  | "EXPRESS_ONEZONE"
  | "FSX_OPENZFS"
  | "FSX_ONTAP"
  | (string & {});

export interface StorageClassAnalysis {
  readonly DataExport?: StorageClassAnalysisDataExport | undefined;
}

export interface StorageClassAnalysisDataExport {
  readonly OutputSchemaVersion: StorageClassAnalysisSchemaVersion;
  readonly Destination: AnalyticsExportDestination;
}

export type StorageClassAnalysisSchemaVersion =
  | "V_1"
  | (string & {});

export type TableSseAlgorithm =
  | "aws:kms"
  | "AES256"
  | (string & {});

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface Tagging {
  readonly TagSet: readonly Tag[];
}

export type TaggingDirective =
  | "COPY"
  | "REPLACE"
  | (string & {});

export interface TargetGrant {
  readonly Grantee?: Grantee | undefined;
  readonly Permission?: BucketLogsPermission | undefined;
}

export interface TargetObjectKeyFormat {
  readonly SimplePrefix?: SimplePrefix | undefined;
  readonly PartitionedPrefix?: PartitionedPrefix | undefined;
}

export type Tier =
  | "Standard"
  | "Bulk"
  | "Expedited"
  | (string & {});

export interface Tiering {
  readonly Days: number;
  readonly AccessTier: IntelligentTieringAccessTier;
}

export interface TopicConfiguration {
  readonly Id?: string | undefined;
  readonly TopicArn: string;
  readonly Events: readonly Event[];
  readonly Filter?: NotificationConfigurationFilter | undefined;
}

export interface Transition {
  readonly Date?: number | undefined;
  readonly Days?: number | undefined;
  readonly StorageClass?: TransitionStorageClass | undefined;
}

export type TransitionDefaultMinimumObjectSize =
  | "varies_by_storage_class"
  | "all_storage_classes_128K"
  | (string & {});

export type TransitionStorageClass =
  | "GLACIER"
  | "STANDARD_IA"
  | "ONEZONE_IA"
  | "INTELLIGENT_TIERING"
  | "DEEP_ARCHIVE"
  | "GLACIER_IR"
  | (string & {});

export type Type =
  | "CanonicalUser"
  | "AmazonCustomerByEmail"
  | "Group"
  | (string & {});

export interface UpdateBucketMetadataAnnotationTableConfigurationRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly AnnotationTableConfiguration: AnnotationTableConfigurationUpdates;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface UpdateBucketMetadataInventoryTableConfigurationRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly InventoryTableConfiguration: InventoryTableConfigurationUpdates;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface UpdateBucketMetadataJournalTableConfigurationRequest {
  readonly Bucket: string;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly JournalTableConfiguration: JournalTableConfigurationUpdates;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface UpdateObjectEncryptionRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ObjectEncryption: ObjectEncryption;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
}

export interface UpdateObjectEncryptionResponse {
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface UploadPartCopyOutput {
  readonly CopySourceVersionId?: string | undefined;
  readonly CopyPartResult?: CopyPartResult | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly VersionId?: string | undefined;
}

export interface UploadPartCopyRequest {
  readonly Bucket: string;
  readonly CopySource: string;
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: number | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfUnmodifiedSince?: number | undefined;
  readonly CopySourceRange?: string | undefined;
  readonly Key: string;
  readonly PartNumber: number;
  readonly UploadId: string;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly CopySourceSSECustomerAlgorithm?: string | undefined;
  readonly CopySourceSSECustomerKey?: string | undefined;
  readonly CopySourceSSECustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ExpectedSourceBucketOwner?: string | undefined;
}

export interface UploadPartOutput {
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly ETag?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly VersionId?: string | undefined;
}

export interface UploadPartRequest {
  readonly Body: BodyStream;
  readonly Bucket: string;
  readonly ContentLength?: number | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly Key: string;
  readonly PartNumber: number;
  readonly UploadId: string;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface UseSourceMultiRegionKey {
  readonly Status: string;
}

export interface VersioningConfiguration {
  readonly MFADelete?: MFADelete | undefined;
  readonly Status?: BucketVersioningStatus | undefined;
}

export interface WebsiteConfiguration {
  readonly ErrorDocument?: ErrorDocument | undefined;
  readonly IndexDocument?: IndexDocument | undefined;
  readonly RedirectAllRequestsTo?: RedirectAllRequestsTo | undefined;
  readonly RoutingRules?: readonly RoutingRule[] | undefined;
}

export interface WriteGetObjectResponseRequest {
  readonly RequestRoute: string;
  readonly RequestToken: string;
  readonly Body: BodyStream;
  readonly StatusCode?: number | undefined;
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
  readonly AcceptRanges?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentLength?: number | undefined;
  readonly ContentRange?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly DeleteMarker?: boolean | undefined;
  readonly ETag?: string | undefined;
  readonly Expires?: string | undefined;
  readonly Expiration?: string | undefined;
  readonly LastModified?: number | undefined;
  readonly MissingMeta?: number | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly ObjectLockMode?: ObjectLockMode | undefined;
  readonly ObjectLockLegalHoldStatus?: ObjectLockLegalHoldStatus | undefined;
  readonly ObjectLockRetainUntilDate?: number | undefined;
  readonly PartsCount?: number | undefined;
  readonly ReplicationStatus?: ReplicationStatus | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly Restore?: string | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly TagCount?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
}
