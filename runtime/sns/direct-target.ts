import type { SnsTopicView } from "../core/deliver.ts";
import type { DeliveryTarget } from "./deliveries.ts";
import { fixedRetryPolicy } from "./retry-schedule.ts";

/** An endpoint that is published to without a topic. */
export type DirectTarget = DeliveryTarget;

const NO_TOPIC: SnsTopicView = { topicArn: "", isFifo: false, signatureVersion: "1", displayName: "" };

export function endpointTarget(endpointArn: string): DirectTarget {
  return directTarget("application", endpointArn);
}

export function phoneTarget(phoneNumber: string): DirectTarget {
  return directTarget("sms", phoneNumber);
}

function directTarget(protocol: "application" | "sms", endpoint: string): DirectTarget {
  return {
    arn: endpoint,
    topicView: NO_TOPIC,
    view: { subscriptionArn: "", protocol, endpoint, rawMessageDelivery: false },
    retryPolicy: fixedRetryPolicy(protocol),
    deadLetterQueueArn: undefined,
    maxReceivesPerSecond: undefined,
    isActive: true,
  };
}
