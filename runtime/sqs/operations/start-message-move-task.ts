import type { StartMessageMoveTaskRequest, StartMessageMoveTaskResult } from "../../protocol/generated/sqs.ts";
import { missingParameter } from "../errors.ts";
import { moveTaskHandle } from "../move-tasks.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export const startMessageMoveTask: Operation<StartMessageMoveTaskRequest, StartMessageMoveTaskResult> = (
  { moveTasks },
  request,
) => {
  if (request.SourceArn === undefined) throw missingParameter("SourceArn");
  const task = moveTasks.start({
    sourceArn: request.SourceArn,
    destinationArn: request.DestinationArn,
    maxMessagesPerSecond: request.MaxNumberOfMessagesPerSecond,
  });
  return { TaskHandle: moveTaskHandle(task) };
};
