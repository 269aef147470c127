import type { DeliveryOutcome } from "../../runtime/core/deliver.ts";
import type { FactId, Journal } from "../../runtime/core/journal.ts";
import type { Random } from "../../runtime/core/random.ts";
import type { DeliverS3, NotificationDestination, S3Delivery, S3EventBridgeDelivery } from "../../runtime/s3/index.ts";
import type { Sqs } from "../../runtime/sqs/index.ts";
import type { InvokeAsync } from "../../runtime/core/ports.ts";
import { toEventBridgeS3Event } from "../payloads/event-bridge-s3.ts";
import { toS3EventText, toS3TestEventText } from "../payloads/s3-record.ts";
import { senderIdOf } from "../payloads/sender-ids.ts";
import { clientError, refusedBy } from "./outcomes.ts";

export interface S3DeliverDependencies {
  readonly journal: Journal;
  readonly random: Random;
  readonly sqs: Pick<Sqs, "queueByArn">;
  readonly publishToTopic: PublishToTopic;
  readonly invokeAsync: InvokeAsync;
  /** `eventVersion` of records and `event-version` of EventBridge's events; by default as recorded. */
  readonly eventVersions?: { readonly record?: string | undefined; readonly eventBridge?: string | undefined };
}

/**
 * Publishes as SNS's own Publish does.
 *
 * @returns when the first attempts to queues and functions are over, if they are not yet
 * @throws {AwsError} Publish's; `undefined` when there is no such topic
 */
export type PublishToTopic = (
  topicArn: string,
  message: { readonly subject: string; readonly message: string; readonly causeId: FactId },
) => { readonly underWay?: Promise<unknown> } | undefined;

/** Recorded, s3_notifications_sns--TestS3NotificationsToSns.object_created_put; the same for `s3:TestEvent`. */
const SUBJECT = "Amazon S3 Notification";

/**
 * The port of S3's notifications: makes what a destination gets and brings it there through the destination's own door.
 *
 * @example
 * const deliver = createS3Deliver({ journal, random, sqs, publishToTopic, invokeAsync });
 * const outcome = await deliver({ kind: "event", destination, configurationId, event, causeId });
 */
export function createS3Deliver(dependencies: S3DeliverDependencies): DeliverS3 {
  return (delivery) => {
    try {
      const outcome = bring(dependencies, delivery);
      return outcome instanceof Promise ? outcome.catch((error: unknown) => bug(dependencies.journal, error)) : outcome;
    } catch (error) {
      return bug(dependencies.journal, error);
    }
  };
}

function bring(doors: S3DeliverDependencies, delivery: S3Delivery): DeliveryOutcome | Promise<DeliveryOutcome> {
  if (delivery.kind === "eventBridge") return offer(doors, delivery);
  const { destination, causeId } = delivery;
  try {
    return BY_KIND[destination.kind](doors, { destination, causeId, text: textOf(doors, delivery) });
  } catch (error) {
    return refusedBy(error);
  }
}

function textOf(
  { eventVersions }: S3DeliverDependencies,
  delivery: Exclude<S3Delivery, S3EventBridgeDelivery>,
): string {
  if (delivery.kind === "testEvent") return toS3TestEventText(delivery.testEvent);
  const { event, configurationId } = delivery;
  return toS3EventText(event, { configurationId, eventVersion: event.bucket.eventVersion ?? eventVersions?.record });
}

interface Parcel {
  readonly destination: NotificationDestination;
  readonly causeId: FactId;
  readonly text: string;
}

type Bring = (doors: S3DeliverDependencies, parcel: Parcel) => DeliveryOutcome | Promise<DeliveryOutcome>;

const BY_KIND: Readonly<Record<NotificationDestination["kind"], Bring>> = {
  queue({ sqs }, { destination, causeId, text }) {
    const queue = sqs.queueByArn(destination.arn);
    if (queue === undefined) return clientError("The destination queue does not exist.");
    queue.send({ body: text, senderId: senderIdOf("s3", destination.arn), causeId });
    return DELIVERED;
  },
  topic({ publishToTopic }, { destination, causeId, text }) {
    const published = publishToTopic(destination.arn, { subject: SUBJECT, message: text, causeId });
    if (published === undefined) return clientError("The destination topic does not exist.");
    return published.underWay === undefined ? DELIVERED : published.underWay.then(() => DELIVERED);
  },
  function({ invokeAsync }, { destination, causeId, text }) {
    invokeAsync({ functionName: destination.arn, payload: text, causeId });
    return DELIVERED;
  },
};

const DELIVERED: DeliveryOutcome = { kind: "delivered" };

/** No bus is modelled: that EventBridge was offered the event is all that happens. */
function offer(
  { journal, random, eventVersions }: S3DeliverDependencies,
  { event, causeId }: S3EventBridgeDelivery,
): DeliveryOutcome {
  const offered = toEventBridgeS3Event(event, { id: random.uuid(), eventVersion: eventVersions?.eventBridge });
  const { source, "detail-type": detailType, resources } = offered;
  const eventText = JSON.stringify(offered);
  const eventBytes = Buffer.byteLength(eventText);
  journal.record({ kind: "eventbridge.eventOffered", source, detailType, resources, eventBytes, eventText }, causeId);
  return DELIVERED;
}

/** The port never rejects: an error that is no outcome of ours is told loudly and ends the delivery. */
function bug(journal: Journal, error: unknown): DeliveryOutcome {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  journal.record({ kind: "internal.failed", where: "events/deliver/s3", message, stack });
  return clientError(`An internal error: ${message}`);
}
