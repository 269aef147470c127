import type { FactId } from "../core/journal.ts";

/**
 * What a change in a bucket is called in a notification, without the `s3:` prefix that configurations use.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
export type S3EventName =
  | "ObjectCreated:Put"
  | "ObjectCreated:Post"
  | "ObjectCreated:Copy"
  | "ObjectCreated:CompleteMultipartUpload"
  | "ObjectRemoved:Delete"
  | "ObjectRemoved:DeleteMarkerCreated"
  | "ObjectRestore:Post"
  | "ObjectRestore:Completed"
  | "ObjectRestore:Delete"
  | "ObjectTagging:Put"
  | "ObjectTagging:Delete"
  | "ObjectAcl:Put"
  | "LifecycleExpiration:Delete"
  | "LifecycleExpiration:DeleteMarkerCreated"
  | "LifecycleTransition";

/** One change in a bucket. Every door that changes an object makes exactly one of these, after the change can be seen. */
export interface S3Event {
  readonly name: S3EventName;
  readonly bucket: S3EventBucket;
  /** As the client gave it: not encoded. */
  readonly key: string;
  /** Bytes. Absent for a delete, a delete marker and tagging. */
  readonly size?: number | undefined;
  /** Without quotes. Absent for `ObjectRemoved:Delete` and `LifecycleExpiration:Delete`; a delete marker has that of nothing. */
  readonly eTag?: string | undefined;
  /** Absent in a bucket without versioning, and for the null version. */
  readonly versionId?: string | undefined;
  /**
   * Rises with every change of objects, also within a millisecond: microseconds since the epoch, an integer. Present when keys are created
   * or removed; absent for tagging, ACL and restore.
   */
  readonly sequence?: number | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly request: S3EventRequest;
  /** Of `ObjectRestore:*`. */
  readonly restore?: S3EventRestore | undefined;
  /** Of `LifecycleTransition`: where the object went. */
  readonly destinationStorageClass?: string | undefined;
  /** The fact that this event is about (`s3.objectCreated`, ...): what follows from the event has it as its cause. */
  readonly causeId: FactId;
}

export interface S3EventBucket {
  readonly name: string;
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  /** The canonical user id of its owner. */
  readonly ownerId: string;
  /** What its records say of their version, where that was set. */
  readonly eventVersion?: string | undefined;
}

/** Who asked for the change, as the request's own answer says. */
export interface S3EventRequest {
  /** The operation or the reason that EventBridge names: `PutObject`, `CopyObject`, `Lifecycle Expiration`, ... */
  readonly reason: string;
  /** `x-amz-request-id` of the answer. */
  readonly requestId: string;
  /** `x-amz-id-2` of the answer. */
  readonly hostId: string;
  /** `AWS:AIDA...`; `s3.amazonaws.com` when S3 itself did it. */
  readonly principalId: string;
  /** 12 digits; `s3.amazonaws.com` when S3 itself did it. */
  readonly requester: string;
  /** `s3.amazonaws.com` when S3 itself did it. */
  readonly sourceIpAddress: string;
}

export interface S3EventRestore {
  /** The class that the object is archived in: `GLACIER`, `DEEP_ARCHIVE`. */
  readonly sourceStorageClass: string;
  /** When the restored copy goes; epoch milliseconds. Of `ObjectRestore:Completed` only. */
  readonly expiryAt?: number | undefined;
}

/** Told of every event before the answer leaves. What it does later is its own business: nobody waits for it, and it never throws. */
export type S3Notify = (event: S3Event) => void;
