import type { ListQueueTagsRequest, ListQueueTagsResult } from "../../protocol/generated/sqs.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html */
export const listQueueTags: Operation<ListQueueTagsRequest, ListQueueTagsResult> = ({ queues }, request, context) => {
  const { tags } = queues.ofRequest(request.QueueUrl, context);
  // No key at all when there is none (recorded).
  return tags.size === 0 ? {} : { Tags: Object.fromEntries(tags) };
};
