import type { DeleteMessageRequest } from "../../protocol/generated/sqs.ts";
import { missingParameter } from "../errors.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const deleteMessage: Operation<DeleteMessageRequest, void> = ({ queues }, request, context) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  if (request.ReceiptHandle === undefined) throw missingParameter("ReceiptHandle");
  queue.delete(request.ReceiptHandle, { by: "client", causeId: context.causeId });
};
