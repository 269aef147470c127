import type { SubscribeInput, SubscribeResponse } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
export const subscribe: Operation<SubscribeInput, SubscribeResponse> = (
  { topics, subscriptions },
  request,
  context,
) => {
  const { TopicArn: arn, Protocol: protocol, Endpoint: endpoint, Attributes: attributes = {} } = request;
  const topic = topics.ofRequest(arn, context);
  const { accountId: callerId, causeId } = context;
  const subscription = subscriptions.subscribe(topic, { protocol, endpoint, attributes, callerId, causeId });
  const isHidden = subscription.isPending && request.ReturnSubscriptionArn !== true;
  return { SubscriptionArn: isHidden ? "pending confirmation" : subscription.arn };
};
