import type { Cancel, Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { LifecycleRule } from "../../protocol/generated/s3.ts";
import type { Bucket } from "../bucket.ts";
import type { ChangeCause, Changes } from "../changes.ts";
import { serviceRequest } from "../event-request.ts";
import { deleteCurrent, removeVersion } from "../objects/delete-object.ts";
import type { ObjectVersion, Version } from "../s3-object.ts";
import { LIFECYCLE } from "./lifecycle.ts";
import { abortOf, DAY_MS, daysAfter, enabledRules, expiryOf, matchesRule, prefixOf } from "./rules.ts";
import { isLockedAt } from "../objects/object-lock.ts";
import { dueTransition } from "./transitions.ts";
import type { VersionIds } from "../version-id.ts";

interface Parts {
  readonly clock: Clock;
  readonly random: Random;
  readonly versionIds: VersionIds;
  readonly changes: Changes;
}

/**
 * Runs the buckets' lifecycle rules once a day at midnight UTC, as S3 does.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
 */
export class Lifecycles {
  readonly #parts: Parts;
  readonly #timers = new Map<Bucket, Cancel>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A bucket's rules were put or deleted, or the bucket itself was. */
  configured(bucket: Bucket): void {
    this.#timers.get(bucket)?.();
    this.#timers.delete(bucket);
    if (bucket.subResources.get(LIFECYCLE) !== undefined) this.#schedule(bucket);
  }

  forget(bucket: Bucket): void {
    this.#timers.get(bucket)?.();
    this.#timers.delete(bucket);
  }

  stop(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #schedule(bucket: Bucket): void {
    const now = this.#parts.clock.now();
    const midnight = (Math.floor(now / DAY_MS) + 1) * DAY_MS;
    const run = (): void => {
      this.#schedule(bucket);
      this.#run(bucket);
    };
    this.#timers.set(bucket, this.#parts.clock.schedule(midnight - now, run));
  }

  #run(bucket: Bucket): void {
    const { rules = [], minimumSize = "" } = bucket.subResources.get(LIFECYCLE) ?? {};
    const enabled = enabledRules(rules);
    const cause = { request: this.#request("Lifecycle Expiration"), causeId: undefined, by: "lifecycle" } as const;
    for (const [key, versions] of bucket.histories()) {
      // A copy: what expires is taken out of the history.
      const history = [...versions];
      this.#expireCurrent(bucket, key, { history, enabled, cause });
      this.#expireNoncurrent(bucket, { history, enabled, cause });
    }
    this.#transition(bucket, enabled, minimumSize);
    this.#abortUploads(bucket, enabled);
  }

  #expireCurrent(bucket: Bucket, key: string, { history, enabled, cause }: Step): void {
    const [current] = history;
    const now = this.#parts.clock.now();
    if (current?.kind === "object") {
      const expiry = expiryOf(enabled, current);
      if (expiry === undefined || expiry.expiresAt > now) return;
      if (bucket.versioning === undefined && isLockedAt(current, now)) return;
      deleteCurrent(this.#parts, bucket, key, cause);
      return;
    }
    // A delete marker with nothing behind it.
    if (current === undefined || history.length > 1) return;
    const isCleaned = enabled.some((rule) => {
      const { ExpiredObjectDeleteMarker: marker, Days: days } = rule.Expiration ?? {};
      const isDue = marker === true || (days !== undefined && daysAfter(current.lastModifiedAt, days) <= now);
      return isDue && key.startsWith(prefixOf(rule));
    });
    if (isCleaned) removeVersion(this.#parts, bucket, current, cause);
  }

  #expireNoncurrent(bucket: Bucket, { history, enabled, cause }: Step): void {
    const now = this.#parts.clock.now();
    for (const [index, version] of history.entries()) {
      const successor = history[index - 1];
      if (successor === undefined || version.kind !== "object" || isLockedAt(version, now)) continue;
      if (enabled.some((rule) => isNoncurrentDue(rule, { version, successor, index }, now))) {
        removeVersion(this.#parts, bucket, version, cause);
      }
    }
  }

  #transition(bucket: Bucket, enabled: readonly LifecycleRule[], minimumSize: string): void {
    const cause = { request: this.#request("Lifecycle Transition"), causeId: undefined };
    for (const [, versions] of bucket.histories()) {
      for (const [index, version] of versions.entries()) {
        if (version.kind !== "object") continue;
        const place = { version, successor: versions[index - 1], minimumSize };
        const storageClass = dueTransition(enabled, place, this.#parts.clock.now());
        if (storageClass !== undefined) this.#parts.changes.transitioned(bucket, version, storageClass, cause);
      }
    }
  }

  #abortUploads(bucket: Bucket, enabled: readonly LifecycleRule[]): void {
    const now = this.#parts.clock.now();
    for (const upload of Array.from(bucket.uploads.inOrder())) {
      const abort = abortOf(enabled, upload);
      if (abort === undefined || abort.abortsAt > now) continue;
      bucket.uploads.abort(upload);
      const { key, uploadId } = upload;
      const fact = {
        kind: "s3.multipartUploadAborted",
        bucketName: bucket.name,
        key,
        uploadId,
        by: "lifecycle",
      } as const;
      this.#parts.changes.record(fact, undefined);
    }
  }

  #request(reason: string): ChangeCause["request"] {
    return serviceRequest(reason, this.#parts.random.hex(8).toUpperCase());
  }
}

interface Step {
  readonly history: readonly Version[];
  readonly enabled: readonly LifecycleRule[];
  readonly cause: ChangeCause & { readonly by: "lifecycle" };
}

interface NoncurrentPlace {
  readonly version: ObjectVersion;
  /** The version that took its place. */
  readonly successor: Version;
  /** How many versions are newer. */
  readonly index: number;
}

function isNoncurrentDue(rule: LifecycleRule, { version, successor, index }: NoncurrentPlace, now: number): boolean {
  const { NoncurrentDays: days, NewerNoncurrentVersions: kept = 0 } = rule.NoncurrentVersionExpiration ?? {};
  if (days === undefined || !matchesRule(rule, version)) return false;
  return index - 1 >= kept && daysAfter(successor.lastModifiedAt, days) <= now;
}
