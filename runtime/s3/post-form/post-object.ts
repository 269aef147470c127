import type { WireResponse } from "../../core/wire.ts";
import { checkFormSignature } from "../../protocol/s3-signature.ts";
import type { PostObjectForm, RequestContext } from "../../protocol/service.ts";
import { grantsOfNewObject } from "../access/requested-grants.ts";
import { CHECKSUM_ALGORITHMS } from "../checksums/algorithms.ts";
import { type ChecksumMembers, headerOf, memberOf, requestedChecksum } from "../checksums/requested-checksum.ts";
import { accessDenied, missingPostField } from "../errors.ts";
import { eventRequest } from "../event-request.ts";
import { locationOf } from "../multipart/find-upload.ts";
import { requestedEncryption } from "../objects/encryption.ts";
import { checkKey } from "../objects/key.ts";
import { readObjectLock } from "../objects/object-lock.ts";
import { readFormMetadata } from "../objects/object-metadata.ts";
import { readStorageClass } from "../objects/storage-class.ts";
import { storeObject } from "../objects/store-object.ts";
import { takeIn } from "../objects/take-in.ts";
import type { S3Parts } from "../operations/service-parts.ts";
import { canonicalUserId } from "../owner.ts";
import type { ObjectVersion } from "../s3-object.ts";
import { quoted } from "../s3-object.ts";
import { postAnswer } from "./answer.ts";
import { checkPostPolicy, checkPostSize, type PostPolicy, readPostPolicy } from "./policy.ts";
import { readTaggingField } from "./tagging.ts";

/**
 * A form upload.
 *
 * @throws {AwsError} those of PutObject; `AccessDenied` when the policy does not allow it
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export async function postObject(parts: S3Parts, form: PostObjectForm, context: RequestContext): Promise<WireResponse> {
  const { fields } = form;
  const asked = parts.buckets.ofRequest({ Bucket: form.bucket });
  const policy = readPolicy(parts, form);
  const key = keyOf(fields.get("key") ?? missing("key"), form.fileName);
  checkKey(key);
  const ownerId = canonicalUserId(context.accountId);
  const draft = {
    key,
    ownerId,
    metadata: readFormMetadata(metadataOf(fields)),
    storageClass: readStorageClass(fields.get("x-amz-storage-class")),
    encryption: requestedEncryption(encryptionOf(fields), asked),
    tags: readTaggingField(fields.get("tagging")),
    grants: grantsOfNewObject({ ACL: fields.get("acl") }, asked, ownerId),
    lock: readObjectLock({}, asked, parts.clock.now()),
  };
  const checksum = requestedChecksum(checksumsOf(fields), undefined);
  const sizeRange = policy && { check: (byteLength: number) => checkPostSize(policy, byteLength) };
  const {
    body,
    md5,
    checksum: sum,
  } = await takeIn(parts.bodies, form.file, {
    contentMd5: fields.get("content-md5"),
    checksum,
    sizeRange,
  });
  let object: ObjectVersion;
  try {
    const bucket = parts.buckets.ofRequest({ Bucket: form.bucket });
    const content = { body, eTag: md5, checksum: { ...sum, type: "FULL_OBJECT" }, parts: undefined } as const;
    const cause = { request: eventRequest(context, "PostObject"), causeId: context.causeId };
    object = storeObject(parts, bucket, { ...draft, ...content, by: "Post" }, cause);
  } catch (error) {
    body.release();
    throw error;
  }
  const location = locationOf(context.endpoint, form.bucket, key);
  return postAnswer(fields, { bucketName: form.bucket, key, eTag: quoted(object.eTag), location });
}

/** A file without a name leaves the key as it is (recorded, post_object_with_file_as_string). */
function keyOf(key: string, fileName: string): string {
  return fileName === "" ? key : key.replaceAll("${filename}", () => fileName);
}

/** A signed form has a policy and who signed it; without either it is an anonymous upload, which no bucket of ours forbids. */
function readPolicy({ clock }: S3Parts, { bucket, fields }: PostObjectForm): PostPolicy | undefined {
  const encoded = fields.get("policy");
  if (encoded === undefined) {
    if (SIGNED.some((name) => fields.has(name))) throw missingPostField("policy");
    return undefined;
  }
  const needed = fields.has("awsaccesskeyid") || fields.has("signature") ? SIGNATURE_V2 : SIGNATURE_V4;
  if (!SIGNED.some((name) => fields.has(name))) throw accessDenied();
  for (const name of needed) if (!fields.has(name.toLowerCase())) throw missingPostField(name);
  checkFormSignature(fields);
  const policy = readPostPolicy(encoded);
  checkPostPolicy(policy, new Map([...fields, ["bucket", bucket]]), clock.now());
  return policy;
}

const SIGNED = ["awsaccesskeyid", "signature", "x-amz-algorithm", "x-amz-credential", "x-amz-signature"];
const SIGNATURE_V2 = ["AWSAccessKeyId", "Signature"];
const SIGNATURE_V4 = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Signature"];

type Fields = ReadonlyMap<string, string>;

function metadataOf(fields: Fields) {
  const user = [...fields].flatMap(([name, value]) =>
    name.startsWith(META_PREFIX) ? [[name.slice(META_PREFIX.length), value] as const] : [],
  );
  return {
    CacheControl: fields.get("cache-control"),
    ContentDisposition: fields.get("content-disposition"),
    ContentEncoding: fields.get("content-encoding"),
    ContentLanguage: fields.get("content-language"),
    ContentType: fields.get("content-type"),
    Expires: fields.get("expires"),
    WebsiteRedirectLocation: fields.get("x-amz-website-redirect-location"),
    Metadata: Object.fromEntries(user),
  };
}

const META_PREFIX = "x-amz-meta-";

function encryptionOf(fields: Fields) {
  return {
    ServerSideEncryption: fields.get("x-amz-server-side-encryption"),
    SSEKMSKeyId: fields.get("x-amz-server-side-encryption-aws-kms-key-id"),
    SSECustomerAlgorithm: fields.get("x-amz-server-side-encryption-customer-algorithm"),
    SSECustomerKey: fields.get("x-amz-server-side-encryption-customer-key"),
    SSECustomerKeyMD5: fields.get("x-amz-server-side-encryption-customer-key-md5"),
  };
}

function checksumsOf(fields: Fields): ChecksumMembers {
  return Object.fromEntries(
    CHECKSUM_ALGORITHMS.map((algorithm) => [memberOf(algorithm), fields.get(headerOf(algorithm))]),
  );
}

function missing(name: string): never {
  throw missingPostField(name);
}
