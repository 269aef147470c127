import type { ConfirmSubscriptionInput, ConfirmSubscriptionResponse } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html */
export const confirmSubscription: Operation<ConfirmSubscriptionInput, ConfirmSubscriptionResponse> = (
  { subscriptions },
  request,
  { accessKeyId, causeId },
) => {
  const { TopicArn: topicArn, Token: token, AuthenticateOnUnsubscribe: authenticate = "false" } = request;
  const subscription = subscriptions.confirm(topicArn, token, {
    isSigned: accessKeyId !== undefined,
    authenticateOnUnsubscribe: authenticate.toLowerCase() === "true",
    causeId,
  });
  return { SubscriptionArn: subscription.arn };
};
