import type {
  DeleteMarkerEntry,
  ListObjectVersionsOutput,
  ListObjectVersionsRequest,
  ObjectVersion as VersionEntry,
} from "../../protocol/generated/s3.ts";
import { invalidArgument } from "../errors.ts";
import { lastOf, type Listed } from "../listing/list-keys.ts";
import { echo, type EncodeKey, keyEncoding, pageSize } from "../listing/list-request.ts";
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
  checkMarkers(keyMarker, versionIdMarker);
  const { listed, isTruncated } = listVersions(bucket, { prefix, delimiter, keyMarker, versionIdMarker, max });
  const entries = listed.flatMap((entry) => (entry.kind === "key" ? [entry.item] : []));
  const withRestoreStatus = request.OptionalObjectAttributes?.includes("RestoreStatus") ?? false;
  const versions = entries.flatMap((entry) => toVersion(entry, encode, withRestoreStatus));
  const markers = entries.flatMap((entry) => toDeleteMarker(entry, encode));
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    KeyMarker: encode(keyMarker),
    VersionIdMarker: versionIdMarker,
    MaxKeys: max,
    ...echo(request, encode),
    IsTruncated: isTruncated,
    ...(isTruncated && nextMarkers(listed, encode)),
    ...(versions.length > 0 && { Versions: versions }),
    ...(markers.length > 0 && { DeleteMarkers: markers }),
    CommonPrefixes: toCommonPrefixes(listed, encode),
  };
};

function checkMarkers(keyMarker: string, versionIdMarker: string): void {
  if (versionIdMarker === "" || keyMarker !== "") return;
  const message = "A version-id marker cannot be specified without a key marker.";
  throw invalidArgument(message, "version-id-marker", versionIdMarker);
}

function nextMarkers(listed: readonly Listed<ListedVersion>[], encode: EncodeKey) {
  const last = listed.at(-1);
  return {
    NextKeyMarker: encode(lastOf(listed) ?? ""),
    ...(last?.kind === "key" && { NextVersionIdMarker: last.item.version.versionId }),
  };
}

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
