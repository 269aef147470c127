import { isoTimestamp } from "../../payloads/json-text.ts";
import {
  confirmationMessage,
  type ConfirmationContext,
  type ConfirmationRequest,
  type PublishedMessage,
} from "../../payloads/sns-envelope.ts";

/**
 * What the signature of a published message covers. Nothing of a subscription is in it: one signature serves all of them.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
 */
export function stringToSign(topicArn: string, message: PublishedMessage): string {
  const { messageId, subject, publishedAt } = message;
  return inLines([
    ["Message", message.message],
    ["MessageId", messageId],
    ...(subject === undefined ? [] : ([["Subject", subject]] as const)),
    ["Timestamp", isoTimestamp(publishedAt)],
    ["TopicArn", topicArn],
    ["Type", message.type],
  ]);
}

export function confirmationStringToSign(request: ConfirmationRequest, context: ConfirmationContext): string {
  return inLines([
    ["Message", confirmationMessage(request, context)],
    ["MessageId", request.messageId],
    ["SubscribeURL", context.subscribeUrl],
    ["Timestamp", isoTimestamp(request.publishedAt)],
    ["Token", request.token],
    ["TopicArn", context.topicArn],
    ["Type", request.type],
  ]);
}

function inLines(members: readonly (readonly [name: string, value: string])[]): string {
  return members.map(([name, value]) => `${name}\n${value}\n`).join("");
}
