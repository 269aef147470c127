import type { Clock } from "../core/clock.ts";
import type { FactId, Journal } from "../core/journal.ts";
import type { S3Fact } from "../core/s3-facts.ts";
import type { Bucket } from "./bucket.ts";
import type { S3Event, S3EventName, S3EventRequest, S3EventRestore, S3Notify } from "./events.ts";
import type { DeleteMarker, ObjectVersion, Version } from "./s3-object.ts";
import { NULL_VERSION_ID } from "./version-id.ts";

/** Who asked for a change, and the fact behind them. */
export interface ChangeCause {
  readonly request: S3EventRequest;
  readonly causeId: FactId | undefined;
}

/**
 * The one place where changes of objects are told: each is one fact in the journal and one event for the bucket's notifications, after
 * the change can be seen.
 */
export class Changes {
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #notify: S3Notify;
  readonly #isHeard: (bucket: Bucket) => boolean;
  #lastSequence = 0;

  /** @param isHeard whether anybody wants the bucket's events: where nobody does, none are made */
  constructor(clock: Clock, journal: Journal, notify: S3Notify, isHeard: (bucket: Bucket) => boolean = () => true) {
    this.#clock = clock;
    this.#journal = journal;
    this.#notify = notify;
    this.#isHeard = isHeard;
  }

  /** Records a fact that no notification is made from. */
  record(fact: S3Fact, causeId: FactId | undefined): FactId {
    return this.#journal.record(fact, causeId);
  }

  /** A part of a bucket's configuration was put or deleted. */
  bucketConfigured(bucket: Bucket, resource: string, change: "put" | "deleted", causeId: FactId | undefined): void {
    this.#journal.record({ kind: "s3.bucketConfigured", bucketName: bucket.name, resource, change }, causeId);
  }

  created(
    bucket: Bucket,
    object: ObjectVersion,
    by: "Put" | "Post" | "Copy" | "CompleteMultipartUpload",
    cause: ChangeCause,
  ): void {
    const { key, eTag, body, versionId } = object;
    const at = this.#clock.now();
    const about = {
      kind: "s3.objectCreated",
      bucketName: bucket.name,
      key,
      sizeBytes: body.byteLength,
      eTag,
      by,
    } as const;
    const isNull = versionId === NULL_VERSION_ID;
    const factId = this.#journal.record(isNull ? about : { ...about, versionId }, cause.causeId, at);
    const sequence = this.#next();
    if (!this.#isHeard(bucket)) return;
    const event = { name: `ObjectCreated:${by}`, key, size: body.byteLength, eTag, ...versionOfEvent(object) } as const;
    this.#notify(this.#eventOf(bucket, { ...event, sequence }, { at, factId, cause }));
  }

  /** A version is gone, or there was nothing and still S3 says that it was deleted. */
  removed(
    bucket: Bucket,
    version: { readonly key: string; readonly versionId: string },
    cause: ChangeCause,
    by: RemovedBy = "client",
  ): void {
    const name = by === "client" ? "ObjectRemoved:Delete" : "LifecycleExpiration:Delete";
    const fact = removedFact(bucket, version, "Delete", by);
    this.#tell(bucket, { name, key: version.key, ...versionOfEvent(version), sequence: this.#next() }, fact, cause);
  }

  markerCreated(bucket: Bucket, marker: DeleteMarker, cause: ChangeCause, by: RemovedBy = "client"): void {
    const name = by === "client" ? "ObjectRemoved:DeleteMarkerCreated" : "LifecycleExpiration:DeleteMarkerCreated";
    const fact = removedFact(bucket, marker, "DeleteMarkerCreated", by);
    const event = {
      name,
      key: marker.key,
      eTag: EMPTY_ETAG,
      ...versionOfEvent(marker),
      sequence: this.#next(),
    } as const;
    this.#tell(bucket, event, fact, cause);
  }

  /** Tags, ACL: an event without size and sequence. */
  configured(bucket: Bucket, object: ObjectVersion, change: ConfiguredChange, cause: ChangeCause): void {
    const { key, eTag } = object;
    const { name, ...what } = change;
    const fact = {
      kind: "s3.objectConfigured",
      bucketName: bucket.name,
      key,
      ...factVersion(object),
      ...what,
    } as const;
    if (name === undefined) this.#journal.record(fact, cause.causeId);
    else this.#tell(bucket, { name, key, eTag, ...versionOfEvent(object) }, fact, cause);
  }

  /** A step of a restore. */
  restore(bucket: Bucket, object: ObjectVersion, step: RestoreStep, cause: ChangeCause): void {
    const { key, eTag, body } = object;
    const { name, restore, fact } = step;
    const whole = { ...fact, bucketName: bucket.name, key, ...factVersion(object) };
    this.#tell(bucket, { name, key, size: body.byteLength, eTag, ...versionOfEvent(object), restore }, whole, cause);
  }

  /** Moves an object to another storage class, as its lifecycle says. */
  transitioned(bucket: Bucket, object: ObjectVersion, storageClass: string, cause: ChangeCause): void {
    object.storageClass = storageClass;
    const { key, eTag, body } = object;
    const fact = {
      kind: "s3.objectConfigured",
      bucketName: bucket.name,
      key,
      ...factVersion(object),
      resource: "storageClass",
      change: "put",
    } as const;
    const size = body.byteLength;
    const event = { name: "LifecycleTransition", key, size, eTag, ...versionOfEvent(object) } as const;
    this.#tell(bucket, { ...event, destinationStorageClass: storageClass }, fact, cause);
  }

  #tell(bucket: Bucket, event: EventBody, fact: S3Fact, cause: ChangeCause): void {
    const factId = this.#journal.record(fact, cause.causeId);
    if (this.#isHeard(bucket)) this.#notify(this.#eventOf(bucket, event, { at: this.#clock.now(), factId, cause }));
  }

  #eventOf(
    { identity: { name, region, accountId, ownerId }, eventVersion }: Bucket,
    event: EventBody,
    told: { readonly at: number; readonly factId: FactId; readonly cause: ChangeCause },
  ): S3Event {
    const { at, factId, cause } = told;
    return {
      ...event,
      bucket: { name, region, accountId, ownerId, eventVersion },
      at,
      request: cause.request,
      causeId: factId,
    };
  }

  #next(): number {
    this.#lastSequence = Math.max(this.#lastSequence + 1, this.#clock.now() * 1000);
    return this.#lastSequence;
  }
}

export type RemovedBy = "client" | "lifecycle";

export interface ConfiguredChange {
  readonly resource: Extract<S3Fact, { kind: "s3.objectConfigured" }>["resource"];
  readonly change: "put" | "deleted";
  /** Absent for a change that S3 has no event of. */
  readonly name?: S3EventName;
}

export interface RestoreStep {
  readonly name: "ObjectRestore:Post" | "ObjectRestore:Completed" | "ObjectRestore:Delete";
  readonly restore: S3EventRestore;
  readonly fact:
    | { readonly kind: "s3.objectRestoreStarted"; readonly completesAt: number }
    | { readonly kind: "s3.objectRestored"; readonly expiryAt: number }
    | { readonly kind: "s3.objectRestoreExpired" };
}

type EventBody = Omit<S3Event, "bucket" | "at" | "request" | "causeId">;

/** The MD5 of nothing, which a delete marker has in EventBridge's samples. */
const EMPTY_ETAG = "d41d8cd98f00b204e9800998ecf8427e";

function removedFact(
  bucket: Bucket,
  version: Pick<Version, "key" | "versionId"> | { readonly key: string; readonly versionId: string },
  change: "Delete" | "DeleteMarkerCreated",
  by: RemovedBy,
): S3Fact {
  return { kind: "s3.objectRemoved", bucketName: bucket.name, key: version.key, ...factVersion(version), change, by };
}

/** The null version is not named in events. */
function versionOfEvent({ versionId }: { readonly versionId: string }): { versionId?: string } {
  return versionId === NULL_VERSION_ID ? {} : { versionId };
}

const factVersion = versionOfEvent;
