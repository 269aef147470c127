import type { DeleteQueueRequest } from "../../protocol/generated/sqs.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export const deleteQueue: Operation<DeleteQueueRequest, void> = ({ queues }, request, context) => {
  queues.delete(queues.ofRequest(request.QueueUrl, context), context.causeId);
};
