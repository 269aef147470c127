import type {
  DeleteMessageBatchRequest,
  DeleteMessageBatchRequestEntry,
  DeleteMessageBatchResult,
} from "../../protocol/generated/sqs.ts";
import { checkBatch, runBatch } from "../batch.ts";
import type { Operation, Unchecked } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const deleteMessageBatch: Operation<DeleteMessageBatchRequest, DeleteMessageBatchResult> = (
  { queues },
  request,
  context,
) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  const entries = checkBatch<Unchecked<DeleteMessageBatchRequestEntry>>(
    request.Entries,
    "DeleteMessageBatchRequestEntry",
  );
  return runBatch(entries, ({ Id, ReceiptHandle = "" }) => {
    queue.delete(ReceiptHandle, { by: "client", causeId: context.causeId });
    return { Id };
  });
};
