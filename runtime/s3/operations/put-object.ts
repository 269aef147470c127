import type { PutObjectOutput, PutObjectRequest } from "../../protocol/generated/s3.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { grantsOfNewObject } from "../access/requested-grants.ts";
import type { Bucket } from "../bucket.ts";
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
import { type ObjectDraft, storeObject } from "../objects/store-object.ts";
import { type TakenIn, takeIn } from "../objects/take-in.ts";
import { canonicalUserId } from "../owner.ts";
import { type ObjectContent, type ObjectVersion, quoted } from "../s3-object.ts";
import { NO_TAGS, readTaggingHeader } from "../tags.ts";
import type { Operation, S3Parts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: Operation<PutObjectRequest, PutObjectOutput | Promise<PutObjectOutput>> = (
  parts,
  request,
  context,
) => {
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
  const taken = takeIn(bodies, request.Body, { contentMd5: request.ContentMD5, checksum });
  const asking = { request, context, draft };
  return taken instanceof Promise ? taken.then((late) => store(parts, late, asking)) : store(parts, taken, asking);
};

interface Asking {
  readonly request: PutObjectRequest;
  readonly context: RequestContext;
  readonly draft: Omit<ObjectDraft, keyof ObjectContent | "by">;
}

/** Makes an object of a body that has come. */
function store(parts: S3Parts, taken: TakenIn, { request, context, draft }: Asking): PutObjectOutput {
  const { body, md5, checksum: sum } = taken;
  try {
    // Again: both may have changed while the body came in.
    const bucket = parts.buckets.ofRequest(request);
    checkWriteConditions(bucket, draft.key, request);
    const checksum = { algorithm: sum.algorithm, value: sum.value, type: "FULL_OBJECT" } as const;
    const cause = { request: eventRequest(context, "PutObject"), causeId: context.causeId };
    const content = { body, eTag: md5, checksum, parts: undefined, by: "Put" } as const;
    return outputOf(bucket, storeObject(parts, bucket, Object.assign(content, draft), cause));
  } catch (error) {
    body.release();
    throw error;
  }
}

function outputOf(bucket: Bucket, object: ObjectVersion): PutObjectOutput {
  const output = { ETag: quoted(object.eTag) };
  return Object.assign(
    output,
    encryptionOutput(object.encryption),
    newVersionOutput(bucket, object),
    expirationOutput(bucket, object),
    checksumOutput(object.checksum),
  );
}
