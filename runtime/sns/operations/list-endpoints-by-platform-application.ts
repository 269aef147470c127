import type {
  ListEndpointsByPlatformApplicationInput,
  ListEndpointsByPlatformApplicationResponse,
} from "../../protocol/generated/sns.ts";
import { pageOf } from "../paging.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListEndpointsByPlatformApplication.html */
export const listEndpointsByPlatformApplication: Operation<
  ListEndpointsByPlatformApplicationInput,
  ListEndpointsByPlatformApplicationResponse
> = ({ platforms }, request) => {
  const { endpoints } = platforms.ofRequest(request.PlatformApplicationArn);
  const { items, nextToken } = pageOf([...endpoints.values()], ({ arn }) => arn, request.NextToken);
  const listed = items.map(({ arn, attributes }) => ({ EndpointArn: arn, Attributes: attributes }));
  return { Endpoints: listed, NextToken: nextToken };
};
