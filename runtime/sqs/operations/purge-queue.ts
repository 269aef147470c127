import type { PurgeQueueRequest } from "../../protocol/generated/sqs.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const purgeQueue: Operation<PurgeQueueRequest, void> = ({ queues }, request, context) => {
  queues.ofRequest(request.QueueUrl, context).purge(context.causeId);
};
