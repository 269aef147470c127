import type { ListPartsOutput, ListPartsRequest } from "../../protocol/generated/s3.ts";
import { memberOf } from "../checksums/requested-checksum.ts";
import { abortOutput } from "../lifecycle/expiration-header.ts";
import { pageSize } from "../listing/list-request.ts";
import { findUpload } from "../multipart/find-upload.ts";
import { partsInOrder } from "../multipart/uploads.ts";
import { toInitiator } from "../multipart/upload-output.ts";
import { quoted } from "../s3-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts: Operation<ListPartsRequest, ListPartsOutput> = ({ buckets }, request) => {
  const bucket = buckets.ofRequest(request);
  const upload = findUpload(bucket, request.UploadId, request.Key);
  const max = pageSize(request.MaxParts, "max-parts");
  const marker = Number(request.PartNumberMarker ?? 0);
  const behind = partsInOrder(upload).filter(({ partNumber }) => partNumber > marker);
  const page = behind.slice(0, max);
  const { checksum } = upload;
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.partNumber ?? 0),
    MaxParts: max,
    IsTruncated: behind.length > page.length,
    ...(page.length > 0 && {
      Parts: page.map((part) => ({
        PartNumber: part.partNumber,
        LastModified: part.lastModifiedAt,
        ETag: quoted(part.eTag),
        Size: part.body.byteLength,
        ...(checksum !== undefined && { [memberOf(checksum.algorithm)]: part.checksum }),
      })),
    }),
    ...abortOutput(bucket, upload),
    Initiator: toInitiator(upload),
    Owner: { ID: upload.ownerId },
    StorageClass: upload.storageClass,
    ...(checksum !== undefined && { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }),
  };
};
