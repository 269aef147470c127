import type {
  GetSubscriptionAttributesInput,
  GetSubscriptionAttributesResponse,
} from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
export const getSubscriptionAttributes: Operation<GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse> = (
  { subscriptions },
  request,
) => ({ Attributes: subscriptions.ofRequest(request.SubscriptionArn).attributes() });
