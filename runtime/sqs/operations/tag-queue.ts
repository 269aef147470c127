import type { TagQueueRequest } from "../../protocol/generated/sqs.ts";
import { missingParameter } from "../errors.ts";
import { checkTags } from "../tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html */
export const tagQueue: Operation<TagQueueRequest, void> = ({ queues }, request, context) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  if (request.Tags === undefined) throw missingParameter("Tags");
  const tags = Object.entries(request.Tags);
  checkTags(new Set([...queue.tags.keys(), ...tags.map(([key]) => key)]).size);
  for (const [key, value] of tags) queue.tags.set(key, value);
};
