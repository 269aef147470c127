import type { ListTopicsInput, ListTopicsResponse } from "../../protocol/generated/sns.ts";
import { pageOf } from "../paging.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export const listTopics: Operation<ListTopicsInput, ListTopicsResponse> = ({ topics }, request, context) => {
  const { items, nextToken } = pageOf(topics.of(context), ({ arn }) => arn, request.NextToken);
  return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken: nextToken };
};
