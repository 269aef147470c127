import type { SetSubscriptionAttributesInput } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
export const setSubscriptionAttributes: Operation<SetSubscriptionAttributesInput, void> = (
  { subscriptions },
  request,
  context,
) => {
  const { SubscriptionArn: arn, AttributeName: name, AttributeValue: value } = request;
  subscriptions.setAttribute(subscriptions.ofRequest(arn), name, value, context.causeId);
};
