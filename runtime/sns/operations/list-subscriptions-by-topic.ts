import type { ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse } from "../../protocol/generated/sns.ts";
import { toListed } from "../listed-subscription.ts";
import { pageOf } from "../paging.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
export const listSubscriptionsByTopic: Operation<ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse> = (
  { topics },
  request,
  context,
) => {
  const topic = topics.ofRequest(request.TopicArn, context);
  const { items, nextToken } = pageOf([...topic.subscriptions], ({ arn }) => arn, request.NextToken);
  return { Subscriptions: items.map(toListed), NextToken: nextToken };
};
