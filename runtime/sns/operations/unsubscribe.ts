import type { UnsubscribeInput } from "../../protocol/generated/sns.ts";
import { checkArn } from "../arns.ts";
import { invalidParameter, notAuthorized } from "../errors.ts";
import type { Operation } from "./service-parts.ts";

/**
 * A subscription that does not exist is ended already (recorded).
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html
 */
export const unsubscribe: Operation<UnsubscribeInput, void> = ({ subscriptions }, request, context) => {
  const { SubscriptionArn: arn } = request;
  // A topic's ARN has six elements, a subscription's seven.
  if (checkArn("SubscriptionArn", arn).length < 7) throw invalidParameter("SubscriptionId");
  const subscription = subscriptions.byArn(arn);
  if (subscription === undefined) return;
  // Quoted in public (go-to-k/cdkd issue 1301, July 2026); Terraform and CloudFormation take it for a success.
  if (subscription.isPending) {
    throw invalidParameter("SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation");
  }
  if (subscription.mustAuthenticateUnsubscribe && context.accessKeyId === undefined) {
    throw notAuthorized("The subscription requires a signed Unsubscribe request");
  }
  const isByOwner = context.accessKeyId !== undefined && context.accountId === subscription.ownerId;
  subscriptions.unsubscribe(subscription, isByOwner, context.causeId);
};
