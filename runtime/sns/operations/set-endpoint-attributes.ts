import type { SetEndpointAttributesInput } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_SetEndpointAttributes.html */
export const setEndpointAttributes: Operation<SetEndpointAttributesInput, void> = ({ platforms }, request) => {
  platforms.setEndpointAttributes(platforms.endpointOfRequest(request.EndpointArn), request.Attributes);
};
