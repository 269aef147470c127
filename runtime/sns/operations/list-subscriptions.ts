import type { ListSubscriptionsInput, ListSubscriptionsResponse } from "../../protocol/generated/sns.ts";
import { toListed } from "../listed-subscription.ts";
import { pageOf } from "../paging.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html */
export const listSubscriptions: Operation<ListSubscriptionsInput, ListSubscriptionsResponse> = (
  { subscriptions },
  request,
  context,
) => {
  const { items, nextToken } = pageOf(subscriptions.of(context), ({ arn }) => arn, request.NextToken);
  return { Subscriptions: items.map(toListed), NextToken: nextToken };
};
