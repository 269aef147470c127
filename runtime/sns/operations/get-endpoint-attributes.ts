import type { GetEndpointAttributesInput, GetEndpointAttributesResponse } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_GetEndpointAttributes.html */
export const getEndpointAttributes: Operation<GetEndpointAttributesInput, GetEndpointAttributesResponse> = (
  { platforms },
  request,
) => ({ Attributes: platforms.endpointOfRequest(request.EndpointArn).attributes });
