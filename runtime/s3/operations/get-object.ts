import type { GetObjectOutput, GetObjectRequest } from "../../protocol/generated/s3.ts";
import { invalidArgument, invalidObjectState } from "../errors.ts";
import { expirationOutput } from "../lifecycle/expiration-header.ts";
import { requestedRange } from "../objects/byte-range.ts";
import { checkReadConditions } from "../objects/conditions.ts";
import { checkReadKey } from "../objects/encryption.ts";
import { httpDate } from "../http-date.ts";
import { findObject } from "../objects/find-object.ts";
import { objectOutput } from "../objects/object-output.ts";
import { isArchived } from "../s3-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject: Operation<GetObjectRequest, GetObjectOutput> = ({ buckets, clock }, request) => {
  const bucket = buckets.ofRequest(request);
  const object = findObject(bucket, request, { method: "GET" });
  checkReadKey(object.encryption, request);
  checkReadConditions(object, request, clock.now());
  if (isArchived(object.storageClass) && object.restore.kind !== "restored")
    throw invalidObjectState(object.storageClass);
  const range = requestedRange(object, request);
  const withChecksum = request.ChecksumMode?.toUpperCase() === "ENABLED";
  const { start, end } = range ?? { start: 0, end: object.body.byteLength };
  return Object.assign(
    objectOutput(bucket, object, { range, partNumber: request.PartNumber, withChecksum }),
    request.VersionId === undefined && expirationOutput(bucket, object),
    responseOverrides(request),
    { Body: object.body.read(start, end) },
  );
};

const OVERRIDES = {
  "response-cache-control": "ResponseCacheControl",
  "response-content-disposition": "ResponseContentDisposition",
  "response-content-encoding": "ResponseContentEncoding",
  "response-content-language": "ResponseContentLanguage",
  "response-content-type": "ResponseContentType",
} as const;

/** Recorded, get_response_overrides_unicode_metadata_with_sig_s3. */
function checkLatin1(name: string, value: string | undefined): void {
  if (value !== undefined && /[\u0100-\uffff]/.test(value)) {
    throw invalidArgument("Header value cannot be represented using ISO-8859-1.", name, value);
  }
}

/** Headers that a presigned URL may set. */
function responseOverrides(request: GetObjectRequest): GetObjectOutput {
  const { ResponseCacheControl, ResponseContentDisposition, ResponseContentEncoding } = request;
  const { ResponseContentLanguage, ResponseContentType, ResponseExpires } = request;
  const asked = [
    ResponseCacheControl,
    ResponseContentDisposition,
    ResponseContentEncoding,
    ResponseContentLanguage,
    ResponseContentType,
    ResponseExpires,
  ];
  if (asked.every((value) => value === undefined)) return {};
  for (const [name, value] of Object.entries(OVERRIDES)) checkLatin1(name, request[value]);
  return {
    ...(ResponseCacheControl !== undefined && { CacheControl: ResponseCacheControl }),
    ...(ResponseContentDisposition !== undefined && { ContentDisposition: ResponseContentDisposition }),
    ...(ResponseContentEncoding !== undefined && { ContentEncoding: ResponseContentEncoding }),
    ...(ResponseContentLanguage !== undefined && { ContentLanguage: ResponseContentLanguage }),
    ...(ResponseContentType !== undefined && { ContentType: ResponseContentType }),
    ...(ResponseExpires !== undefined && { Expires: httpDate(ResponseExpires) }),
  };
}
