import type { S3Event as LambdaS3Event } from "aws-lambda";
import type { FactId } from "../../../runtime/core/journal.ts";
import { eventRequest, serviceRequest } from "../../../runtime/s3/event-request.ts";
import type { S3Event, S3EventName, S3EventRequest } from "../../../runtime/s3/index.ts";
import { VersionIds } from "../../../runtime/s3/version-id.ts";
import { toS3EventText, toS3TestEventText } from "../s3-record.ts";
import type { CarriedMessage } from "./message.ts";
import { type BuiltEvent, builtFrom, type Scene } from "./scene.ts";

/** What happened to an object; what is absent is made up from the scene. */
export interface S3EventInput {
  readonly bucketName?: string | undefined;
  /** As a client gives it: not encoded. */
  readonly key?: string | undefined;
  /** Bytes. */
  readonly size?: number | undefined;
  /** Without quotes. */
  readonly eTag?: string | undefined;
  readonly versionId?: string | undefined;
  /** Whether the bucket has versioning: then a version id is made up. */
  readonly versioned?: boolean | undefined;
  /** Of the restored or moved object: `GLACIER`, `DEEP_ARCHIVE`, ... */
  readonly storageClass?: string | undefined;
  /** Epoch milliseconds; the scene's now by default. */
  readonly at?: number | undefined;
  readonly sourceIpAddress?: string | undefined;
  /** For what is not made up: who asked, and the owner's canonical user id. */
  readonly request?: Partial<S3EventRequest> | undefined;
  readonly ownerId?: string | undefined;
  /** Microseconds since the epoch. */
  readonly sequence?: number | undefined;
}

export interface S3NotificationInput {
  /** The notification's id. */
  readonly configurationId?: string | undefined;
  /** `eventVersion` of the record; by default as recorded. */
  readonly eventVersion?: string | undefined;
}

/** What the bucket would tell its notifications. */
export function s3Happening(name: S3EventName, input: S3EventInput, scene: Scene): S3Event {
  const random = scene.random.fork("s3");
  const at = input.at ?? scene.clock.now();
  const madeUpVersion =
    KINDS[name].isMarker === true || input.versioned === true ? new VersionIds(random).next() : undefined;
  return {
    name,
    bucket: {
      name: input.bucketName ?? "uploads",
      region: scene.region,
      accountId: scene.accountId,
      ownerId: input.ownerId ?? random.hex(32),
    },
    key: input.key ?? "photos/cat.jpg",
    size: input.size ?? 1024,
    eTag: input.eTag ?? eTagOf(name, scene),
    versionId: input.versionId ?? madeUpVersion,
    sequence: sequenceOf(name, input.sequence ?? at * 1000 - 1 - random.int(400_000)),
    at,
    request: requestOf(name, input, scene),
    ...detailsOf(name, input.storageClass, at),
    causeId: 0 as FactId,
  };
}

/**
 * The event of S3 as a function gets it.
 *
 * @example
 * const { event } = s3Event("ObjectCreated:Put", { bucketName: "uploads", key: "a b.txt" }, scene);
 */
export function s3Event(
  name: S3EventName,
  input: S3EventInput & S3NotificationInput,
  scene: Scene,
): BuiltEvent<LambdaS3Event> {
  return builtFrom(s3Message(name, input, scene).text);
}

/** The event of S3 as a queue or a topic gets it. */
export function s3Message(name: S3EventName, input: S3EventInput & S3NotificationInput, scene: Scene): CarriedMessage {
  const { configurationId = scene.random.fork("s3 notification").uuid(), eventVersion } = input;
  const text = toS3EventText(s3Happening(name, input, scene), { configurationId, eventVersion });
  return { text, subject: S3_SUBJECT, from: "s3" };
}

/** What queues and topics get when a notification to them is configured. */
export function s3TestMessage(input: Pick<S3EventInput, "bucketName" | "at">, scene: Scene): CarriedMessage {
  const { requestId, hostId } = byClient("", undefined, scene);
  const at = input.at ?? scene.clock.now();
  const text = toS3TestEventText({ at, bucketName: input.bucketName ?? "uploads", requestId, hostId });
  return { text, subject: S3_SUBJECT, from: "s3" };
}

/** Recorded, s3_notifications_sns--TestS3NotificationsToSns.object_created_put. */
const S3_SUBJECT = "Amazon S3 Notification";

interface Kind {
  /** As EventBridge names it. */
  readonly reason: string;
  readonly isMarker?: true;
  /** S3 does it without being asked. */
  readonly isBySystem?: true;
  readonly hasSequence?: false;
}

const KINDS: Readonly<Record<S3EventName, Kind>> = {
  "ObjectCreated:Put": { reason: "PutObject" },
  "ObjectCreated:Post": { reason: "PostObject" },
  "ObjectCreated:Copy": { reason: "CopyObject" },
  "ObjectCreated:CompleteMultipartUpload": { reason: "CompleteMultipartUpload" },
  "ObjectRemoved:Delete": { reason: "DeleteObject" },
  "ObjectRemoved:DeleteMarkerCreated": { reason: "DeleteObject", isMarker: true },
  "ObjectRestore:Post": { reason: "RestoreObject" },
  "ObjectRestore:Completed": { reason: "", isBySystem: true },
  "ObjectRestore:Delete": { reason: "", isBySystem: true },
  "ObjectTagging:Put": { reason: "PutObjectTagging", hasSequence: false },
  "ObjectTagging:Delete": { reason: "DeleteObjectTagging", hasSequence: false },
  "ObjectAcl:Put": { reason: "PutObjectAcl", hasSequence: false },
  "LifecycleExpiration:Delete": { reason: "Lifecycle Expiration", isBySystem: true },
  "LifecycleExpiration:DeleteMarkerCreated": { reason: "Lifecycle Expiration", isBySystem: true, isMarker: true },
  LifecycleTransition: { reason: "", isBySystem: true, hasSequence: false },
};

/** @param sequence of the change, or for a restore that of the object's creation */
function sequenceOf(name: S3EventName, sequence: number): number | undefined {
  return KINDS[name].hasSequence === false ? undefined : sequence;
}

function requestOf(name: S3EventName, input: S3EventInput, scene: Scene): S3EventRequest {
  const { reason, isBySystem } = KINDS[name];
  const madeUp = isBySystem === true ? byS3Itself(reason, scene) : byClient(reason, input.sourceIpAddress, scene);
  return { ...madeUp, ...input.request };
}

function byClient(reason: string, sourceIp = "127.0.0.1", scene: Scene): S3EventRequest {
  const random = scene.random.fork("s3 request");
  const requestId = random.hex(8).toUpperCase();
  const hostId = Buffer.from(random.hex(56), "hex").toString("base64");
  return eventRequest({ requestId, hostId, accessKeyId: undefined, accountId: scene.accountId, sourceIp }, reason);
}

function byS3Itself(reason: string, scene: Scene): S3EventRequest {
  return serviceRequest(reason, scene.random.fork("s3 request").hex(8).toUpperCase());
}

/** The MD5 of nothing is a delete marker's. */
const EMPTY_ETAG = "d41d8cd98f00b204e9800998ecf8427e";

function eTagOf(name: S3EventName, scene: Scene): string {
  if (KINDS[name].isMarker === true) return EMPTY_ETAG;
  const hex = scene.random.fork("s3 eTag").hex(16);
  return name === "ObjectCreated:CompleteMultipartUpload" ? `${hex}-2` : hex;
}

const DAY_MS = 86_400_000;

function detailsOf(
  name: S3EventName,
  storageClass: string | undefined,
  at: number,
): Pick<S3Event, "restore" | "destinationStorageClass"> {
  if (name === "LifecycleTransition") return { destinationStorageClass: storageClass ?? "GLACIER" };
  if (!name.startsWith("ObjectRestore:")) return {};
  const sourceStorageClass = storageClass ?? "GLACIER";
  if (name !== "ObjectRestore:Completed") return { restore: { sourceStorageClass } };
  // AWS rounds up to the midnight after the days that were asked for, here one.
  return { restore: { sourceStorageClass, expiryAt: (Math.floor(at / DAY_MS) + 2) * DAY_MS } };
}
