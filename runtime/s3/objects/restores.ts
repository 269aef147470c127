import type { Cancel, Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { Bucket } from "../bucket.ts";
import type { ChangeCause, Changes } from "../changes.ts";
import { serviceRequest } from "../event-request.ts";
import { NO_RESTORE, type ObjectVersion } from "../s3-object.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long a restore takes, at the long end of what AWS says; the virtual clock makes it short.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html
 */
const RETRIEVAL_MS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  GLACIER: { Expedited: 5 * 60_000, Standard: 5 * HOUR_MS, Bulk: 12 * HOUR_MS },
  DEEP_ARCHIVE: { Standard: 12 * HOUR_MS, Bulk: 48 * HOUR_MS },
};

/** Restores that run, and restored copies that will expire. */
export class Restores {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #changes: Changes;
  readonly #timers = new Map<ObjectVersion, Cancel>();

  constructor(clock: Clock, random: Random, changes: Changes) {
    this.#clock = clock;
    this.#random = random;
    this.#changes = changes;
  }

  /** How long a restore takes in a tier; `undefined` where the storage class has no such tier. */
  retrievalMs(storageClass: string, tier: string): number | undefined {
    return RETRIEVAL_MS[storageClass]?.[tier];
  }

  /** @param days how long the restored copy stays */
  start(
    bucket: Bucket,
    object: ObjectVersion,
    span: { readonly retrievalMs: number; readonly days: number },
    cause: ChangeCause,
  ): void {
    object.restore = { kind: "ongoing" };
    const completesAt = this.#clock.now() + span.retrievalMs;
    const restore = { sourceStorageClass: object.storageClass };
    const fact = { kind: "s3.objectRestoreStarted", completesAt } as const;
    this.#changes.restore(bucket, object, { name: "ObjectRestore:Post", restore, fact }, cause);
    this.#schedule(object, span.retrievalMs, () => this.#complete(bucket, object, span.days));
  }

  /** Lets a restored copy stay for `days` from now. */
  extend(bucket: Bucket, object: ObjectVersion, days: number): void {
    const expiryAt = midnightAfter(this.#clock.now() + days * DAY_MS);
    object.restore = { kind: "restored", expiryAt };
    this.#schedule(object, expiryAt - this.#clock.now(), () => this.#expire(bucket, object));
  }

  stop(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #complete(bucket: Bucket, object: ObjectVersion, days: number): void {
    if (!isThere(bucket, object)) return;
    this.extend(bucket, object, days);
    const expiryAt = object.restore.kind === "restored" ? object.restore.expiryAt : 0;
    const restore = { sourceStorageClass: object.storageClass, expiryAt };
    const fact = { kind: "s3.objectRestored", expiryAt } as const;
    this.#changes.restore(bucket, object, { name: "ObjectRestore:Completed", restore, fact }, this.#itself());
  }

  #expire(bucket: Bucket, object: ObjectVersion): void {
    this.#timers.delete(object);
    if (!isThere(bucket, object)) return;
    object.restore = NO_RESTORE;
    const restore = { sourceStorageClass: object.storageClass };
    const fact = { kind: "s3.objectRestoreExpired" } as const;
    this.#changes.restore(bucket, object, { name: "ObjectRestore:Delete", restore, fact }, this.#itself());
  }

  #schedule(object: ObjectVersion, delayMs: number, step: () => void): void {
    this.#timers.get(object)?.();
    this.#timers.set(object, this.#clock.schedule(delayMs, step));
  }

  #itself(): ChangeCause {
    return { request: serviceRequest("", this.#random.hex(8).toUpperCase()), causeId: undefined };
  }
}

/** It may have been deleted or overwritten meanwhile. */
function isThere(bucket: Bucket, object: ObjectVersion): boolean {
  return bucket.find(object.key, object.versionId) === object;
}

/** Copies expire at midnight UTC. https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects.html */
function midnightAfter(epochMs: number): number {
  return Math.ceil(epochMs / DAY_MS) * DAY_MS;
}
