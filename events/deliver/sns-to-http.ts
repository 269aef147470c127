import type { DeliveryOutcome, SnsDelivery } from "../../runtime/core/deliver.ts";
import { envelopeText } from "../payloads/sns-envelope.ts";
import type { HttpAnswer, HttpClient } from "./http-client.ts";
import { isOnLoopback } from "../../runtime/core/loopback.ts";
import { clientError } from "./outcomes.ts";
import type { SnsDocuments } from "./sns-documents.ts";
import type { SnsUrls } from "./sns-urls.ts";

export interface HttpDoor {
  readonly httpClient: HttpClient;
  /** Hosts beyond this machine that the user allowed by name, lower case, without port. */
  readonly allowedHosts: readonly string[];
  readonly documents: SnsDocuments;
  readonly urls: SnsUrls;
}

/** https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.prepare.html */
const TIMEOUT_MS = 15_000;
/** Recorded. https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html#creating-delivery-policy */
const CONTENT_TYPE = "text/plain; charset=UTF-8";

/** Posts a published message or a confirmation to an endpoint; only to this machine and to hosts allowed by name. */
export async function deliverToHttp(door: HttpDoor, delivery: SnsDelivery): Promise<DeliveryOutcome> {
  const { endpoint } = delivery.subscription;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined) return clientError(`${endpoint} is not a URL.`);
  if (!isOnLoopback(url) && !door.allowedHosts.includes(url.hostname)) {
    return clientError(
      `${url.hostname} is not this machine, and nothing calls out by itself: allow the host by name to deliver to it.`,
    );
  }
  const body = await bodyOf(door, delivery);
  const answer = await door.httpClient({ url, headers: headersOf(delivery), body, timeoutMs: TIMEOUT_MS });
  return outcomeOf(answer);
}

async function bodyOf({ documents, urls }: HttpDoor, delivery: SnsDelivery): Promise<string> {
  const { topic, subscription, notification } = delivery;
  const { subscriptionArn } = subscription;
  if (notification.type !== "Notification") {
    return await documents.confirmation(topic, notification, subscriptionArn);
  }
  if (isRaw(delivery)) return notification.message;
  const envelope = await documents.envelope(topic, notification);
  return envelopeText(envelope, urls.unsubscribe(topic.topicArn, subscriptionArn));
}

/** Confirmations are never raw. */
function isRaw({ subscription, notification }: SnsDelivery): boolean {
  return subscription.rawMessageDelivery && notification.type === "Notification";
}

/** Recorded, test/fixtures/aws-recordings/sns/sns--TestSNSSubscriptionHttp.subscribe_external_http_endpoint.json */
function headersOf(delivery: SnsDelivery): Record<string, string> {
  const { topic, subscription, notification } = delivery;
  const isConfirmed = notification.type !== "SubscriptionConfirmation";
  return {
    "x-amz-sns-message-type": notification.type,
    "x-amz-sns-message-id": notification.messageId,
    "x-amz-sns-topic-arn": topic.topicArn,
    ...(isConfirmed ? { "x-amz-sns-subscription-arn": subscription.subscriptionArn } : {}),
    ...(isRaw(delivery) ? { "x-amz-sns-rawdelivery": "true" } : {}),
    "Content-Type": contentTypeOf(delivery),
    Connection: "Keep-Alive",
    "User-Agent": "Amazon Simple Notification Service Agent",
    "Accept-Encoding": "gzip,deflate",
  };
}

/** A delivery policy's `headerContentType` is for notifications (localstack, test_subscribe_external_http_endpoint_content_type). */
function contentTypeOf({ subscription, notification }: SnsDelivery): string {
  if (notification.type !== "Notification") return CONTENT_TYPE;
  return subscription.headerContentType ?? CONTENT_TYPE;
}

/**
 * 5xx and 429 may be tried again, like endpoints that cannot be reached; every other failure is permanent.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
function outcomeOf(answer: HttpAnswer): DeliveryOutcome {
  if (answer.kind === "unanswered") return { kind: "failed", clientError: false, reason: answer.reason };
  const { statusCode } = answer;
  if (statusCode >= 200 && statusCode < 300) return { kind: "delivered", statusCode };
  const isRetryable = statusCode >= 500 || statusCode === 429;
  return { kind: "failed", clientError: !isRetryable, reason: `The endpoint answered ${statusCode}.`, statusCode };
}
