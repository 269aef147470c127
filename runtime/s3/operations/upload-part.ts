import type { UploadPartOutput, UploadPartRequest } from "../../protocol/generated/s3.ts";
import { memberOf, requestedChecksum } from "../checksums/requested-checksum.ts";
import { checksumTypeMismatch, partNumberOutOfRange } from "../errors.ts";
import { MAX_PART_NUMBER } from "../limits.ts";
import { checkPartKey, findUpload } from "../multipart/find-upload.ts";
import { newPart, partAlgorithm } from "../multipart/new-part.ts";
import { putPart } from "../multipart/uploads.ts";
import { encryptionOutput } from "../objects/encryption.ts";
import { takeIn } from "../objects/take-in.ts";
import { quoted } from "../s3-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart: Operation<UploadPartRequest, Promise<UploadPartOutput>> = async (parts, request, context) => {
  const { buckets, bodies } = parts;
  const { Key: key, UploadId: uploadId, PartNumber: partNumber } = request;
  const asked = findUpload(buckets.ofRequest(request), uploadId, key);
  if (partNumber < 1 || partNumber > MAX_PART_NUMBER) throw partNumberOutOfRange(partNumber);
  checkPartKey(asked, request);
  const wanted = asked.checksum?.algorithm;
  const checksum = requestedChecksum(request, context.header("x-amz-trailer"), wanted);
  if (wanted !== undefined && checksum.algorithm !== wanted) throw checksumTypeMismatch(wanted, checksum.algorithm);
  const expected = {
    contentMd5: request.ContentMD5,
    md5ShownAs: "base64" as const,
    checksum,
    second: partAlgorithm(asked),
  };
  const { body, md5, checksum: sum, second } = await takeIn(bodies, request.Body, expected);
  try {
    // Again: the upload may have been completed or aborted while the part came in.
    const upload = findUpload(buckets.ofRequest(request), uploadId, key);
    const part = newPart(parts, upload, { partNumber, body, md5, checksum: second });
    putPart(upload, part);
    return {
      ETag: quoted(part.eTag),
      ...encryptionOutput(upload.encryption),
      ...((checksum.isExplicit || wanted !== undefined) && { [memberOf(sum.algorithm)]: sum.value }),
    };
  } catch (error) {
    body.release();
    throw error;
  }
};
