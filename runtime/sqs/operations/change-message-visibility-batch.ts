import type {
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityBatchRequestEntry,
  ChangeMessageVisibilityBatchResult,
} from "../../protocol/generated/sqs.ts";
import { checkBatch, runBatch } from "../batch.ts";
import { changeVisibility } from "./change-message-visibility.ts";
import type { Operation, Unchecked } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const changeMessageVisibilityBatch: Operation<
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityBatchResult
> = ({ queues }, request, context) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  const entries = checkBatch<Unchecked<ChangeMessageVisibilityBatchRequestEntry>>(
    request.Entries,
    "ChangeMessageVisibilityBatchRequestEntry",
  );
  return runBatch(entries, (entry) => {
    changeVisibility(queue, entry);
    return { Id: entry.Id };
  });
};
