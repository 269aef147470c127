import { partitionOf } from "../../runtime/core/arn.ts";
import type { S3Event, S3EventName } from "../../runtime/s3/index.ts";
import { isoTimestamp } from "./json-text.ts";
import { sequencerText } from "./s3-sequencer.ts";

export interface EventBridgeS3Settings {
  /** A UUID, new for every event. */
  readonly id: string;
  /** `detail."event-version"`, which AWS's guide of 2026 has as `1.0`; by default absent as in the recordings of 2025. */
  readonly eventVersion?: string | undefined;
}

/** An event of S3 as EventBridge has it. */
export interface EventBridgeS3Event {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: "aws.s3";
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/**
 * @returns the members in AWS's order
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function toEventBridgeS3Event(event: S3Event, settings: EventBridgeS3Settings): EventBridgeS3Event {
  const { bucket } = event;
  return {
    version: "0",
    id: settings.id,
    "detail-type": KINDS[event.name].detailType,
    source: "aws.s3",
    account: bucket.accountId,
    // Seconds, unlike records.
    time: inSeconds(event.at),
    region: bucket.region,
    resources: [`arn:${partitionOf(bucket.region)}:s3:::${bucket.name}`],
    detail: toDetail(event, settings.eventVersion),
  };
}

type Member = "size" | "etag" | "version-id" | "sequencer";

interface Kind {
  readonly detailType: string;
  readonly object: readonly Member[];
  readonly hasReason?: true;
  readonly deletionType?: "Permanently Deleted" | "Delete Marker Created";
}

const CREATED: Kind = {
  detailType: "Object Created",
  object: ["size", "etag", "version-id", "sequencer"],
  hasReason: true,
};
const DELETED: Kind = {
  detailType: "Object Deleted",
  object: ["version-id", "sequencer"],
  hasReason: true,
  deletionType: "Permanently Deleted",
};
const DELETE_MARKER: Kind = {
  detailType: "Object Deleted",
  object: ["etag", "version-id", "sequencer"],
  hasReason: true,
  deletionType: "Delete Marker Created",
};
const UNCHANGED_CONTENT: readonly Member[] = ["etag", "version-id"];
const OF_STORAGE: readonly Member[] = ["size", "etag", "version-id"];

/** Recorded 2025-01-21 in s3_notifications_eventbridge: created, deleted, ACL, restore. The others as AWS's guide has them. */
const KINDS: Readonly<Record<S3EventName, Kind>> = {
  "ObjectCreated:Put": CREATED,
  "ObjectCreated:Post": CREATED,
  "ObjectCreated:Copy": CREATED,
  "ObjectCreated:CompleteMultipartUpload": CREATED,
  "ObjectRemoved:Delete": DELETED,
  "ObjectRemoved:DeleteMarkerCreated": DELETE_MARKER,
  "ObjectRestore:Post": { detailType: "Object Restore Initiated", object: OF_STORAGE },
  "ObjectRestore:Completed": { detailType: "Object Restore Completed", object: OF_STORAGE },
  "ObjectRestore:Delete": { detailType: "Object Restore Expired", object: OF_STORAGE },
  "ObjectTagging:Put": { detailType: "Object Tags Added", object: UNCHANGED_CONTENT },
  "ObjectTagging:Delete": { detailType: "Object Tags Deleted", object: UNCHANGED_CONTENT },
  "ObjectAcl:Put": { detailType: "Object ACL Updated", object: UNCHANGED_CONTENT },
  "LifecycleExpiration:Delete": DELETED,
  "LifecycleExpiration:DeleteMarkerCreated": DELETE_MARKER,
  LifecycleTransition: { detailType: "Object Storage Class Changed", object: OF_STORAGE },
};

/** Who acts for S3 itself has no address here, unlike in records. */
const S3_ITSELF = "s3.amazonaws.com";

function toDetail(event: S3Event, eventVersion: string | undefined): object {
  const { name, bucket, request, restore, destinationStorageClass } = event;
  const { hasReason, deletionType } = KINDS[name];
  return withoutUndefined({
    version: "0",
    "event-version": eventVersion,
    bucket: { name: bucket.name },
    object: toObject(event),
    "request-id": request.requestId,
    requester: request.requester,
    "source-ip-address": request.sourceIpAddress === S3_ITSELF ? undefined : request.sourceIpAddress,
    reason: hasReason ? request.reason : undefined,
    "deletion-type": deletionType,
    "restore-expiry-time": restore?.expiryAt === undefined ? undefined : inSeconds(restore.expiryAt),
    "source-storage-class": restore?.sourceStorageClass,
    "destination-storage-class": destinationStorageClass,
  });
}

/** The key is as the client gave it, not encoded as in records. */
function toObject({ name, key, size, eTag, versionId, sequence }: S3Event): object {
  const values: Readonly<Record<Member, string | number | undefined>> = {
    size,
    etag: eTag,
    "version-id": versionId,
    sequencer: sequence === undefined ? undefined : sequencerText(sequence),
  };
  return withoutUndefined({
    key,
    ...Object.fromEntries(KINDS[name].object.map((member) => [member, values[member]])),
  });
}

function inSeconds(epochMs: number): string {
  return isoTimestamp(epochMs).replace(/\.\d{3}Z$/, "Z");
}

function withoutUndefined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
