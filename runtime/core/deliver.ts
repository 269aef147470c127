/**
 * How SNS and S3 reach other services without importing them. A service decides *who* gets something and hands over the domain
 * value; `events/` implements the port, decides *what* they get (the payload) and brings it through the target's own door.
 */
import type { FactId } from "./journal.ts";

/**
 * One attempt; retries are the sending service's decision. Never rejects. A target in the same process may answer at once:
 * a publish to many queues then costs no promise per queue.
 */
export type Deliver = (delivery: Delivery) => DeliveryOutcome | Promise<DeliveryOutcome>;

export type Delivery = SnsDelivery;

/** Expected outcomes are values: a delivery that fails is a normal event here. */
export type DeliveryOutcome =
  | { readonly kind: "delivered"; readonly statusCode?: number }
  /** `clientError`: the target is gone or refuses for good; AWS does not retry it. `reason` is one sentence. */
  | { readonly kind: "failed"; readonly clientError: boolean; readonly reason: string; readonly statusCode?: number };

/** SNS brings something to one subscription's endpoint. */
export interface SnsDelivery {
  readonly kind: "sns";
  readonly topic: SnsTopicView;
  readonly subscription: SnsSubscriptionView;
  readonly notification: SnsNotification;
  readonly causeId: FactId | undefined;
}

export interface SnsTopicView {
  readonly topicArn: string;
  readonly isFifo: boolean;
  readonly signatureVersion: "1" | "2";
  readonly displayName: string;
}

export type SnsProtocol =
  | "sqs"
  | "lambda"
  | "http"
  | "https"
  | "email"
  | "email-json"
  | "sms"
  | "application"
  | "firehose";

export interface SnsSubscriptionView {
  /** `PendingConfirmation` before it is confirmed. */
  readonly subscriptionArn: string;
  readonly protocol: SnsProtocol;
  readonly endpoint: string;
  readonly rawMessageDelivery: boolean;
  /** For HTTP/S: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
  readonly headerContentType?: string;
}

/** What is brought: a published message, or the question whether a subscription is wanted. */
export type SnsNotification =
  | {
      readonly type: "Notification";
      readonly messageId: string;
      /** The text for this subscription's protocol (`MessageStructure=json` is resolved already). */
      readonly message: string;
      readonly subject: string | undefined;
      /** In publish order. */
      readonly messageAttributes: Readonly<Record<string, SnsMessageAttribute>>;
      /** Epoch milliseconds of the publish. */
      readonly publishedAt: number;
      readonly fifo?: {
        readonly messageGroupId: string;
        readonly messageDeduplicationId: string;
        readonly sequenceNumber: string;
      };
      /** From a FIFO topic's archive. */
      readonly replayed?: true;
      /** `MessageGroupId` of a publish to a standard topic, carried to queues for fair queues. */
      readonly messageGroupId?: string;
      /** The publisher's `x-amzn-trace-id`, carried as `AWSTraceHeader`. */
      readonly traceHeader?: string;
    }
  | {
      readonly type: "SubscriptionConfirmation" | "UnsubscribeConfirmation";
      readonly messageId: string;
      readonly token: string;
      readonly publishedAt: number;
    };

export interface SnsMessageAttribute {
  /** `String`, `String.Array`, `Number` or `Binary`. */
  readonly dataType: string;
  /** Text; base64 when `dataType` is `Binary`. */
  readonly value: string;
}
