import type { CopyObjectOutput, CopyObjectRequest } from "../../protocol/generated/s3.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { grantsOfNewObject } from "../access/requested-grants.ts";
import { sumBody } from "../bodies/sum-body.ts";
import type { Bucket } from "../bucket.ts";
import { DEFAULT_CHECKSUM, isChecksumAlgorithm } from "../checksums/requested-checksum.ts";
import { copyToItself, invalidArgument, invalidChecksumAlgorithm } from "../errors.ts";
import { eventRequest } from "../event-request.ts";
import { expirationOutput } from "../lifecycle/expiration-header.ts";
import { checkWriteConditionHeaders, checkWriteConditions } from "../objects/conditions.ts";
import { checkCopySize, type CopySource, findCopySource, sourceVersionOutput } from "../objects/copy-source.ts";
import { encryptionOutput, hasOpaqueETag, requestedEncryption } from "../objects/encryption.ts";
import { checkKey } from "../objects/key.ts";
import { readObjectLock } from "../objects/object-lock.ts";
import { readMetadata } from "../objects/object-metadata.ts";
import { checksumOutput } from "../objects/object-output.ts";
import { readStorageClass } from "../objects/storage-class.ts";
import { storeObject } from "../objects/store-object.ts";
import { canonicalUserId } from "../owner.ts";
import { type ObjectChecksum, type ObjectMetadata, type ObjectVersion, quoted } from "../s3-object.ts";
import { ENCRYPTION } from "../sub-resources/encryption.ts";
import { NO_TAGS, readTaggingHeader, type Tags } from "../tags.ts";
import type { Operation, S3Parts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject: Operation<CopyObjectRequest, Promise<CopyObjectOutput>> = async (parts, request, context) => {
  const { buckets, clock } = parts;
  const asked = buckets.ofRequest(request);
  checkKey(request.Key);
  checkWriteConditionHeaders(request);
  const source = findCopySource(buckets, request, clock.now());
  checkCopySize(source.object);
  if (isInPlace(source, asked, request) && !changesAnything(source, asked, request)) throw copyToItself();
  const draft = draftOf(parts, asked, { request, context, source: source.object });
  checkWriteConditions(asked, request.Key, request);
  const body = source.object.body.retain();
  try {
    const content = await contentOf(source.object, request.ChecksumAlgorithm);
    const bucket = buckets.ofRequest(request);
    checkWriteConditions(bucket, request.Key, request);
    const cause = { request: eventRequest(context, "CopyObject"), causeId: context.causeId };
    const object = storeObject(parts, bucket, { ...draft, ...content, body, parts: undefined, by: "Copy" }, cause);
    return {
      CopyObjectResult: {
        ETag: quoted(object.eTag),
        LastModified: object.lastModifiedAt,
        ...checksumOutput(object.checksum),
      },
      ...(bucket.versioning !== undefined && { VersionId: object.versionId }),
      ...sourceVersionOutput(source.object),
      ...expirationOutput(bucket, object),
      ...encryptionOutput(object.encryption),
    };
  } catch (error) {
    body.release();
    throw error;
  }
};

function isInPlace(
  { bucket, object, isExplicitVersion }: CopySource,
  target: Bucket,
  { Key }: CopyObjectRequest,
): boolean {
  // A copy of an earlier version brings that version back: it changes what the key means.
  return bucket === target && object.key === Key && (!isExplicitVersion || target.current(Key) === object);
}

function changesAnything({ object }: CopySource, bucket: Bucket, request: CopyObjectRequest): boolean {
  return (
    request.MetadataDirective === "REPLACE" ||
    request.StorageClass !== undefined ||
    request.WebsiteRedirectLocation !== undefined ||
    request.ServerSideEncryption !== undefined ||
    request.SSECustomerAlgorithm !== undefined ||
    bucket.subResources.get(ENCRYPTION) !== undefined ||
    // Without a word about it the copy is encrypted with keys of S3's own.
    object.encryption.kind !== "AES256"
  );
}

interface CopyRequest {
  readonly request: CopyObjectRequest;
  readonly context: RequestContext;
  readonly source: ObjectVersion;
}

function draftOf({ clock }: S3Parts, bucket: Bucket, { request, context, source }: CopyRequest) {
  const ownerId = canonicalUserId(context.accountId);
  return {
    key: request.Key,
    ownerId,
    metadata: metadataOf(request, source),
    tags: tagsOf(request, source),
    storageClass: readStorageClass(request.StorageClass),
    encryption: requestedEncryption(request, bucket),
    // Grants and locks of the source are not copied.
    grants: grantsOfNewObject(request, bucket, ownerId),
    lock: readObjectLock(request, bucket, clock.now()),
  };
}

function metadataOf(request: CopyObjectRequest, source: ObjectVersion): ObjectMetadata {
  const directive = directiveOf(request.MetadataDirective, "x-amz-metadata-directive", "Unknown metadata directive.");
  if (directive === "REPLACE") return readMetadata(request);
  // The redirect is not copied: it is what the request says, or nothing.
  const { websiteRedirectLocation: _, ...copied } = source.metadata;
  if (request.WebsiteRedirectLocation === undefined) return copied;
  return { ...copied, websiteRedirectLocation: request.WebsiteRedirectLocation };
}

function tagsOf(request: CopyObjectRequest, source: ObjectVersion): Tags {
  const directive = directiveOf(request.TaggingDirective, "x-amz-tagging-directive", "Unknown tagging directive.");
  if (directive === "COPY") return source.tags;
  return request.Tagging === undefined ? NO_TAGS : readTaggingHeader(request.Tagging);
}

function directiveOf(given: string | undefined, header: string, message: string): "COPY" | "REPLACE" {
  if (given === undefined || given === "COPY") return "COPY";
  if (given === "REPLACE") return "REPLACE";
  throw invalidArgument(message, header, given);
}

/** A copy is one whole object again: its tag and checksum are of all its bytes, whatever the source came in. */
async function contentOf(
  source: ObjectVersion,
  asked: string | undefined,
): Promise<{ readonly eTag: string; readonly checksum: ObjectChecksum }> {
  if (asked !== undefined && !isChecksumAlgorithm(asked)) throw invalidChecksumAlgorithm();
  const algorithm = asked ?? source.checksum?.algorithm ?? DEFAULT_CHECKSUM;
  const known = source.checksum;
  const isKnown = known?.algorithm === algorithm && known.type === "FULL_OBJECT";
  if (isKnown && source.parts === undefined && !hasOpaqueETag(source.encryption)) {
    return { eTag: source.eTag, checksum: known };
  }
  const { md5, checksum } = await sumBody(source.body, { start: 0, end: source.body.byteLength }, algorithm);
  return { eTag: md5, checksum: { algorithm, type: "FULL_OBJECT", value: checksum } };
}
