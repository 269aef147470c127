import { partitionOf } from "../../runtime/core/arn.ts";
import type { S3Event, S3EventName, S3TestEvent } from "../../runtime/s3/index.ts";
import { isoTimestamp } from "./json-text.ts";
import { formEncodedKey } from "./s3-key.ts";
import { sequencerText } from "./s3-sequencer.ts";

/** What a record depends on besides its event. */
export interface S3RecordSettings {
  /** The id of the notification that matched. */
  readonly configurationId: string;
  /**
   * One version for all types of events, as AWS's guide has it from 2.4 on (its sample of 2026 shows `2.5`). By default what was
   * recorded in 2025: 2.1, and 2.3 for lifecycle, ACL, tagging and the end of a restored copy.
   */
  readonly eventVersion?: string | undefined;
}

/**
 * The event that S3 sends to queues and topics and passes to functions, as compact JSON: one record, key for key in AWS's order.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function toS3EventText(event: S3Event, settings: S3RecordSettings): string {
  return `{"Records":[${JSON.stringify(toS3Record(event, settings))}]}`;
}

function toS3Record(event: S3Event, { configurationId, eventVersion }: S3RecordSettings): object {
  const { name, bucket, request } = event;
  return {
    eventVersion: eventVersion ?? (IN_VERSION_2_3.has(name) ? "2.3" : "2.1"),
    eventSource: "aws:s3",
    awsRegion: bucket.region,
    eventTime: isoTimestamp(event.at),
    eventName: name,
    userIdentity: { principalId: principalId(event) },
    requestParameters: { sourceIPAddress: request.sourceIpAddress },
    responseElements: { "x-amz-request-id": request.requestId, "x-amz-id-2": request.hostId },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId,
      bucket: {
        name: bucket.name,
        ownerIdentity: { principalId: retailCustomerId(bucket.ownerId) },
        arn: `arn:${partitionOf(bucket.region)}:s3:::${bucket.name}`,
      },
      object: toObject(event),
    },
    ...glacierEventData(event),
    ...lifecycleEventData(event),
  };
}

/** That S3 has restored a copy is said to be the bucket owner's doing: recorded 2023, with S3 itself as the address. */
function principalId({ name, bucket, request }: S3Event): string {
  if (name === "ObjectRestore:Completed") return `AmazonCustomer:${retailCustomerId(bucket.ownerId)}`;
  return request.principalId;
}

const IN_VERSION_2_3: ReadonlySet<S3EventName> = new Set([
  "ObjectTagging:Put",
  "ObjectTagging:Delete",
  "ObjectAcl:Put",
  "ObjectRestore:Delete",
  "LifecycleExpiration:Delete",
  "LifecycleExpiration:DeleteMarkerCreated",
  "LifecycleTransition",
]);

type Member = "size" | "eTag" | "versionId" | "sequencer";

const CREATED: readonly Member[] = ["size", "eTag", "versionId", "sequencer"];
const DELETED: readonly Member[] = ["versionId", "sequencer"];
const DELETE_MARKER: readonly Member[] = ["eTag", "versionId", "sequencer"];
const UNCHANGED_CONTENT: readonly Member[] = ["eTag", "versionId"];

/**
 * What `object` has after its key. Created, deleted, tagging: recorded 2025-01-21 in s3_notifications_sqs; ACL and restore: recorded
 * 2023 in the same suite (localstack/localstack, test_s3_notifications_sqs.snapshot.json); a delete marker: real records, which
 * have the ETag of nothing; a restore's sequencer is that of the object's own creation. Lifecycle: as deletes are.
 */
const OBJECT_MEMBERS: Readonly<Record<S3EventName, readonly Member[]>> = {
  "ObjectCreated:Put": CREATED,
  "ObjectCreated:Post": CREATED,
  "ObjectCreated:Copy": CREATED,
  "ObjectCreated:CompleteMultipartUpload": CREATED,
  "ObjectRemoved:Delete": DELETED,
  "ObjectRemoved:DeleteMarkerCreated": DELETE_MARKER,
  "ObjectRestore:Post": CREATED,
  "ObjectRestore:Completed": CREATED,
  "ObjectRestore:Delete": CREATED,
  "ObjectTagging:Put": UNCHANGED_CONTENT,
  "ObjectTagging:Delete": UNCHANGED_CONTENT,
  "ObjectAcl:Put": UNCHANGED_CONTENT,
  "LifecycleExpiration:Delete": DELETED,
  "LifecycleExpiration:DeleteMarkerCreated": DELETE_MARKER,
  LifecycleTransition: CREATED,
};

function toObject({ name, key, size, eTag, versionId, sequence }: S3Event): object {
  const sequencer = sequence === undefined ? undefined : sequencerText(sequence);
  const values: Readonly<Record<Member, string | number | undefined>> = { size, eTag, versionId, sequencer };
  const object: Record<string, string | number> = { key: formEncodedKey(key) };
  for (const member of OBJECT_MEMBERS[name]) {
    const value = values[member];
    if (value !== undefined) object[member] = value;
  }
  return object;
}

/** Only when a restore has completed. Recorded 2023 in the same suite. */
function glacierEventData({ name, restore }: S3Event): object {
  if (name !== "ObjectRestore:Completed" || restore?.expiryAt === undefined) return {};
  const restoreEventData = {
    lifecycleRestorationExpiryTime: isoTimestamp(restore.expiryAt),
    lifecycleRestoreStorageClass: restore.sourceStorageClass,
  };
  return { glacierEventData: { restoreEventData } };
}

function lifecycleEventData({ name, destinationStorageClass }: S3Event): object {
  if (name !== "LifecycleTransition" || destinationStorageClass === undefined) return {};
  return { lifecycleEventData: { transitionEventData: { destinationStorageClass } } };
}

const CANONICAL_ID = /^[0-9a-f]{64}$/;
const CUSTOMER_ID_DIGITS = 12;

/**
 * The owner in the form of records, "the Amazon retail customer ID of the bucket owner" (`A1YQ72UWCM96UF` in a real one). Which one an
 * account has is known to AWS alone; ours is always the same for a canonical user id.
 */
export function retailCustomerId(canonicalId: string): string {
  if (!CANONICAL_ID.test(canonicalId)) return canonicalId;
  const first = 1 + (Number.parseInt(canonicalId.slice(0, 2), 16) % 3);
  const rest = BigInt(`0x${canonicalId.slice(2, 18)}`) % 36n ** BigInt(CUSTOMER_ID_DIGITS);
  return `A${first}${rest.toString(36).toUpperCase().padStart(CUSTOMER_ID_DIGITS, "0")}`;
}

/** What queues and topics get when a configuration that names them is put. Order of a real one. */
export function toS3TestEventText({ at, bucketName, requestId, hostId }: S3TestEvent): string {
  return JSON.stringify({
    Service: "Amazon S3",
    Event: "s3:TestEvent",
    Time: isoTimestamp(at),
    Bucket: bucketName,
    RequestId: requestId,
    HostId: hostId,
  });
}
