import type { S3EventName } from "../events.ts";

/**
 * The event types that a configuration may name: the enum `Event` of the S3 model of 2026.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
const EVENT_TYPES: ReadonlySet<string> = new Set([
  "s3:ReducedRedundancyLostObject",
  "s3:ObjectCreated:*",
  "s3:ObjectCreated:Put",
  "s3:ObjectCreated:Post",
  "s3:ObjectCreated:Copy",
  "s3:ObjectCreated:CompleteMultipartUpload",
  "s3:ObjectRemoved:*",
  "s3:ObjectRemoved:Delete",
  "s3:ObjectRemoved:DeleteMarkerCreated",
  "s3:ObjectRestore:*",
  "s3:ObjectRestore:Post",
  "s3:ObjectRestore:Completed",
  "s3:ObjectRestore:Delete",
  "s3:Replication:*",
  "s3:Replication:OperationFailedReplication",
  "s3:Replication:OperationNotTracked",
  "s3:Replication:OperationMissedThreshold",
  "s3:Replication:OperationReplicatedAfterThreshold",
  "s3:LifecycleTransition",
  "s3:IntelligentTiering",
  "s3:ObjectAcl:Put",
  "s3:LifecycleExpiration:*",
  "s3:LifecycleExpiration:Delete",
  "s3:LifecycleExpiration:DeleteMarkerCreated",
  "s3:ObjectTagging:*",
  "s3:ObjectTagging:Put",
  "s3:ObjectTagging:Delete",
  "s3:ObjectAnnotation:*",
  "s3:ObjectAnnotation:Put",
  "s3:ObjectAnnotation:Delete",
  "s3:ObjectRetention:Put",
]);

export function isEventType(text: string): boolean {
  return EVENT_TYPES.has(text);
}

/** @param eventType as in a configuration: with `s3:`, perhaps ending in `:*` */
export function eventTypeMatches(eventType: string, name: S3EventName): boolean {
  return covers(eventType, `s3:${name}`);
}

/** Whether one event could match both types. */
export function eventTypesOverlap(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one);
}

function covers(eventType: string, other: string): boolean {
  return eventType.endsWith(":*") ? other.startsWith(eventType.slice(0, -1)) : eventType === other;
}
