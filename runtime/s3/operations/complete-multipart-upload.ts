import type { CompleteMultipartUploadOutput, CompleteMultipartUploadRequest } from "../../protocol/generated/s3.ts";
import type { RequestContext } from "../../protocol/service.ts";
import type { Bucket } from "../bucket.ts";
import { memberOf } from "../checksums/requested-checksum.ts";
import { badChecksum, checksumModeMismatch, conditionalRequestConflict, invalidRequest } from "../errors.ts";
import { eventRequest } from "../event-request.ts";
import { completedParts, joinParts } from "../multipart/complete-upload.ts";
import { findUpload, locationOf } from "../multipart/find-upload.ts";
import { partAlgorithm } from "../multipart/new-part.ts";
import type { MultipartUpload } from "../multipart/uploads.ts";
import { expirationOutput } from "../lifecycle/expiration-header.ts";
import { checkWriteConditionHeaders, checkWriteConditions } from "../objects/conditions.ts";
import { encryptionOutput } from "../objects/encryption.ts";
import { checksumOutput, newVersionOutput } from "../objects/object-output.ts";
import { storeObject } from "../objects/store-object.ts";
import { type ObjectContent, type ObjectVersion, quoted } from "../s3-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload: Operation<CompleteMultipartUploadRequest, CompleteMultipartUploadOutput> = (
  parts,
  request,
  context,
) => {
  const bucket = parts.buckets.ofRequest(request);
  const again = completedBefore(bucket, request);
  if (again !== undefined) return outputOf(bucket, again, context);
  const upload = findUpload(bucket, request.UploadId, request.Key);
  checkWriteConditionHeaders(request);
  checkMode(upload, request);
  const named = completedParts(upload, request.MultipartUpload?.Parts ?? []);
  const content = joinParts(upload, named);
  checkWhole(content, upload, request);
  checkConditions(bucket, upload, request);
  bucket.uploads.remove(upload);
  for (const part of upload.parts.values()) if (!named.includes(part)) part.body.release();
  const { key, ownerId, metadata, storageClass, encryption, tags, grants, lock } = upload;
  const draft = { key, ownerId, metadata, storageClass, encryption, tags, grants, lock, ...content };
  const cause = { request: eventRequest(context, "CompleteMultipartUpload"), causeId: context.causeId };
  const object = storeObject(parts, bucket, { ...draft, by: "CompleteMultipartUpload" }, cause);
  const { versionId, eTag } = object;
  bucket.uploads.completed(upload.uploadId, { key, versionId, eTag, partList: partListOf(request) });
  return outputOf(bucket, object, context);
};

/**
 * "If you send the same request again", S3 answers it again and does nothing. We know it again as long as what it made is there, by its
 * parts; AWS tells neither.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
function completedBefore(bucket: Bucket, request: CompleteMultipartUploadRequest): ObjectVersion | undefined {
  const before = bucket.uploads.findCompleted(request.UploadId, request.Key);
  if (before === undefined || before.partList !== partListOf(request)) return undefined;
  const object = bucket.find(before.key, before.versionId);
  return object?.kind === "object" && object.eTag === before.eTag ? object : undefined;
}

function partListOf({ MultipartUpload: upload }: CompleteMultipartUploadRequest): string {
  return (upload?.Parts ?? []).map(({ PartNumber, ETag }) => `${PartNumber}:${ETag?.replaceAll('"', "")}`).join();
}

function outputOf(bucket: Bucket, object: ObjectVersion, context: RequestContext): CompleteMultipartUploadOutput {
  const { key, encryption } = object;
  return {
    Location: locationOf(context.endpoint, bucket.name, key),
    Bucket: bucket.name,
    Key: key,
    ETag: quoted(object.eTag),
    ...newVersionOutput(bucket, object),
    ...expirationOutput(bucket, object),
    // Of SSE-C it says nothing here, and no checksum of what somebody else's key encrypts (recorded).
    ...(encryption.kind !== "customer" && encryptionOutput(encryption)),
    ...(encryption.kind === "AES256" && checksumOutput(object.checksum)),
  };
}

function checkMode({ checksum }: MultipartUpload, { ChecksumType: type }: CompleteMultipartUploadRequest): void {
  if (type !== undefined && type !== checksum?.type) throw checksumModeMismatch(checksum?.type ?? "null");
}

/** What the client says of the whole object. @throws {AwsError} `BadDigest`, `InvalidRequest` */
function checkWhole(content: ObjectContent, upload: MultipartUpload, request: CompleteMultipartUploadRequest): void {
  const { MpuObjectSize: size } = request;
  if (size !== undefined && size !== content.body.byteLength) {
    throw invalidRequest(
      `The provided 'x-amz-mp-object-size' header value ${size} does not match what was computed: ${content.body.byteLength}`,
    );
  }
  const algorithm = partAlgorithm(upload);
  const said = request[memberOf(algorithm)];
  if (said !== undefined && said !== content.checksum?.value) throw badChecksum(algorithm.toLowerCase());
}

/** A condition that holds now may have been broken in between: then nobody can say what the client has seen. */
function checkConditions(bucket: Bucket, upload: MultipartUpload, request: CompleteMultipartUploadRequest): void {
  checkWriteConditions(bucket, upload.key, request);
  if (!upload.keyHasChanged) return;
  if (request.IfMatch !== undefined) throw conditionalRequestConflict("If-Match", upload.key);
  if (request.IfNoneMatch !== undefined) throw conditionalRequestConflict("If-None-Match", upload.key);
}
