/** What the bucket's operations and the service's face use of notifications. */
export type { DestinationKind, NotificationConfiguration } from "./configuration.ts";
export type { DeliverS3, S3Delivery, S3TestEvent } from "./delivery.ts";
export { Notifier } from "./notifier.ts";
export { readConfiguration } from "./read-configuration.ts";
export { toWireConfiguration, type WireNotificationConfiguration } from "./wire-configuration.ts";
