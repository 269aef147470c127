import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { AclGrant } from "../acl.ts";
import type { Bucket } from "../bucket.ts";
import type { Changes } from "../changes.ts";
import type { ChangeCause } from "../changes.ts";
import {
  NO_RESTORE,
  type ObjectContent,
  type ObjectEncryption,
  type ObjectLock,
  type ObjectMetadata,
  type ObjectVersion,
  toWholeSeconds,
} from "../s3-object.ts";
import type { Tags } from "../tags.ts";
import { NULL_VERSION_ID, type VersionIds } from "../version-id.ts";
import { hasOpaqueETag } from "./encryption.ts";

export interface ObjectDraft extends ObjectContent {
  readonly key: string;
  readonly ownerId: string;
  readonly metadata: ObjectMetadata;
  readonly storageClass: string;
  readonly encryption: ObjectEncryption;
  readonly tags: Tags;
  readonly grants: readonly AclGrant[];
  readonly lock: ObjectLock;
  readonly by: "Put" | "Post" | "Copy" | "CompleteMultipartUpload";
}

interface StoreParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly versionIds: VersionIds;
  readonly changes: Changes;
}

/**
 * Makes a draft the current version of its key: the one place that every door which creates objects goes through. Takes over the
 * caller's reference to the body.
 */
export function storeObject(
  { clock, random, versionIds, changes }: StoreParts,
  bucket: Bucket,
  draft: ObjectDraft,
  cause: ChangeCause,
): ObjectVersion {
  // Written down member by member: members after a spread cost three microseconds.
  const object: ObjectVersion = {
    kind: "object",
    key: draft.key,
    body: draft.body,
    checksum: draft.checksum,
    parts: draft.parts,
    ownerId: draft.ownerId,
    metadata: draft.metadata,
    storageClass: draft.storageClass,
    encryption: draft.encryption,
    tags: draft.tags,
    grants: draft.grants,
    lock: draft.lock,
    eTag: hasOpaqueETag(draft.encryption) ? opaqueETag(draft.eTag, random) : draft.eTag,
    versionId: bucket.versioning === "Enabled" ? versionIds.next() : NULL_VERSION_ID,
    lastModifiedAt: toWholeSeconds(clock.now()),
    restore: NO_RESTORE,
  };
  bucket.add(object);
  changes.created(bucket, object, draft.by, cause);
  return object;
}

/** Keeps what says how many parts there were. */
function opaqueETag(eTag: string, random: Random): string {
  return random.hex(16) + eTag.slice(32);
}
