import type { AbortMultipartUploadOutput, AbortMultipartUploadRequest } from "../../protocol/generated/s3.ts";
import { findUpload } from "../multipart/find-upload.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload: Operation<AbortMultipartUploadRequest, AbortMultipartUploadOutput> = (
  { buckets, changes },
  request,
  context,
) => {
  const bucket = buckets.ofRequest(request);
  const { Key: key, UploadId: uploadId } = request;
  bucket.uploads.abort(findUpload(bucket, uploadId, key));
  const fact = { kind: "s3.multipartUploadAborted", bucketName: bucket.name, key, uploadId, by: "client" } as const;
  changes.record(fact, context.causeId);
  return {};
};
