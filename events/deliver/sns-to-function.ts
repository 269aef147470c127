import type { DeliveryOutcome, SnsDelivery } from "../../runtime/core/deliver.ts";
import type { InvokeAsync } from "../../runtime/core/ports.ts";
import type { PublishedMessage } from "../payloads/sns-envelope.ts";
import { toSnsEventText } from "../payloads/sns-lambda.ts";
import { refusedBy } from "./outcomes.ts";
import type { SnsDocuments } from "./sns-documents.ts";
import type { SnsUrls } from "./sns-urls.ts";

export interface FunctionDoor {
  readonly invokeAsync: InvokeAsync;
  readonly documents: SnsDocuments;
  readonly urls: SnsUrls;
}

/** Invokes a function asynchronously: delivered is what Lambda has accepted, whatever the function makes of it. */
export async function deliverToFunction(
  { invokeAsync, documents, urls }: FunctionDoor,
  { topic, subscription, causeId }: SnsDelivery,
  message: PublishedMessage,
): Promise<DeliveryOutcome> {
  const { topicArn } = topic;
  const { subscriptionArn, endpoint } = subscription;
  const signature = await documents.signature(topic, message);
  const origin = { topicArn, subscriptionArn, unsubscribeUrl: urls.unsubscribe(topicArn, subscriptionArn) };
  const payload = toSnsEventText(message, origin, signature);
  try {
    invokeAsync({ functionName: endpoint, payload, causeId, traceHeader: message.traceHeader });
    // Recorded, sns--TestSNSPublishDelivery.delivery_lambda.
    return { kind: "delivered", statusCode: 202 };
  } catch (error) {
    return refusedBy(error);
  }
}
