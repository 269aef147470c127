import type { Bucket } from "../bucket.ts";
import { compareUtf8 } from "../keys/utf8-order.ts";
import type { Version } from "../s3-object.ts";
import { orderOf, parseVersionId } from "../version-id.ts";
import { type Listed, type ListResult, rolledUp } from "./list-keys.ts";

export interface VersionListRequest {
  readonly prefix: string;
  readonly delimiter: string;
  /** Only versions of later keys, and of this one those older than `versionIdMarker`. */
  readonly keyMarker: string;
  readonly versionIdMarker: string;
  readonly max: number;
}

export interface ListedVersion {
  readonly version: Version;
  readonly isLatest: boolean;
}

/** One page of versions and delete markers: by key, and for each key the newest first. */
export function listVersions(bucket: Bucket, request: VersionListRequest): ListResult<ListedVersion> {
  const { prefix, delimiter, keyMarker, max } = request;
  const listed: Listed<ListedVersion>[] = [];
  if (max === 0) return { listed, isTruncated: false };
  let cursor = bucket.seek(startOf(request));
  for (let entry = cursor.entry(); entry !== undefined; entry = cursor.entry()) {
    const [key, versions] = entry;
    if (!key.startsWith(prefix)) break;
    const rolled = rolledUp(key, prefix, delimiter);
    if (rolled !== undefined) {
      const isListed = keyMarker !== "" && keyMarker.startsWith(rolled);
      if (!isListed && listed.length === max) return { listed, isTruncated: true };
      if (!isListed) listed.push({ kind: "prefix", prefix: rolled });
      cursor = bucket.seek({ afterPrefix: rolled });
      continue;
    }
    for (const item of behindMarker(key, versions, request)) {
      if (listed.length === max) return { listed, isTruncated: true };
      listed.push({ kind: "key", key, item });
    }
    cursor.advance();
  }
  return { listed, isTruncated: false };
}

function startOf({ prefix, keyMarker, versionIdMarker }: VersionListRequest) {
  if (keyMarker === "" || compareUtf8(keyMarker, prefix) < 0) return { at: prefix };
  return versionIdMarker === "" ? { after: keyMarker } : { at: keyMarker };
}

function behindMarker(
  key: string,
  versions: readonly Version[],
  { keyMarker, versionIdMarker }: VersionListRequest,
): ListedVersion[] {
  const all = versions.map((version, index) => ({ version, isLatest: index === 0 }));
  if (key !== keyMarker || versionIdMarker === "") return all;
  const at = versions.findIndex(({ versionId }) => versionId === versionIdMarker);
  if (at >= 0) return all.slice(at + 1);
  // The marked version is gone meanwhile: the list goes on with what is older.
  const marker = parseVersionId(versionIdMarker);
  const order = marker === undefined ? undefined : orderOf(marker);
  const older = versions.findIndex(({ versionId }) => order === undefined || (orderOf(versionId) ?? order) < order);
  return older < 0 ? [] : all.slice(older);
}
