import type { RequestContext } from "../../protocol/service.ts";
import type { Bucket } from "../bucket.ts";
import { invalidRequest, noSuchUpload } from "../errors.ts";
import { customerKeyMd5, type CustomerKeyMembers } from "../objects/encryption.ts";
import type { MultipartUpload } from "./uploads.ts";

/** @throws {AwsError} `NoSuchUpload` */
export function findUpload(bucket: Bucket, uploadId: string, key: string): MultipartUpload {
  const upload = bucket.uploads.find(uploadId, key);
  if (upload === undefined) throw noSuchUpload(uploadId);
  return upload;
}

/** Whether a part comes with the key that its upload was begun with. @throws {AwsError} `InvalidRequest` */
export function checkPartKey({ encryption }: MultipartUpload, members: CustomerKeyMembers): void {
  const keyMd5 = customerKeyMd5(members);
  if ((encryption.kind === "customer") !== (keyMd5 !== undefined)) {
    throw invalidRequest(
      "The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.",
    );
  }
  if (encryption.kind === "customer" && keyMd5 !== encryption.keyMd5) {
    throw invalidRequest("The provided encryption parameters did not match the ones used originally.");
  }
}

/** Who began an upload, as lists of uploads and parts say. */
export function initiatorArn({ accountId, accessKeyId }: RequestContext): string {
  return `arn:aws:iam::${accountId}:user/${accessKeyId ?? "anonymous"}`;
}

/** The URL of an object, as answers to a completed upload give it. */
export function locationOf(endpoint: string, bucketName: string, key: string): string {
  return `${endpoint}/${bucketName}/${encodeURIComponent(key)}`;
}
