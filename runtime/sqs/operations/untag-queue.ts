import type { UntagQueueRequest } from "../../protocol/generated/sqs.ts";
import { missingParameter } from "../errors.ts";
import type { Operation } from "./service-parts.ts";

/** Keys that are not there are passed over. @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export const untagQueue: Operation<UntagQueueRequest, void> = ({ queues }, request, context) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  if (request.TagKeys === undefined) throw missingParameter("TagKeys");
  for (const key of request.TagKeys) queue.tags.delete(key);
};
