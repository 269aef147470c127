import type { PutObjectOutput, PutObjectRequest } from "../../protocol/generated/s3.ts";
import { grantsOfNewObject } from "../access/requested-grants.ts";
import { requestedChecksum } from "../checksums/requested-checksum.ts";
import { eventRequest } from "../event-request.ts";
import { expirationOutput } from "../lifecycle/expiration-header.ts";
import { checkWriteConditionHeaders, checkWriteConditions } from "../objects/conditions.ts";
import { encryptionOutput, requestedEncryption } from "../objects/encryption.ts";
import { checkKey } from "../objects/key.ts";
import { readObjectLock } from "../objects/object-lock.ts";
import { readMetadata } from "../objects/object-metadata.ts";
import { checksumOutput, newVersionOutput } from "../objects/object-output.ts";
import { readStorageClass } from "../objects/storage-class.ts";
import { storeObject } from "../objects/store-object.ts";
import { takeIn } from "../objects/take-in.ts";
import { canonicalUserId } from "../owner.ts";
import { quoted } from "../s3-object.ts";
import { NO_TAGS, readTaggingHeader } from "../tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: Operation<PutObjectRequest, Promise<PutObjectOutput>> = async (parts, request, context) => {
  const { buckets, bodies, clock } = parts;
  const { Key: key } = request;
  checkKey(key);
  const asked = buckets.ofRequest(request);
  checkWriteConditionHeaders(request);
  const ownerId = canonicalUserId(context.accountId);
  const draft = {
    key,
    ownerId,
    metadata: readMetadata(request),
    storageClass: readStorageClass(request.StorageClass),
    encryption: requestedEncryption(request, asked),
    tags: request.Tagging === undefined ? NO_TAGS : readTaggingHeader(request.Tagging),
    grants: grantsOfNewObject(request, asked, ownerId),
    lock: readObjectLock(request, asked, clock.now()),
  };
  const checksum = requestedChecksum(request, context.header("x-amz-trailer"));
  checkWriteConditions(asked, key, request);
  const { body, md5, checksum: sum } = await takeIn(bodies, request.Body, { contentMd5: request.ContentMD5, checksum });
  try {
    // Again: both may have changed while the body came in.
    const bucket = buckets.ofRequest(request);
    checkWriteConditions(bucket, key, request);
    const content = { body, eTag: md5, checksum: { ...sum, type: "FULL_OBJECT" }, parts: undefined } as const;
    const cause = { request: eventRequest(context, "PutObject"), causeId: context.causeId };
    const object = storeObject(parts, bucket, { ...draft, ...content, by: "Put" }, cause);
    return {
      ETag: quoted(object.eTag),
      ...encryptionOutput(object.encryption),
      ...newVersionOutput(bucket, object),
      ...expirationOutput(bucket, object),
      ...checksumOutput(object.checksum),
    };
  } catch (error) {
    body.release();
    throw error;
  }
};
