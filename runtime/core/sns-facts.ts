/** What happens to topics, subscriptions and their messages. Names and units as in `facts.ts`. */
export type SnsFact =
  | { readonly kind: "sns.topicCreated"; readonly topicArn: string }
  | { readonly kind: "sns.topicDeleted"; readonly topicArn: string; readonly subscriptions: number }
  | { readonly kind: "sns.topicAttributesSet"; readonly topicArn: string; readonly attributes: readonly string[] }
  | {
      readonly kind: "sns.subscribed";
      readonly topicArn: string;
      readonly subscriptionArn: string;
      readonly protocol: string;
      readonly endpoint: string;
      /** Whether its owner must still confirm it; until then nothing is delivered. */
      readonly pendingConfirmation: boolean;
    }
  | {
      readonly kind: "sns.subscriptionConfirmed";
      readonly subscriptionArn: string;
      readonly protocol: string;
      readonly endpoint: string;
    }
  | {
      readonly kind: "sns.subscriptionAttributesSet";
      readonly subscriptionArn: string;
      readonly protocol: string;
      readonly endpoint: string;
      readonly attributes: readonly string[];
    }
  | {
      readonly kind: "sns.unsubscribed";
      readonly subscriptionArn: string;
      readonly protocol: string;
      readonly endpoint: string;
      readonly reason: string;
    }
  | {
      readonly kind: "sns.messagePublished";
      /** The topic's ARN, a platform endpoint's ARN or a phone number. */
      readonly target: string;
      readonly messageId: string;
      /** With its attributes, as the limit counts them. */
      readonly messageBytes: number;
      /** How many the topic has, those that wait for their confirmation included; absent for a direct publish. */
      readonly subscriptions?: number;
      /** How many of them wait for their confirmation and get nothing. */
      readonly pendingSubscriptions?: number;
      /** The FIFO topic keeps it in its archive. */
      readonly archived?: true;
    }
  /** A FIFO topic had a message with this deduplication id within five minutes: accepted, and delivered to nobody. */
  | {
      readonly kind: "sns.messageDeduplicated";
      readonly topicArn: string;
      readonly messageId: string;
      readonly messageDeduplicationId: string;
    }
  | {
      readonly kind: "sns.messageFilteredOut";
      /** For a phone that was published to without a topic: its number. */
      readonly subscriptionArn: string;
      readonly messageId: string;
      readonly protocol: string;
      readonly endpoint: string;
      /** One sentence: which key wanted what. */
      readonly reason: string;
    }
  | {
      readonly kind: "sns.delivered";
      readonly subscriptionArn: string;
      readonly messageId: string;
      readonly protocol: string;
      readonly endpoint: string;
      /** Counts from 1. */
      readonly attempt: number;
      /** The message itself was brought, without SNS's envelope. */
      readonly raw?: true;
    }
  | {
      readonly kind: "sns.deliveryFailed";
      readonly subscriptionArn: string;
      readonly messageId: string;
      readonly protocol: string;
      readonly endpoint: string;
      readonly attempt: number;
      readonly reason: string;
      /** Absent when there is no further attempt. */
      readonly nextAttemptAt?: number;
    }
  | {
      readonly kind: "sns.movedToDeadLetterQueue";
      readonly subscriptionArn: string;
      readonly messageId: string;
      readonly deadLetterQueueArn: string;
      readonly attempts: number;
    }
  | { readonly kind: "sns.replayStarted"; readonly subscriptionArn: string; readonly messages: number }
  | { readonly kind: "sns.replayEnded"; readonly subscriptionArn: string; readonly status: "Completed" | "Failed" };
