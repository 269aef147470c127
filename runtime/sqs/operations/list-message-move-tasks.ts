import type {
  ListMessageMoveTasksRequest,
  ListMessageMoveTasksResult,
  ListMessageMoveTasksResultEntry,
} from "../../protocol/generated/sqs.ts";
import { invalidParameterValue, missingParameter } from "../errors.ts";
import { inRange, MOVE_TASKS_MAX_RESULTS } from "../limits.ts";
import { type MoveTask, moveTaskHandle } from "../move-tasks.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html */
export const listMessageMoveTasks: Operation<ListMessageMoveTasksRequest, ListMessageMoveTasksResult> = (
  { moveTasks },
  request,
) => {
  if (request.SourceArn === undefined) throw missingParameter("SourceArn");
  const maxResults = request.MaxResults ?? 1;
  if (!inRange(maxResults, MOVE_TASKS_MAX_RESULTS)) {
    const { min, max } = MOVE_TASKS_MAX_RESULTS;
    throw invalidParameterValue(
      `Value for parameter MaxResults is invalid. Reason: You must enter a number that's between ${min} and ${max}.`,
    );
  }
  const tasks = moveTasks.list(request.SourceArn, maxResults);
  return tasks.length === 0 ? {} : { Results: tasks.map(toEntry) };
};

/** Recorded: a handle only while the task can be cancelled, a destination only when one was given. */
function toEntry(task: MoveTask): ListMessageMoveTasksResultEntry {
  return {
    ...(task.status === "RUNNING" ? { TaskHandle: moveTaskHandle(task) } : undefined),
    Status: task.status,
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    MaxNumberOfMessagesPerSecond: task.maxMessagesPerSecond,
    ApproximateNumberOfMessagesMoved: task.messagesMoved,
    ApproximateNumberOfMessagesToMove: task.messagesToMove,
    FailureReason: task.failureReason,
    StartedTimestamp: task.startedAt,
  };
}
