import type {
  DeleteMarkerEntry,
  ListObjectVersionsOutput,
  ListObjectVersionsRequest,
  ObjectVersion as VersionEntry,
} from "../../protocol/generated/s3.ts";
import { invalidArgument } from "../errors.ts";
import { lastOf } from "../listing/list-keys.ts";
import { type EncodeKey, keyEncoding, pageSize } from "../listing/list-request.ts";
import { type ListedVersion, listVersions } from "../listing/list-versions.ts";
import { listedChecksum, restoreStatus, toCommonPrefixes } from "../listing/listed-objects.ts";
import { isArchived, quoted } from "../s3-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export const listObjectVersions: Operation<ListObjectVersionsRequest, ListObjectVersionsOutput> = (
  { buckets },
  request,
) => {
  const bucket = buckets.ofRequest(request);
  const { Prefix: prefix = "", Delimiter: delimiter = "", KeyMarker: keyMarker = "" } = request;
  const { VersionIdMarker: versionIdMarker = "" } = request;
  const encode = keyEncoding(request.EncodingType);
  const max = pageSize(request.MaxKeys, "maxKeys");
  if (versionIdMarker !== "" && keyMarker === "") {
    const message = "A version-id marker cannot be specified without a key marker.";
    throw invalidArgument(message, "version-id-marker", versionIdMarker);
  }
  const { listed, isTruncated } = listVersions(bucket, { prefix, delimiter, keyMarker, versionIdMarker, max });
  const entries = listed.flatMap((entry) => (entry.kind === "key" ? [entry.item] : []));
  const withRestoreStatus = request.OptionalObjectAttributes?.includes("RestoreStatus") ?? false;
  const versions = entries.flatMap((entry) => toVersion(entry, encode, withRestoreStatus));
  const markers = entries.flatMap((entry) => toDeleteMarker(entry, encode));
  const last = listed.at(-1);
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    KeyMarker: encode(keyMarker),
    VersionIdMarker: versionIdMarker,
    MaxKeys: max,
    ...(delimiter !== "" && { Delimiter: encode(delimiter) }),
    ...(request.EncodingType !== undefined && { EncodingType: request.EncodingType }),
    IsTruncated: isTruncated,
    ...(isTruncated && { NextKeyMarker: encode(lastOf(listed) ?? "") }),
    ...(isTruncated && last?.kind === "key" && { NextVersionIdMarker: last.item.version.versionId }),
    ...(versions.length > 0 && { Versions: versions }),
    ...(markers.length > 0 && { DeleteMarkers: markers }),
    CommonPrefixes: toCommonPrefixes(listed, encode),
  };
};

function toVersion(
  { version, isLatest }: ListedVersion,
  encode: EncodeKey,
  withRestoreStatus: boolean,
): VersionEntry[] {
  if (version.kind === "deleteMarker") return [];
  const entry = {
    ETag: quoted(version.eTag),
    ...listedChecksum(version),
    Size: version.body.byteLength,
    StorageClass: version.storageClass,
    Key: encode(version.key),
    VersionId: version.versionId,
    IsLatest: isLatest,
    LastModified: version.lastModifiedAt,
    Owner: { ID: version.ownerId },
    ...(withRestoreStatus && isArchived(version.storageClass) && { RestoreStatus: restoreStatus(version) }),
  };
  return [entry];
}

function toDeleteMarker({ version, isLatest }: ListedVersion, encode: EncodeKey): DeleteMarkerEntry[] {
  if (version.kind === "object") return [];
  const { key, versionId, lastModifiedAt, ownerId } = version;
  const entry = {
    Owner: { ID: ownerId },
    Key: encode(key),
    VersionId: versionId,
    IsLatest: isLatest,
    LastModified: lastModifiedAt,
  };
  return [entry];
}
