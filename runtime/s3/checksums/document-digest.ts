import { createHash } from "node:crypto";
import type { RequestContext } from "../../protocol/service.ts";
import { invalidRequest } from "../errors.ts";
import { CHECKSUM_ALGORITHMS, loadChecksum, startChecksum } from "./algorithms.ts";
import { checkContentMd5, headerOf, verifyChecksum } from "./requested-checksum.ts";

/** Operations whose body is a document that a client may sum. CompleteMultipartUpload is none: its checksums are the object's. */
const WITH_DOCUMENT = /^(?:PutBucket\w+|PutObject\w+|PutPublicAccessBlock|DeleteObjects)$/;

/**
 * Operations that clients report S3 to refuse without a digest. Of the others the model says so too, but S3 is known to take some of
 * them without.
 */
const NEEDS_DIGEST: ReadonlySet<string> = new Set([
  "DeleteObjects",
  "PutBucketCors",
  "PutBucketLifecycleConfiguration",
  "PutBucketTagging",
  "PutObjectLockConfiguration",
]);

export function hasDocument(operation: string): boolean {
  return WITH_DOCUMENT.test(operation);
}

/** What must be awaited before `checkDocument`; `undefined` when it is nothing. */
export function loadDocumentChecksum(context: RequestContext): Promise<void> | undefined {
  const summed = CHECKSUM_ALGORITHMS.find((algorithm) => context.header(headerOf(algorithm)) !== undefined);
  return summed === undefined ? undefined : loadChecksum(summed);
}

/**
 * Whether a request's document is what its headers say of it.
 *
 * @throws {AwsError} `BadDigest`, `InvalidDigest`, `InvalidRequest`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function checkDocument(operation: string, context: RequestContext): void {
  const { payload } = context;
  // In chunks it has signatures in between, and its checksum behind.
  if (payload === undefined || context.header("x-amz-content-sha256")?.startsWith("STREAMING-") === true) return;
  const contentMd5 = context.header("content-md5");
  let isSummed = contentMd5 !== undefined;
  checkContentMd5(contentMd5, contentMd5 === undefined ? NOTHING : md5Of(payload), "base64");
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const value = context.header(headerOf(algorithm));
    if (value === undefined) continue;
    const sum = startChecksum(algorithm);
    sum.update(payload);
    verifyChecksum({ algorithm, value, isExplicit: true }, sum.digest(), undefined);
    isSummed = true;
  }
  if (isSummed || !NEEDS_DIGEST.has(operation)) return;
  // The older sentence, of many reports, ends with the MD5; the newer one is what S3 says since it takes checksums.
  throw invalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
}

const NOTHING = Buffer.alloc(0);

function md5Of(payload: Uint8Array): Buffer {
  return createHash("md5").update(payload).digest();
}
