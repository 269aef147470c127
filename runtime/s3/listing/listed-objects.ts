import type { CommonPrefix, Object as ObjectEntry } from "../../protocol/generated/s3.ts";
import { isArchived, type ObjectVersion, quoted, type Version } from "../s3-object.ts";
import type { Listed } from "./list-keys.ts";
import type { EncodeKey } from "./list-request.ts";

export interface EntryOptions {
  readonly encode: EncodeKey;
  readonly withOwner: boolean;
  readonly withRestoreStatus: boolean;
}

/** Lists of objects show what a key currently means, and nothing of keys that are deleted. */
export function currentObject(versions: readonly Version[]): ObjectVersion | undefined {
  const [current] = versions;
  return current?.kind === "object" ? current : undefined;
}

export function toContents(listed: readonly Listed<ObjectVersion>[], options: EntryOptions): ObjectEntry[] | undefined {
  const contents = listed.flatMap((entry) => (entry.kind === "key" ? [toEntry(entry.item, options)] : []));
  return contents.length === 0 ? undefined : contents;
}

export function toCommonPrefixes(listed: readonly Listed<unknown>[], encode: EncodeKey): CommonPrefix[] | undefined {
  const prefixes = listed.flatMap((entry) => (entry.kind === "prefix" ? [{ Prefix: encode(entry.prefix) }] : []));
  return prefixes.length === 0 ? undefined : prefixes;
}

/** What lists say of a checksum: which it is, not its value. */
export function listedChecksum({ checksum }: ObjectVersion) {
  return checksum === undefined ? {} : { ChecksumAlgorithm: [checksum.algorithm], ChecksumType: checksum.type };
}

function toEntry(object: ObjectVersion, { encode, withOwner, withRestoreStatus }: EntryOptions): ObjectEntry {
  return {
    Key: encode(object.key),
    LastModified: object.lastModifiedAt,
    ETag: quoted(object.eTag),
    ...listedChecksum(object),
    Size: object.body.byteLength,
    StorageClass: object.storageClass,
    ...(withOwner && { Owner: { ID: object.ownerId } }),
    ...(withRestoreStatus && isArchived(object.storageClass) && { RestoreStatus: restoreStatus(object) }),
  };
}

export function restoreStatus({ restore }: ObjectVersion): {
  readonly IsRestoreInProgress: boolean;
  readonly RestoreExpiryDate?: number;
} {
  if (restore.kind === "restored") return { IsRestoreInProgress: false, RestoreExpiryDate: restore.expiryAt };
  return { IsRestoreInProgress: restore.kind === "ongoing" };
}
