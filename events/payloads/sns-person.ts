import type { SnsTopicView } from "../../runtime/core/deliver.ts";
import type { ConfirmationRequest, PublishedMessage } from "./sns-envelope.ts";

/** What a person reads. */
export interface PersonalMessage {
  /** Of an e-mail; text messages have none. */
  readonly subject: string | undefined;
  readonly text: string;
}

/** As AWS's mails are quoted in public; no recording has one. */
export function toEmail({ subject, message }: PublishedMessage, unsubscribeUrl: string): PersonalMessage {
  return {
    subject: subject ?? "AWS Notification Message",
    text: `${message}\n\n--\nIf you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe:\n${unsubscribeUrl}`,
  };
}

/** As AWS's mails are quoted in public; no recording has one. */
export function toConfirmationEmail(
  { type }: ConfirmationRequest,
  topicArn: string,
  subscribeUrl: string,
): PersonalMessage {
  return type === "SubscriptionConfirmation"
    ? {
        subject: "AWS Notification - Subscription Confirmation",
        text: `You have chosen to subscribe to the topic:\n${topicArn}\n\nTo confirm this subscription, click or visit the link below (If this was in error no action is necessary):\n${subscribeUrl}`,
      }
    : {
        subject: "AWS Notification - Unsubscribe Confirmation",
        text: `Your subscription to the topic below has been deactivated:\n${topicArn}\n\nIf this was in error, click or visit the link below to re-subscribe:\n${subscribeUrl}`,
      };
}

/** Characters of a topic's display name that a text message shows. https://docs.aws.amazon.com/sns/latest/dg/sns-create-topic.html */
const SHOWN_DISPLAY_NAME = 10;

export function toTextMessage({ displayName }: SnsTopicView, { message }: PublishedMessage): PersonalMessage {
  const prefix = displayName === "" ? "" : `${displayName.slice(0, SHOWN_DISPLAY_NAME)}> `;
  return { subject: undefined, text: `${prefix}${message}` };
}
