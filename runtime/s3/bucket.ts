import type { AclGrant } from "./acl.ts";
import { KeyIndex, type SeekStart } from "./keys/key-index.ts";
import { MultipartUploads } from "./multipart/uploads.ts";
import type { Version } from "./s3-object.ts";
import { SubResources } from "./sub-resources/sub-resources.ts";
import type { Tags } from "./tags.ts";
import { NULL_VERSION_ID, type VersionId } from "./version-id.ts";

export type VersioningStatus = "Enabled" | "Suspended";

export interface BucketIdentity {
  readonly name: string;
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  /** Canonical user id. */
  readonly ownerId: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** What CreateBucket was given, for GetBucketLocation: `EU` stays `EU`. */
  readonly locationConstraint: string | undefined;
}

/** One bucket: its keys with their histories, its uploads and its configuration. It knows versions, not requests. */
export class Bucket {
  readonly identity: BucketIdentity;
  readonly uploads = new MultipartUploads();
  readonly subResources = new SubResources();
  /** Absent until versioning was set for the first time. */
  versioning: VersioningStatus | undefined;
  grants: readonly AclGrant[];
  tags: Tags | undefined;
  objectLockEnabled = false;
  /** Of its records, instead of the version that AWS was recorded with; no operation of AWS's sets it. */
  eventVersion: string | undefined;
  /** Newest version first; never empty. */
  readonly #keys = new KeyIndex<Version[]>();

  constructor(identity: BucketIdentity, grants: readonly AclGrant[]) {
    this.identity = identity;
    this.grants = grants;
  }

  get name(): string {
    return this.identity.name;
  }

  get arn(): string {
    return `arn:aws:s3:::${this.identity.name}`;
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }

  /** What a request that names no version means: an object, a delete marker, or nothing. */
  current(key: string): Version | undefined {
    return this.#keys.get(key)?.[0];
  }

  find(key: string, versionId: VersionId): Version | undefined {
    return this.#keys.get(key)?.find((version) => version.versionId === versionId);
  }

  /**
   * Puts a version on top of its key's history. A null version takes the place of an earlier null version.
   */
  add(version: Version): void {
    this.uploads.keyChanged(version.key);
    const versions = this.#keys.get(version.key);
    if (versions === undefined) {
      this.#keys.set(version.key, [version]);
      return;
    }
    if (version.versionId === NULL_VERSION_ID) takeOut(versions, NULL_VERSION_ID);
    versions.unshift(version);
  }

  /** Takes a version away for good; gives it, or `undefined` when there is none. */
  remove(key: string, versionId: VersionId): Version | undefined {
    const versions = this.#keys.get(key);
    if (versions === undefined) return undefined;
    this.uploads.keyChanged(key);
    const removed = takeOut(versions, versionId);
    if (versions.length === 0) this.#keys.delete(key);
    return removed;
  }

  /** Keys in the order of their UTF-8 bytes with all their versions, newest first; the bucket may change meanwhile. */
  histories(start?: SeekStart): Generator<readonly [key: string, versions: readonly Version[]]> {
    return this.#keys.entries(start);
  }

  /** A place among the keys, good until the bucket changes. */
  seek(start: SeekStart): ReturnType<KeyIndex<Version[]>["seek"]> {
    return this.#keys.seek(start);
  }

  /** Lets go of everything. */
  clear(): void {
    for (const [, versions] of this.#keys.entries()) for (const version of versions) releaseBody(version);
    this.uploads.clear();
  }
}

function takeOut(versions: Version[], versionId: VersionId): Version | undefined {
  const at = versions.findIndex((version) => version.versionId === versionId);
  if (at < 0) return undefined;
  const [removed] = versions.splice(at, 1);
  if (removed !== undefined) releaseBody(removed);
  return removed;
}

function releaseBody(version: Version): void {
  if (version.kind === "object") version.body.release();
}
