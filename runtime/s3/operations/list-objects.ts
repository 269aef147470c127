import type { ListObjectsOutput, ListObjectsRequest } from "../../protocol/generated/s3.ts";
import { lastOf, listKeys } from "../listing/list-keys.ts";
import { echo, keyEncoding, pageSize } from "../listing/list-request.ts";
import { currentObject, toCommonPrefixes, toContents } from "../listing/listed-objects.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export const listObjects: Operation<ListObjectsRequest, ListObjectsOutput> = ({ buckets }, request, context) => {
  const bucket = buckets.ofRequest(request);
  const { Prefix: prefix = "", Delimiter: delimiter = "", Marker: marker = "" } = request;
  const encode = keyEncoding(request.EncodingType);
  const max = pageSize(request.MaxKeys, "maxKeys");
  const after = marker === "" ? undefined : marker;
  const { listed, isTruncated } = listKeys(bucket, { prefix, delimiter, after, max }, currentObject);
  const withRestoreStatus = request.OptionalObjectAttributes?.includes("RestoreStatus") ?? false;
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    Marker: encode(marker),
    MaxKeys: max,
    ...echo(request, encode),
    IsTruncated: isTruncated,
    // Without a delimiter clients go on after the last key they got.
    ...(isTruncated && delimiter !== "" && { NextMarker: encode(lastOf(listed) ?? "") }),
    // An anonymous caller is not told who owns what.
    Contents: toContents(listed, { encode, withOwner: context.accessKeyId !== undefined, withRestoreStatus }),
    CommonPrefixes: toCommonPrefixes(listed, encode),
  };
};
