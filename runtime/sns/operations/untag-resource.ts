import type { UntagResourceRequest, UntagResourceResponse } from "../../protocol/generated/sns.ts";
import { taggedTopic } from "../tagged-topic.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_UntagResource.html */
export const untagResource: Operation<UntagResourceRequest, UntagResourceResponse> = ({ topics }, request) => {
  const { tags } = taggedTopic(topics, request.ResourceArn);
  for (const key of request.TagKeys) tags.delete(key);
  return {};
};
