import type { CreateEndpointResponse, CreatePlatformEndpointInput } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformEndpoint.html */
export const createPlatformEndpoint: Operation<CreatePlatformEndpointInput, CreateEndpointResponse> = (
  { platforms },
  request,
) => {
  const { PlatformApplicationArn: arn, Token: token, CustomUserData: data, Attributes: given = {} } = request;
  // `CustomUserData` can be given in both places; the attribute counts.
  const attributes = data === undefined ? given : { CustomUserData: data, ...given };
  return { EndpointArn: platforms.createEndpoint(platforms.ofRequest(arn), token, attributes).arn };
};
