import type { TagResourceRequest, TagResourceResponse } from "../../protocol/generated/sns.ts";
import { addTags } from "../tags.ts";
import { taggedTopic } from "../tagged-topic.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html */
export const tagResource: Operation<TagResourceRequest, TagResourceResponse> = ({ topics }, request) => {
  addTags(taggedTopic(topics, request.ResourceArn).tags, request.Tags);
  return {};
};
