import type { CreateMultipartUploadOutput, CreateMultipartUploadRequest } from "../../protocol/generated/s3.ts";
import { grantsOfNewObject } from "../access/requested-grants.ts";
import { abortOutput } from "../lifecycle/expiration-header.ts";
import { initiatorArn } from "../multipart/find-upload.ts";
import { uploadChecksum } from "../multipart/upload-checksum.ts";
import { newUploadId } from "../multipart/upload-id.ts";
import { encryptionOutput, requestedEncryption } from "../objects/encryption.ts";
import { checkKey } from "../objects/key.ts";
import { readObjectLock } from "../objects/object-lock.ts";
import { readMetadata } from "../objects/object-metadata.ts";
import { readStorageClass } from "../objects/storage-class.ts";
import { canonicalUserId } from "../owner.ts";
import { toWholeSeconds } from "../s3-object.ts";
import { NO_TAGS, readTaggingHeader } from "../tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export const createMultipartUpload: Operation<CreateMultipartUploadRequest, CreateMultipartUploadOutput> = (
  { buckets, clock, random, changes },
  request,
  context,
) => {
  const bucket = buckets.ofRequest(request);
  const { Key: key } = request;
  checkKey(key);
  const ownerId = canonicalUserId(context.accountId);
  const checksum = uploadChecksum(request.ChecksumAlgorithm, request.ChecksumType);
  const encryption = requestedEncryption(request, bucket);
  const uploadId = newUploadId(random);
  const initiatedAt = toWholeSeconds(clock.now());
  bucket.uploads.add({
    uploadId,
    key,
    initiatedAt,
    ownerId,
    initiatorArn: initiatorArn(context),
    metadata: readMetadata(request),
    storageClass: readStorageClass(request.StorageClass),
    encryption,
    tags: request.Tagging === undefined ? NO_TAGS : readTaggingHeader(request.Tagging),
    grants: grantsOfNewObject(request, bucket, ownerId),
    lock: readObjectLock(request, bucket, clock.now()),
    checksum,
    parts: new Map(),
    keyHasChanged: false,
  });
  const fact = { kind: "s3.multipartUploadCreated", bucketName: bucket.name, key, uploadId } as const;
  changes.record(fact, context.causeId);
  return {
    Bucket: bucket.name,
    Key: key,
    UploadId: uploadId,
    ...abortOutput(bucket, { key, initiatedAt }),
    ...encryptionOutput(encryption),
    ...(checksum !== undefined && { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }),
  };
};
