import type { Subscription as ListedSubscription } from "../protocol/generated/sns.ts";
import type { Subscription } from "./subscription.ts";

/** How a subscription stands in a listing; a pending one hides its ARN. */
export function toListed(subscription: Subscription): ListedSubscription {
  return {
    SubscriptionArn: subscription.view.subscriptionArn,
    Owner: subscription.ownerId,
    Protocol: subscription.protocol,
    Endpoint: subscription.endpoint,
    TopicArn: subscription.topic.arn,
  };
}
