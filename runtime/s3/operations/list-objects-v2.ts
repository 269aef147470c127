import type { ListObjectsV2Output, ListObjectsV2Request } from "../../protocol/generated/s3.ts";
import { continuationToken, readContinuationToken } from "../listing/continuation-token.ts";
import { lastOf, listKeys } from "../listing/list-keys.ts";
import { echo, keyEncoding, pageSize } from "../listing/list-request.ts";
import { currentObject, toCommonPrefixes, toContents } from "../listing/listed-objects.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2: Operation<ListObjectsV2Request, ListObjectsV2Output> = ({ buckets }, request) => {
  const bucket = buckets.ofRequest(request);
  const { Prefix: prefix = "", Delimiter: delimiter = "", ContinuationToken: token, StartAfter: startAfter } = request;
  const encode = keyEncoding(request.EncodingType);
  const max = pageSize(request.MaxKeys, "maxKeys");
  // A token is from a later page, which has StartAfter behind it.
  const after = token === undefined ? startAfter : readContinuationToken(token);
  const { listed, isTruncated } = listKeys(bucket, { prefix, delimiter, after, max }, currentObject);
  const withRestoreStatus = request.OptionalObjectAttributes?.includes("RestoreStatus") ?? false;
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    MaxKeys: max,
    ...echo(request, encode),
    KeyCount: listed.length,
    IsTruncated: isTruncated,
    ...(token !== undefined && { ContinuationToken: token }),
    ...(isTruncated && { NextContinuationToken: continuationToken(lastOf(listed) ?? "") }),
    ...(startAfter !== undefined && token === undefined && { StartAfter: encode(startAfter) }),
    Contents: toContents(listed, { encode, withOwner: request.FetchOwner === true, withRestoreStatus }),
    CommonPrefixes: toCommonPrefixes(listed, encode),
  };
};
