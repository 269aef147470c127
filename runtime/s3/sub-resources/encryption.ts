import type { ServerSideEncryptionConfiguration } from "../../protocol/generated/s3.ts";
import type { Bucket } from "../bucket.ts";
import { kmsKeyArn } from "../kms-key.ts";
import { DEFAULT_ENCRYPTION, type ObjectEncryption } from "../s3-object.ts";
import type { SubResource } from "./sub-resources.ts";

/** The default encryption of new objects. */
export const ENCRYPTION: SubResource<ServerSideEncryptionConfiguration> = { name: "encryption" };

/** How objects are encrypted whose requests say nothing. */
export function defaultEncryption(bucket: Bucket): ObjectEncryption {
  const rule = bucket.subResources.get(ENCRYPTION)?.Rules[0];
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  const algorithm = byDefault?.SSEAlgorithm;
  if (!isKms(algorithm)) return DEFAULT_ENCRYPTION;
  return {
    kind: algorithm,
    keyId: kmsKeyArn(bucket, byDefault?.KMSMasterKeyID),
    bucketKeyEnabled: rule?.BucketKeyEnabled ?? false,
  };
}

function isKms(algorithm: string | undefined): algorithm is "aws:kms" | "aws:kms:dsse" {
  return algorithm === "aws:kms" || algorithm === "aws:kms:dsse";
}
