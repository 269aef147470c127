import type { UploadPartCopyOutput, UploadPartCopyRequest } from "../../protocol/generated/s3.ts";
import { SlicedBody } from "../bodies/joined-body.ts";
import { sumBody } from "../bodies/sum-body.ts";
import { memberOf } from "../checksums/requested-checksum.ts";
import { invalidArgument, invalidRequest, partNumberOutOfRange } from "../errors.ts";
import { MAX_PART_NUMBER } from "../limits.ts";
import { checkPartKey, findUpload } from "../multipart/find-upload.ts";
import { newPart, partAlgorithm } from "../multipart/new-part.ts";
import { putPart } from "../multipart/uploads.ts";
import type { ByteRange } from "../objects/byte-range.ts";
import { checkCopySize, findCopySource, sourceVersionOutput } from "../objects/copy-source.ts";
import { encryptionOutput } from "../objects/encryption.ts";
import { type ObjectVersion, quoted } from "../s3-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export const uploadPartCopy: Operation<UploadPartCopyRequest, Promise<UploadPartCopyOutput>> = async (
  parts,
  request,
) => {
  const { buckets, clock } = parts;
  const { Key: key, UploadId: uploadId, PartNumber: partNumber } = request;
  const asked = findUpload(buckets.ofRequest(request), uploadId, key);
  if (partNumber < 1 || partNumber > MAX_PART_NUMBER) throw partNumberOutOfRange(partNumber);
  checkPartKey(asked, request);
  const { object: source } = findCopySource(buckets, request, clock.now());
  const { start, end } = copiedRange(source, request.CopySourceRange);
  const body = new SlicedBody(source.body.retain(), start, end);
  try {
    const { md5, checksum } = await sumBody(body, { start: 0, end: body.byteLength }, partAlgorithm(asked));
    const upload = findUpload(buckets.ofRequest(request), uploadId, key);
    const part = newPart(parts, upload, { partNumber, body, md5, checksum });
    putPart(upload, part);
    return {
      CopyPartResult: {
        ETag: quoted(part.eTag),
        LastModified: part.lastModifiedAt,
        ...(upload.checksum !== undefined && { [memberOf(upload.checksum.algorithm)]: checksum }),
      },
      ...sourceVersionOutput(source),
      ...encryptionOutput(upload.encryption),
    };
  } catch (error) {
    body.release();
    throw error;
  }
};

/** @throws {AwsError} `InvalidArgument`, `InvalidRequest` */
function copiedRange(source: ObjectVersion, header: string | undefined): ByteRange {
  const size = source.body.byteLength;
  if (header === undefined) {
    checkCopySize(source);
    return { start: 0, end: size };
  }
  const name = "x-amz-copy-source-range";
  const [, first = "", last = ""] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  const start = Number(first);
  const end = Number(last) + 1;
  if (first === "" || end <= start) {
    const message =
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy";
    throw invalidArgument(message, name, header);
  }
  if (start >= size) throw invalidRequest("The specified copy range is invalid for the source object size");
  if (end > size)
    throw invalidArgument(`Range specified is not valid for source object of size: ${size}`, name, header);
  return { start, end };
}
