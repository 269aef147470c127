import { invalidArgument } from "../errors.ts";
import type { MultipartUpload, MultipartUploads } from "../multipart/uploads.ts";
import { compareUtf8 } from "../keys/utf8-order.ts";
import { type Listed, type ListResult, rolledUp } from "./list-keys.ts";

export interface UploadListRequest {
  readonly prefix: string;
  readonly delimiter: string;
  /** Only uploads of later keys, and of this one those begun after `uploadIdMarker`. */
  readonly keyMarker: string;
  readonly uploadIdMarker: string;
  readonly max: number;
}

/** @throws {AwsError} `InvalidArgument` when the marker is no upload of the marked key */
export function listUploads(uploads: MultipartUploads, request: UploadListRequest): ListResult<MultipartUpload> {
  const listed: Listed<MultipartUpload>[] = [];
  if (request.max === 0) return { listed, isTruncated: false };
  let lastPrefix: string | undefined;
  for (const upload of behindMarkers(uploads, request)) {
    const rolled = rolledUp(upload.key, request.prefix, request.delimiter);
    if (rolled !== undefined && (rolled === lastPrefix || request.keyMarker.startsWith(rolled))) continue;
    if (listed.length === request.max) return { listed, isTruncated: true };
    lastPrefix = rolled;
    listed.push(
      rolled === undefined ? { kind: "key", key: upload.key, item: upload } : { kind: "prefix", prefix: rolled },
    );
  }
  return { listed, isTruncated: false };
}

function* behindMarkers(uploads: MultipartUploads, request: UploadListRequest): Generator<MultipartUpload> {
  const { prefix, keyMarker, uploadIdMarker } = request;
  const marked = uploads.ofKey(keyMarker);
  const at = marked.findIndex(({ uploadId }) => uploadId === uploadIdMarker);
  if (uploadIdMarker !== "" && at < 0) {
    throw invalidArgument("Invalid uploadId marker", "upload-id-marker", uploadIdMarker);
  }
  if (uploadIdMarker !== "" && keyMarker.startsWith(prefix)) yield* marked.slice(at + 1);
  const isInside = keyMarker !== "" && compareUtf8(keyMarker, prefix) >= 0;
  const cursor = uploads.seek(isInside ? { after: keyMarker } : { at: prefix });
  for (let entry = cursor.entry(); entry !== undefined && entry[0].startsWith(prefix); entry = cursor.entry()) {
    yield* entry[1];
    cursor.advance();
  }
}
