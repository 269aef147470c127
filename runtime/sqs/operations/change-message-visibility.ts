import type { ChangeMessageVisibilityRequest } from "../../protocol/generated/sqs.ts";
import { missingParameter, visibilityTimeoutOutOfRange } from "../errors.ts";
import { inRange, VISIBILITY_TIMEOUT_SECONDS } from "../limits.ts";
import type { Queue } from "../queue.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const changeMessageVisibility: Operation<ChangeMessageVisibilityRequest, void> = (
  { queues },
  request,
  context,
) => {
  changeVisibility(queues.ofRequest(request.QueueUrl, context), request);
};

/** What single calls and batch entries share. */
export function changeVisibility(
  queue: Queue,
  entry: { readonly ReceiptHandle?: string | undefined; readonly VisibilityTimeout?: number | undefined },
): void {
  const { ReceiptHandle: handle, VisibilityTimeout: visibilityTimeoutSeconds } = entry;
  if (handle === undefined) throw missingParameter("ReceiptHandle");
  if (visibilityTimeoutSeconds === undefined) throw missingParameter("VisibilityTimeout");
  if (!inRange(visibilityTimeoutSeconds, VISIBILITY_TIMEOUT_SECONDS)) {
    throw visibilityTimeoutOutOfRange(visibilityTimeoutSeconds);
  }
  queue.changeVisibility(handle, visibilityTimeoutSeconds);
}
