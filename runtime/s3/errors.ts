/**
 * Answers of S3 that are errors, by name, in AWS's own words.
 *
 * Sentences come from recorded answers (test/fixtures/aws-recordings/s3-api) unless a comment says otherwise.
 */
import { AwsError, type ErrorMembers } from "../core/errors.ts";

function s3Error(code: string, status: number, message: string, members: ErrorMembers = {}): AwsError {
  return new AwsError(code, message, { status, members });
}

export function noSuchBucket(bucketName: string): AwsError {
  return s3Error("NoSuchBucket", 404, "The specified bucket does not exist", { BucketName: bucketName });
}

export function noSuchKey(key: string, members: ErrorMembers = {}): AwsError {
  return s3Error("NoSuchKey", 404, "The specified key does not exist.", { Key: key, ...members });
}

export function noSuchVersion(key: string, versionId: string): AwsError {
  return s3Error("NoSuchVersion", 404, "The specified version does not exist.", { Key: key, VersionId: versionId });
}

export function noSuchUpload(uploadId: string): AwsError {
  const message =
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.";
  return s3Error("NoSuchUpload", 404, message, { UploadId: uploadId });
}

export function methodNotAllowed(method: string, resourceType: string): AwsError {
  const message = "The specified method is not allowed against this resource.";
  return s3Error("MethodNotAllowed", 405, message, { Method: method, ResourceType: resourceType });
}

export function invalidArgument(message: string, name: string, value?: string): AwsError {
  return s3Error("InvalidArgument", 400, message, { ArgumentName: name, ArgumentValue: value });
}

export function invalidRequest(message: string): AwsError {
  return s3Error("InvalidRequest", 400, message);
}

export function accessDenied(message = "Access Denied"): AwsError {
  return s3Error("AccessDenied", 403, message);
}

export function malformedXml(): AwsError {
  const message = "The XML you provided was not well-formed or did not validate against our published schema";
  return s3Error("MalformedXML", 400, message);
}

export function notImplementedHeader(header: string, additionalMessage?: string): AwsError {
  const message = "A header you provided implies functionality that is not implemented";
  return s3Error("NotImplemented", 501, message, { Header: header, additionalMessage });
}

/** What is not modelled is refused by name. */
export function notModelled(what: string): AwsError {
  return s3Error("NotImplemented", 501, `${what} is not implemented in lambdaloop.`);
}

export function invalidVersionId(versionId: string): AwsError {
  return invalidArgument("Invalid version id specified", "versionId", versionId);
}

export function preconditionFailed(condition: string): AwsError {
  const message = "At least one of the pre-conditions you specified did not hold";
  return s3Error("PreconditionFailed", 412, message, { Condition: condition });
}

/** An answer without a body; clients call its code 304. */
export function notModified(): AwsError {
  return s3Error("NotModified", 304, "Not Modified");
}

export function conditionalRequestConflict(condition: string, key: string): AwsError {
  const message = "The conditional request cannot succeed due to a conflicting operation against this resource.";
  return s3Error("ConditionalRequestConflict", 409, message, { Condition: condition, Key: key });
}

export function invalidRange(rangeRequested: string, actualObjectSize: number): AwsError {
  const members = { ActualObjectSize: String(actualObjectSize), RangeRequested: rangeRequested };
  return s3Error("InvalidRange", 416, "The requested range is not satisfiable", members);
}

export function invalidPartNumber(partNumber: number, partCount: number): AwsError {
  const members = { ActualPartCount: String(partCount), PartNumberRequested: String(partNumber) };
  return s3Error("InvalidPartNumber", 416, "The requested partnumber is not satisfiable", members);
}

export function partNumberOutOfRange(partNumber: number): AwsError {
  const message = "Part number must be an integer between 1 and 10000, inclusive";
  return invalidArgument(message, "partNumber", String(partNumber));
}

export function invalidPart(partNumber: number, eTag: string, uploadId: string): AwsError {
  const message =
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
  return s3Error("InvalidPart", 400, message, { ETag: eTag, PartNumber: String(partNumber), UploadId: uploadId });
}

export function invalidPartOrder(uploadId: string): AwsError {
  const message = "The list of parts was not in ascending order. Parts must be ordered by part number.";
  return s3Error("InvalidPartOrder", 400, message, { UploadId: uploadId });
}

export function entityTooSmall(part: { eTag: string; partNumber: number; size: number }, minSize: number): AwsError {
  return s3Error("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size", {
    ETag: part.eTag,
    MinSizeAllowed: String(minSize),
    PartNumber: String(part.partNumber),
    ProposedSize: String(part.size),
  });
}

/** Sentence as recorded for POST forms. */
export function entityTooLarge(proposedSize: number, maxSize: number): AwsError {
  const members = { MaxSizeAllowed: String(maxSize), ProposedSize: String(proposedSize) };
  return s3Error("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size", members);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function keyTooLong(sizeBytes: number, maxBytes: number): AwsError {
  const members = { MaxSizeAllowed: String(maxBytes), Size: String(sizeBytes) };
  return s3Error("KeyTooLongError", 400, "Your key is too long", members);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function metadataTooLarge(sizeBytes: number, maxBytes: number): AwsError {
  const message = "Your metadata headers exceed the maximum allowed metadata size";
  return s3Error("MetadataTooLarge", 400, message, { Size: String(sizeBytes), MaxSizeAllowed: String(maxBytes) });
}

export function invalidStorageClass(storageClass: string): AwsError {
  const members = { StorageClassRequested: storageClass };
  return s3Error("InvalidStorageClass", 400, "The storage class you specified is not valid", members);
}

export function invalidObjectState(storageClass: string): AwsError {
  const message = "The operation is not valid for the object's storage class";
  return s3Error("InvalidObjectState", 403, message, { StorageClass: storageClass });
}

export function invalidDigest(contentMd5: string): AwsError {
  return s3Error("InvalidDigest", 400, "The Content-MD5 you specified was invalid.", { "Content-MD5": contentMd5 });
}

export function badContentMd5(expected: string, calculated: Buffer): AwsError {
  return s3Error("BadDigest", 400, "The Content-MD5 you specified did not match what we received.", {
    CalculatedDigest: calculated.toString("base64"),
    ExpectedDigest: expected,
  });
}

export function badChecksum(algorithm: string): AwsError {
  return s3Error("BadDigest", 400, `The ${algorithm} you specified did not match the calculated checksum.`);
}

export function invalidChecksumHeader(algorithm: string): AwsError {
  return invalidRequest(`Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`);
}

export function invalidLocationConstraint(locationConstraint: string): AwsError {
  const members = { LocationConstraint: locationConstraint };
  return s3Error("InvalidLocationConstraint", 400, "The specified location-constraint is not valid", members);
}

export function illegalLocationConstraint(locationConstraint: string): AwsError {
  return s3Error(
    "IllegalLocationConstraintException",
    400,
    `The ${locationConstraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

export function invalidBucketName(bucketName: string): AwsError {
  return s3Error("InvalidBucketName", 400, "The specified bucket is not valid.", { BucketName: bucketName });
}

export function bucketAlreadyOwnedByYou(bucketName: string): AwsError {
  const message = "Your previous request to create the named bucket succeeded and you already own it.";
  return s3Error("BucketAlreadyOwnedByYou", 409, message, { BucketName: bucketName });
}

/** Sentence from AWS's list of error responses. */
export function bucketAlreadyExists(bucketName: string): AwsError {
  const message =
    "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.";
  return s3Error("BucketAlreadyExists", 409, message, { BucketName: bucketName });
}

export function bucketNotEmpty(bucketName: string, isVersioned: boolean): AwsError {
  const more = isVersioned ? ". You must delete all versions in the bucket." : "";
  const message = `The bucket you tried to delete is not empty${more}`;
  return s3Error("BucketNotEmpty", 409, message, { BucketName: bucketName });
}

export function invalidBucketOwner(expected: string): AwsError {
  const message = `The value of the expected bucket owner parameter must be an AWS Account ID... [${expected}]`;
  return s3Error("InvalidBucketOwnerAWSAccountID", 400, message);
}

export function illegalVersioningConfiguration(): AwsError {
  return s3Error("IllegalVersioningConfigurationException", 400, "The Versioning element must be specified");
}

export function invalidBucketState(message: string): AwsError {
  return s3Error("InvalidBucketState", 409, message);
}

export function invalidTag(message: string, members: ErrorMembers = {}): AwsError {
  return s3Error("InvalidTag", 400, message, members);
}

/** A part of a bucket's configuration that is not there, under the code that this part has. */
export function noSuchConfiguration(code: string, message: string, bucketName?: string): AwsError {
  return s3Error(code, 404, message, { BucketName: bucketName });
}

/** The sentence for objects is from AWS's documentation of errors. */
export function tooManyTags(owner: "bucket" | "newBucket" | "object", limit: number): AwsError {
  const message =
    owner === "object"
      ? `Object tags cannot be greater than ${limit}`
      : `Bucket tag count cannot be greater than ${limit}`;
  return s3Error("BadRequest", 400, message);
}

export function internalError(): AwsError {
  return s3Error("InternalError", 500, "We encountered an internal error. Please try again.");
}

export function invalidEncryptionAlgorithm(algorithm: string): AwsError {
  const message = "The Encryption request you specified is not valid. Supported value: AES256.";
  const members = { ArgumentName: "x-amz-server-side-encryption", ArgumentValue: algorithm };
  return s3Error("InvalidEncryptionAlgorithmError", 400, message, members);
}

/** Sentence from AWS's documentation of object ownership. */
export function aclNotSupported(): AwsError {
  return s3Error("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
}

/** AWS gives no sentence here. */
export function invalidCannedAcl(acl: string): AwsError {
  return invalidArgument("", "x-amz-acl", acl);
}

export function checksumTypeMismatch(expected: string, actual: string): AwsError {
  return invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${actual.toLowerCase()}`,
  );
}

export function invalidCopySource(): AwsError {
  return invalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
}

/** Sentence as AWS clients report it; no recording of ours has it. */
export function copySourceIsDeleteMarker(): AwsError {
  return invalidRequest("The source of a copy request may not specifically refer to a delete marker by version id.");
}

/** Sentence as AWS clients report it; no recording of ours has it. */
export function copySourceTooLarge(maxBytes: number): AwsError {
  return invalidRequest(
    `The specified copy source is larger than the maximum allowable size for a copy source: ${maxBytes}`,
  );
}

export function copyToItself(): AwsError {
  return invalidRequest(
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
}

/** The sentence is from public reports of AWS's answers; of the code they say less, and clones differ. */
export function retentionPeriodNotPositive(): AwsError {
  return s3Error("InvalidArgument", 400, "Default retention period must be a positive integer value.");
}

export function invalidChecksumAlgorithm(): AwsError {
  return invalidRequest(
    "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
  );
}

export function missingPartChecksum(algorithm: string, partNumber: number): AwsError {
  return invalidRequest(
    `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${partNumber} in the request.`,
  );
}

export function badPartChecksum(algorithm: string, partNumber: number): AwsError {
  const message = `The ${algorithm.toLowerCase()} you specified for part ${partNumber} did not match what we received.`;
  return s3Error("BadDigest", 400, message);
}

/** @param mode the upload's; `null` when it has none */
export function checksumModeMismatch(mode: string): AwsError {
  return invalidRequest(
    `The upload was created using the ${mode} checksum mode. The complete request must use the same checksum mode.`,
  );
}

export function malformedAcl(): AwsError {
  const message = "The XML you provided was not well-formed or did not validate against our published schema";
  return s3Error("MalformedACLError", 400, message);
}

export function missingAcl(): AwsError {
  const members = { MissingHeaderName: "x-amz-acl" };
  return s3Error("MissingSecurityHeader", 400, "Your request was missing a required header", members);
}

export function unexpectedContent(): AwsError {
  return s3Error("UnexpectedContent", 400, "This request does not support content");
}

/** Sentence as AWS clients report it; no recording of ours has it. */
export function restoreAlreadyInProgress(): AwsError {
  return s3Error("RestoreAlreadyInProgress", 409, "Object restore is already in progress");
}

export function noObjectLock(): AwsError {
  return invalidRequest("Bucket is missing Object Lock Configuration");
}

export function noSuchObjectLock(): AwsError {
  const message = "The specified object does not have a ObjectLock configuration";
  return s3Error("NoSuchObjectLockConfiguration", 404, message);
}

export function malformedPolicy(message: string): AwsError {
  return s3Error("MalformedPolicy", 400, message);
}

/** Sentence as AWS clients report it; no recording of ours has it. */
export function publicPolicyBlocked(userArn: string, bucketArn: string): AwsError {
  return accessDenied(
    `User: ${userArn} is not authorized to perform: s3:PutBucketPolicy on resource: "${bucketArn}" because public policies are blocked by the BlockPublicPolicy block public access setting.`,
  );
}

export function invalidTargetBucketForLogging(targetBucket: string): AwsError {
  const message = "The target bucket for logging does not exist";
  return s3Error("InvalidTargetBucketForLogging", 400, message, { TargetBucket: targetBucket });
}

/** AWS spells it so, and ends the sentence with a space. */
export function crossLocationLogging(sourceLocation: string | undefined, targetLocation: string): AwsError {
  const members = { SourceBucketLocation: sourceLocation, TargetBucketLocation: targetLocation };
  return s3Error("CrossLocationLoggingProhibitted", 403, "Cross S3 location logging not allowed. ", members);
}

export function idMismatch(): AwsError {
  return s3Error("IdMismatch", 400, "Document ID does not match the specified configuration ID.");
}

export function invalidS3DestinationBucket(): AwsError {
  return s3Error("InvalidS3DestinationBucket", 400, "Invalid bucket ARN.");
}

export function corsNeedsOrigin(): AwsError {
  return s3Error("BadRequest", 400, "Insufficient information. Origin request header needed.");
}

export function corsForbidden(reason: string, method: string, resourceType: "BUCKET" | "OBJECT"): AwsError {
  const members = { Method: method, ResourceType: resourceType };
  return s3Error("AccessForbidden", 403, `CORSResponse: ${reason}`, members);
}

export function invalidPostPolicy(reason: string): AwsError {
  return accessDenied(`Invalid according to Policy: ${reason}`);
}

/** Sentence as AWS clients report it; no recording of ours has it. */
export function malformedPostPolicy(reason: string): AwsError {
  return s3Error("InvalidPolicyDocument", 400, `Invalid Policy: ${reason}`);
}

export function missingPostField(name: string): AwsError {
  const message = `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`;
  return invalidArgument(message, name, "");
}

export function postTooSmall(proposedSize: number, minSize: number): AwsError {
  const members = { MinSizeAllowed: String(minSize), ProposedSize: String(proposedSize) };
  return s3Error("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size", members);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function missingRequestBody(): AwsError {
  return s3Error("MissingRequestBodyError", 400, "Request Body is empty");
}
