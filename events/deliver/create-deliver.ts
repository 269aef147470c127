import type { Clock } from "../../runtime/core/clock.ts";
import type { Deliver, DeliveryOutcome, SnsDelivery, SnsProtocol } from "../../runtime/core/deliver.ts";
import type { Journal } from "../../runtime/core/journal.ts";
import type { Sqs } from "../../runtime/sqs/index.ts";
import type { InvokeAsync } from "../../runtime/core/ports.ts";
import type { PublishedMessage } from "../payloads/sns-envelope.ts";
import { createHttpClient, type HttpClient } from "./http-client.ts";
import type { Inbox } from "./inbox.ts";
import { clientError } from "./outcomes.ts";
import type { SnsSigner } from "./signing/signer.ts";
import { SnsDocuments } from "./sns-documents.ts";
import { deliverToFunction, type FunctionDoor } from "./sns-to-function.ts";
import { deliverToHttp, type HttpDoor } from "./sns-to-http.ts";
import { deliverToInbox, type InboxDoor } from "./sns-to-inbox.ts";
import { deliverToQueue, type QueueDoor } from "./sns-to-queue.ts";
import { type SnsUrlOptions, SnsUrls } from "./sns-urls.ts";

export interface DeliverDependencies extends SnsUrlOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly sqs: Pick<Sqs, "queueByArn">;
  readonly invokeAsync: InvokeAsync;
  readonly inbox: Inbox;
  readonly signer: SnsSigner;
  /** Hosts beyond this machine that HTTP/S endpoints may have, lower case, without port. */
  readonly allowedHosts: readonly string[];
  /** By default the machine's network. */
  readonly httpClient?: HttpClient;
}

type Doors = QueueDoor & FunctionDoor & HttpDoor & InboxDoor;

/**
 * The `Deliver` port: makes the payload that a target gets and brings it there through the target's own door.
 *
 * A notification is signed and written once; hand over the same object for all subscriptions of a publish.
 *
 * @example
 * const deliver = createDeliver({ clock, journal, sqs, invokeAsync, inbox, signer, endpointUrl: () => "http://127.0.0.1:4566", allowedHosts: [] });
 * const outcome = await deliver({ kind: "sns", topic, subscription, notification, causeId });
 */
export function createDeliver(dependencies: DeliverDependencies): Deliver {
  const urls = new SnsUrls(dependencies);
  const documents = new SnsDocuments(dependencies.signer, urls);
  const httpClient = dependencies.httpClient ?? createHttpClient(dependencies.clock);
  const doors: Doors = { ...dependencies, urls, documents, httpClient };
  return (delivery) => {
    try {
      const outcome = BY_PROTOCOL[delivery.subscription.protocol](doors, delivery);
      return outcome instanceof Promise ? outcome.catch((error: unknown) => bug(dependencies.journal, error)) : outcome;
    } catch (error) {
      return bug(dependencies.journal, error);
    }
  };
}

type Bring = (doors: Doors, delivery: SnsDelivery) => DeliveryOutcome | Promise<DeliveryOutcome>;

const BY_PROTOCOL: Readonly<Record<SnsProtocol, Bring>> = {
  sqs: (doors, delivery) => messageOnly(delivery, (message) => deliverToQueue(doors, delivery, message)),
  lambda: (doors, delivery) => messageOnly(delivery, (message) => deliverToFunction(doors, delivery, message)),
  http: deliverToHttp,
  https: deliverToHttp,
  email: deliverToInbox,
  "email-json": deliverToInbox,
  sms: deliverToInbox,
  application: deliverToInbox,
  firehose: () => clientError("Delivery to Amazon Data Firehose is not modelled."),
};

/** Queues and functions are never asked to confirm. */
function messageOnly(
  { subscription, notification }: SnsDelivery,
  bring: (message: PublishedMessage) => DeliveryOutcome | Promise<DeliveryOutcome>,
): DeliveryOutcome | Promise<DeliveryOutcome> {
  if (notification.type === "Notification") return bring(notification);
  return clientError(`A ${subscription.protocol} subscription has no ${notification.type}.`);
}

/** The port never rejects: an error that is no outcome of ours is told loudly and ends the delivery. */
function bug(journal: Journal, error: unknown): DeliveryOutcome {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  journal.record({ kind: "internal.failed", where: "events/deliver", message, stack });
  return clientError(`An internal error: ${message}`);
}
