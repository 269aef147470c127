import { createHash } from "node:crypto";
import type { Bucket } from "./bucket.ts";

/**
 * The ARN of a key as S3 answers it. No KMS is modelled: any key is taken as one that exists.
 *
 * @param keyId an id, an alias or an ARN; the account's own `aws/s3` key when absent
 */
export function kmsKeyArn(bucket: Bucket, keyId: string | undefined): string {
  const { region, accountId } = bucket.identity;
  if (keyId?.startsWith("arn:") === true) return keyId;
  const id = keyId ?? uuidOf(`aws/s3 in ${region} of ${accountId}`);
  return `arn:aws:kms:${region}:${accountId}:${id.startsWith("alias/") ? id : `key/${id}`}`;
}

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
