import type { ListMultipartUploadsOutput, ListMultipartUploadsRequest } from "../../protocol/generated/s3.ts";
import { echo, type EncodeKey, keyEncoding, pageSize } from "../listing/list-request.ts";
import type { Listed } from "../listing/list-keys.ts";
import { toCommonPrefixes } from "../listing/listed-objects.ts";
import { listUploads } from "../listing/list-uploads.ts";
import { toInitiator } from "../multipart/upload-output.ts";
import type { MultipartUpload } from "../multipart/uploads.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads: Operation<ListMultipartUploadsRequest, ListMultipartUploadsOutput> = (
  { buckets },
  request,
) => {
  const bucket = buckets.ofRequest(request);
  const { Prefix: prefix = "", Delimiter: delimiter = "", KeyMarker: keyMarker = "" } = request;
  const encode = keyEncoding(request.EncodingType);
  const max = pageSize(request.MaxUploads, "max-uploads");
  // Without a key it marks nothing.
  const uploadIdMarker = keyMarker === "" ? "" : (request.UploadIdMarker ?? "");
  const { listed, isTruncated } = listUploads(bucket.uploads, { prefix, delimiter, keyMarker, uploadIdMarker, max });
  const uploads = listed.flatMap((entry) => (entry.kind === "key" ? [toUpload(entry.item, encode)] : []));
  return {
    Bucket: bucket.name,
    KeyMarker: encode(keyMarker),
    UploadIdMarker: uploadIdMarker,
    ...nextMarkers(listed.at(-1), encode),
    ...(prefix !== "" && { Prefix: encode(prefix) }),
    ...echo(request, encode),
    MaxUploads: max,
    IsTruncated: isTruncated,
    ...(uploads.length > 0 && { Uploads: uploads }),
    CommonPrefixes: toCommonPrefixes(listed, encode),
  };
};

/** A page that ends with a prefix has none (recorded). */
function nextMarkers(last: Listed<MultipartUpload> | undefined, encode: EncodeKey) {
  if (last?.kind !== "key") return { NextKeyMarker: "", NextUploadIdMarker: "" };
  return { NextKeyMarker: encode(last.key), NextUploadIdMarker: last.item.uploadId };
}

function toUpload(upload: MultipartUpload, encode: EncodeKey) {
  const { checksum } = upload;
  return {
    UploadId: upload.uploadId,
    Key: encode(upload.key),
    Initiated: upload.initiatedAt,
    StorageClass: upload.storageClass,
    Owner: { ID: upload.ownerId },
    Initiator: toInitiator(upload),
    ...(checksum !== undefined && { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }),
  };
}
