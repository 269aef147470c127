import type { ListPlatformApplicationsInput, ListPlatformApplicationsResponse } from "../../protocol/generated/sns.ts";
import { pageOf } from "../paging.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListPlatformApplications.html */
export const listPlatformApplications: Operation<ListPlatformApplicationsInput, ListPlatformApplicationsResponse> = (
  { platforms },
  request,
  context,
) => {
  const { items, nextToken } = pageOf(platforms.of(context), ({ arn }) => arn, request.NextToken);
  const applications = items.map(({ arn, attributes }) => ({ PlatformApplicationArn: arn, Attributes: attributes }));
  return { PlatformApplications: applications, NextToken: nextToken };
};
