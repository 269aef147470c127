import { createHash } from "node:crypto";
import type { AwsError } from "../../core/errors.ts";
import type { Bucket } from "../bucket.ts";
import { accessDenied, invalidArgument, invalidEncryptionAlgorithm, invalidRequest } from "../errors.ts";
import { kmsKeyArn } from "../kms-key.ts";
import { DEFAULT_ENCRYPTION, type ObjectEncryption } from "../s3-object.ts";
import { defaultEncryption } from "../sub-resources/encryption.ts";

/** What a request says about encryption. */
export interface EncryptionMembers extends CustomerKeyMembers {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
}

/** SSE-C. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html */
export interface CustomerKeyMembers {
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
}

const KEY_BYTES = 32;
const ARGUMENT = "x-amz-server-side-encryption";

/**
 * How a new object is encrypted: as the request says, else as the bucket says, else with keys of S3's own. Bytes are kept as they are.
 *
 * @throws {AwsError} `InvalidArgument`, `InvalidEncryptionAlgorithmError`
 */
export function requestedEncryption(members: EncryptionMembers, bucket: Bucket): ObjectEncryption {
  const { ServerSideEncryption: algorithm, SSEKMSKeyId, BucketKeyEnabled } = members;
  const keyMd5 = customerKeyMd5(members);
  if (keyMd5 !== undefined) {
    if (algorithm === undefined) return { kind: "customer", keyMd5 };
    const message =
      "Server Side Encryption with Customer provided key is incompatible with the encryption method specified";
    throw invalidArgument(message, ARGUMENT, algorithm);
  }
  switch (algorithm) {
    case undefined:
      return defaultEncryption(bucket);
    case "AES256":
      return DEFAULT_ENCRYPTION;
    case "aws:kms":
    case "aws:kms:dsse":
      return {
        kind: algorithm,
        keyId: kmsKeyArn(bucket, SSEKMSKeyId),
        bucketKeyEnabled: BucketKeyEnabled ?? defaultBucketKey(bucket),
      };
    default:
      throw invalidArgument("The encryption method specified is not supported", ARGUMENT, algorithm);
  }
}

/** Without BucketKeyEnabled in the request, the bucket's default configuration says whether a bucket key is used. */
function defaultBucketKey(bucket: Bucket): boolean {
  const byDefault = defaultEncryption(bucket);
  return byDefault.kind !== "customer" && byDefault.kind !== "AES256" && byDefault.bucketKeyEnabled;
}

/**
 * The MD5 of the key that a request brings, `undefined` when it brings none.
 *
 * @throws {AwsError} `InvalidArgument`, `InvalidEncryptionAlgorithmError`
 */
export function customerKeyMd5(members: CustomerKeyMembers): string | undefined {
  const { SSECustomerAlgorithm: algorithm, SSECustomerKey: key, SSECustomerKeyMD5: md5 } = members;
  if (algorithm === undefined && key === undefined && md5 === undefined) return undefined;
  const start = "Requests specifying Server Side Encryption with Customer provided keys must provide";
  if (algorithm === undefined) throw invalidArgument(`${start} a valid encryption algorithm.`, ARGUMENT);
  if (algorithm !== "AES256") throw invalidEncryptionAlgorithm(algorithm);
  if (key === undefined) throw invalidArgument(`${start} an appropriate secret key.`, ARGUMENT);
  const bytes = Buffer.from(key, "base64");
  if (bytes.byteLength !== KEY_BYTES || md5 === undefined) throw invalidKey();
  if (createHash("md5").update(bytes).digest("base64") !== md5) {
    throw invalidArgument("The calculated MD5 hash of the key did not match the hash that was provided.", ARGUMENT);
  }
  return md5;
}

/**
 * Whether a reader has the key of what it wants to read.
 *
 * @throws {AwsError} `InvalidRequest` without a key, `AccessDenied` with another one
 */
export function checkReadKey(encryption: ObjectEncryption, members: CustomerKeyMembers): void {
  if (encryption.kind !== "customer") {
    if (members.SSECustomerKey === undefined && members.SSECustomerAlgorithm === undefined) return;
    // Sentence as AWS clients report it; no recording of ours has it.
    throw invalidRequest("The encryption parameters are not applicable to this object.");
  }
  const { SSECustomerAlgorithm: algorithm, SSECustomerKey: key, SSECustomerKeyMD5: md5 } = members;
  if (algorithm === undefined && key === undefined) throw storedEncrypted();
  if (algorithm !== undefined && algorithm !== "AES256") throw invalidEncryptionAlgorithm(algorithm);
  // A read without the key's MD5 is a wrong key to S3 (recorded), a write without it is a bad one.
  if (md5 === undefined && key !== undefined) throw wrongKey();
  if (customerKeyMd5(members) !== encryption.keyMd5) throw wrongKey();
}

/** As an answer says it. */
export function encryptionOutput(encryption: ObjectEncryption): {
  readonly ServerSideEncryption?: "AES256" | "aws:kms" | "aws:kms:dsse";
  readonly SSEKMSKeyId?: string;
  readonly BucketKeyEnabled?: boolean;
  readonly SSECustomerAlgorithm?: string;
  readonly SSECustomerKeyMD5?: string;
} {
  if (encryption.kind === "AES256") return { ServerSideEncryption: "AES256" };
  if (encryption.kind === "customer") {
    return { SSECustomerAlgorithm: "AES256", SSECustomerKeyMD5: encryption.keyMd5 };
  }
  const { kind, keyId, bucketKeyEnabled } = encryption;
  return {
    ServerSideEncryption: kind,
    SSEKMSKeyId: keyId,
    ...(bucketKeyEnabled && { BucketKeyEnabled: true }),
  };
}

/** The tag of an object that KMS or a client's key encrypts is no MD5 of its bytes. */
export function hasOpaqueETag({ kind }: ObjectEncryption): boolean {
  return kind !== "AES256";
}

function invalidKey(): AwsError {
  return invalidArgument("The secret key was invalid for the specified algorithm.", ARGUMENT);
}

function wrongKey(): AwsError {
  const message =
    "Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.";
  return accessDenied(message);
}

function storedEncrypted(): AwsError {
  const message =
    "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.";
  return invalidRequest(message);
}
