import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from "../../protocol/generated/sns.ts";
import { listTags } from "../tags.ts";
import { taggedTopic } from "../tagged-topic.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListTagsForResource.html */
export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = (
  { topics },
  request,
) => ({ Tags: listTags(taggedTopic(topics, request.ResourceArn).tags) });
