import type { SnsMessageAttribute, SnsNotification } from "../../runtime/core/deliver.ts";
import { isoTimestamp, jsonText } from "./json-text.ts";

export type PublishedMessage = Extract<SnsNotification, { type: "Notification" }>;
export type ConfirmationRequest = Exclude<SnsNotification, { type: "Notification" }>;

/** What proves that a document comes from SNS. */
export interface SnsSignature {
  readonly version: "1" | "2";
  /** Base64. */
  readonly signature: string;
  readonly signingCertUrl: string;
}

/** An envelope, cut at the only value in which the subscriptions of one publish differ. */
export interface SnsEnvelope {
  readonly beforeUnsubscribeUrl: string;
  readonly afterUnsubscribeUrl: string;
}

/**
 * The document that queues and HTTP endpoints get for a published message, byte for byte: AWS's pretty printing, order of keys
 * and compact attributes. Digests of real deliveries fit (test/unit/events/sns-envelope.test.ts).
 *
 * @param signature absent for FIFO topics, whose messages carry none (recorded)
 * @see https://docs.aws.amazon.com/sns/latest/dg/http-notification-json.html
 */
export function toSnsEnvelope(
  topicArn: string,
  message: PublishedMessage,
  signature: SnsSignature | undefined,
): SnsEnvelope {
  const { messageId, fifo, subject, messageAttributes } = message;
  const lines = [member("Type", "Notification"), member("MessageId", messageId)];
  if (fifo !== undefined) lines.push(member("SequenceNumber", fifo.sequenceNumber));
  lines.push(member("TopicArn", topicArn));
  if (subject !== undefined) lines.push(member("Subject", subject));
  lines.push(member("Message", message.message), member("Timestamp", isoTimestamp(message.publishedAt)));
  if (signature !== undefined) lines.push(...signatureMembers(signature));
  return {
    beforeUnsubscribeUrl: `{\n${lines.join(",\n")},\n  "UnsubscribeURL" : `,
    afterUnsubscribeUrl: `${message.replayed === true ? REPLAYED : ""}${attributesMember(messageAttributes)}\n}`,
  };
}

/**
 * "A replayed message [...] also contains the attribute Replayed". AWS leaves its place and value open: we put it last.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-subscriber.html
 */
const REPLAYED = ',\n  "Replayed" : "true"';

export function envelopeText(envelope: SnsEnvelope, unsubscribeUrl: string): string {
  return envelope.beforeUnsubscribeUrl + jsonText(unsubscribeUrl) + envelope.afterUnsubscribeUrl;
}

/** What a confirmation says besides its request. */
export interface ConfirmationContext {
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly subscribeUrl: string;
}

/**
 * The document that asks an endpoint whether it wants a subscription, or tells it how to have it back.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/http-subscription-confirmation-json.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/http-unsubscribe-confirmation-json.html
 */
export function toConfirmationDocument(
  request: ConfirmationRequest,
  context: ConfirmationContext,
  signature: SnsSignature,
): string {
  const lines = [
    member("Type", request.type),
    member("MessageId", request.messageId),
    member("Token", request.token),
    member("TopicArn", context.topicArn),
    member("Message", confirmationMessage(request, context)),
    member("SubscribeURL", context.subscribeUrl),
    member("Timestamp", isoTimestamp(request.publishedAt)),
    ...signatureMembers(signature),
  ];
  return `{\n${lines.join(",\n")}\n}`;
}

/** Recorded, test/fixtures/aws-recordings/sns/sns--TestSNSSubscriptionHttp.subscribe_external_http_endpoint.json */
export function confirmationMessage(
  { type }: ConfirmationRequest,
  { topicArn, subscriptionArn }: Pick<ConfirmationContext, "topicArn" | "subscriptionArn">,
): string {
  return type === "SubscriptionConfirmation"
    ? `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`
    : `You have chosen to deactivate subscription ${subscriptionArn}.\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.`;
}

function member(name: string, value: string): string {
  return `  "${name}" : ${jsonText(value)}`;
}

function signatureMembers({ version, signature, signingCertUrl }: SnsSignature): string[] {
  return [
    member("SignatureVersion", version),
    member("Signature", signature),
    member("SigningCertURL", signingCertUrl),
  ];
}

function attributesMember(attributes: Readonly<Record<string, SnsMessageAttribute>>): string {
  const lines = Object.entries(attributes).map(
    ([name, attribute]) => `    ${jsonText(name)} : ${attributeJson(attribute)}`,
  );
  return lines.length === 0 ? "" : `,\n  "MessageAttributes" : {\n${lines.join(",\n")}\n  }`;
}

export function attributeJson({ dataType, value }: SnsMessageAttribute): string {
  return `{"Type":${jsonText(dataType)},"Value":${jsonText(value)}}`;
}
