import type { DeliveryOutcome } from "../../core/deliver.ts";
import type { FactId } from "../../core/journal.ts";
import type { S3Event } from "../events.ts";
import type { NotificationDestination } from "./configuration.ts";

/**
 * How S3 reaches other services: it decides who gets what event, `events/` makes the payload and brings it there.
 * Never rejects; a target in the same process may answer at once.
 */
export type DeliverS3 = (delivery: S3Delivery) => DeliveryOutcome | Promise<DeliveryOutcome>;

export type S3Delivery = S3EventDelivery | S3TestEventDelivery | S3EventBridgeDelivery;

export interface S3EventDelivery {
  readonly kind: "event";
  readonly destination: NotificationDestination;
  /** The id of the notification that matched. */
  readonly configurationId: string;
  readonly event: S3Event;
  readonly causeId: FactId;
}

/** The proof that S3 may send there, when a configuration is put. Functions do not get one. */
export interface S3TestEventDelivery {
  readonly kind: "testEvent";
  readonly destination: NotificationDestination;
  readonly testEvent: S3TestEvent;
  readonly causeId: FactId;
}

export interface S3EventBridgeDelivery {
  readonly kind: "eventBridge";
  readonly event: S3Event;
  readonly causeId: FactId;
}

export interface S3TestEvent {
  readonly bucketName: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** `x-amz-request-id` of the answer to the put. */
  readonly requestId: string;
  /** `x-amz-id-2` of that answer. */
  readonly hostId: string;
}
