import type { CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult } from "../../protocol/generated/sqs.ts";
import { missingParameter } from "../errors.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CancelMessageMoveTask.html */
export const cancelMessageMoveTask: Operation<CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult> = (
  { moveTasks },
  request,
) => {
  if (request.TaskHandle === undefined) throw missingParameter("TaskHandle");
  return { ApproximateNumberOfMessagesMoved: moveTasks.cancel(request.TaskHandle).messagesMoved };
};
