import type { DeliveryOutcome, SnsDelivery } from "../../runtime/core/deliver.ts";
import { type ConfirmationRequest, envelopeText, type PublishedMessage } from "../payloads/sns-envelope.ts";
import { type PersonalMessage, toConfirmationEmail, toEmail, toTextMessage } from "../payloads/sns-person.ts";
import type { Inbox } from "./inbox.ts";
import type { SnsDocuments } from "./sns-documents.ts";
import type { SnsUrls } from "./sns-urls.ts";

export interface InboxDoor {
  readonly inbox: Inbox;
  readonly documents: SnsDocuments;
  readonly urls: SnsUrls;
}

/** Puts into the inbox what the recipient would have read: e-mails, text messages and push notifications leave AWS, but not us. */
export async function deliverToInbox(door: InboxDoor, delivery: SnsDelivery): Promise<DeliveryOutcome> {
  const { topic, subscription, notification, causeId } = delivery;
  const { protocol, endpoint, subscriptionArn } = subscription;
  const { type, messageId } = notification;
  const { topicArn } = topic;
  const content =
    notification.type === "Notification"
      ? await messageOf(door, delivery, notification)
      : await confirmationOf(door, delivery, notification);
  door.inbox.receive({ protocol, endpoint, topicArn, subscriptionArn, type, messageId, ...content }, causeId);
  return { kind: "delivered", statusCode: 200 };
}

async function messageOf(door: InboxDoor, delivery: SnsDelivery, message: PublishedMessage): Promise<PersonalMessage> {
  const { topic, subscription } = delivery;
  if (subscription.protocol === "application") return { subject: undefined, text: message.message };
  if (subscription.protocol === "sms") return toTextMessage(topic, message);
  const unsubscribeUrl = door.urls.unsubscribe(topic.topicArn, subscription.subscriptionArn);
  const email = toEmail(message, unsubscribeUrl);
  if (subscription.protocol === "email") return email;
  return { ...email, text: envelopeText(await door.documents.envelope(topic, message), unsubscribeUrl) };
}

async function confirmationOf(
  { documents, urls }: InboxDoor,
  { topic, subscription }: SnsDelivery,
  request: ConfirmationRequest,
): Promise<PersonalMessage> {
  const email = toConfirmationEmail(request, topic.topicArn, urls.subscribe(topic.topicArn, request.token));
  if (subscription.protocol === "email") return email;
  return { ...email, text: await documents.confirmation(topic, request, subscription.subscriptionArn) };
}
