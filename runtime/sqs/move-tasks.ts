import type { Clock } from "../core/clock.ts";
import { AwsError } from "../core/errors.ts";
import type { Random } from "../core/random.ts";
import { invalidParameterValue, queueDoesNotExist, resourceNotFound } from "./errors.ts";
import { inRange, MOVE_TASK_MESSAGES_PER_SECOND } from "./limits.ts";
import type { Message } from "./message.ts";
import type { QueueRegistry } from "./queue-registry.ts";
import type { Queue } from "./queue.ts";

type MoveTaskStatus = "RUNNING" | "COMPLETED" | "CANCELLED" | "FAILED";

/** A message move task and how far it is. */
export interface MoveTask {
  readonly id: string;
  readonly sourceArn: string;
  /** Absent when messages go back to the queues they came from. */
  readonly destinationArn: string | undefined;
  readonly maxMessagesPerSecond: number | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly messagesToMove: number;
  status: MoveTaskStatus;
  messagesMoved: number;
  failureReason: string | undefined;
}

/** A task moves at least so often, with as many messages at once as its rate allows. */
const STEP_MS = 20;
/** Codes that ListMessageMoveTasks shows as reasons: as in the Query protocol (recorded). */
const NON_EXISTENT_QUEUE = "AWS.SimpleQueueService.NonExistentQueue";
const NO_SOURCE = "CouldNotDetermineMessageSource";

/**
 * Moves messages out of dead-letter queues, at a limited rate, on the clock.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
export class MoveTasks {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #queues: QueueRegistry;
  /** By source ARN, newest first. */
  readonly #tasks = new Map<string, MoveTask[]>();

  constructor(clock: Clock, random: Random, queues: QueueRegistry) {
    this.#clock = clock;
    this.#random = random;
    this.#queues = queues;
  }

  /** @throws {AwsError} when the source is no dead-letter queue, has a running task, or a queue is missing */
  start(request: {
    readonly sourceArn: string;
    readonly destinationArn: string | undefined;
    readonly maxMessagesPerSecond: number | undefined;
  }): MoveTask {
    const { sourceArn, destinationArn, maxMessagesPerSecond } = request;
    checkRate(maxMessagesPerSecond);
    const source = this.source(sourceArn);
    const destination = destinationArn === undefined ? undefined : this.#destination(source, destinationArn);
    if (!this.#isDeadLetterQueue(source)) {
      throw invalidParameterValue("Source queue must be configured as a Dead Letter Queue.");
    }
    if (this.#running(sourceArn) !== undefined) {
      throw invalidParameterValue(
        "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
      );
    }
    const task: MoveTask = {
      id: this.#random.uuid(),
      sourceArn,
      destinationArn,
      maxMessagesPerSecond,
      startedAt: this.#clock.now(),
      messagesToMove: source.counts.available,
      status: "RUNNING",
      messagesMoved: 0,
      failureReason: undefined,
    };
    this.#tasks.set(sourceArn, [task, ...(this.#tasks.get(sourceArn) ?? [])]);
    this.#clock.schedule(0, () => this.#step(task, source, destination));
    return task;
  }

  /** @returns the task, stopped */
  cancel(handle: string): MoveTask {
    const { taskId, sourceArn } = readHandle(handle);
    this.source(sourceArn);
    const task = this.#tasks.get(sourceArn)?.find(({ id }) => id === taskId);
    if (task === undefined) throw resourceNotFound("Task does not exist.");
    if (task.status !== "RUNNING") {
      throw invalidParameterValue("Only active tasks can be cancelled.");
    }
    task.status = "CANCELLED";
    return task;
  }

  /** Tasks of a source queue, newest first. */
  list(sourceArn: string, maxResults: number): readonly MoveTask[] {
    this.source(sourceArn);
    return (this.#tasks.get(sourceArn) ?? []).slice(0, maxResults);
  }

  /** @throws {AwsError} `ResourceNotFoundException` */
  source(sourceArn: string): Queue {
    const source = this.#queues.byArn(sourceArn);
    if (source !== undefined) return source;
    throw resourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
  }

  stop(): void {
    for (const tasks of this.#tasks.values()) {
      for (const task of tasks) if (task.status === "RUNNING") task.status = "CANCELLED";
    }
  }

  #destination(source: Queue, destinationArn: string): Queue {
    const destination = this.#queues.byArn(destinationArn);
    if (destination === undefined) {
      throw resourceNotFound("The resource that you specified for the DestinationArn parameter doesn't exist.");
    }
    if (destination === source) {
      throw invalidParameterValue("Source queue arn and destination queue arn cannot be the same.");
    }
    if (destination.isFifo !== source.isFifo) {
      throw invalidParameterValue("The source queue and destination queue must be of the same queue type.");
    }
    return destination;
  }

  #isDeadLetterQueue(queue: Queue): boolean {
    for (const source of this.#queues.sourcesOf(queue.arn)) return source !== undefined;
    return false;
  }

  #running(sourceArn: string): MoveTask | undefined {
    return this.#tasks.get(sourceArn)?.find(({ status }) => status === "RUNNING");
  }

  #step(task: MoveTask, source: Queue, destination: Queue | undefined): void {
    if (task.status !== "RUNNING") return;
    const rate = task.maxMessagesPerSecond ?? MOVE_TASK_MESSAGES_PER_SECOND.max;
    const elapsedMs = this.#clock.now() - task.startedAt;
    // The first message waits its turn too: four at one a second take AWS more than three seconds (AWS-validated by others).
    const due = Math.floor((elapsedMs * rate) / 1000);
    try {
      while (task.messagesMoved < due && task.messagesMoved < task.messagesToMove) {
        if (!source.redriveOne((message) => this.#destinationOf(message, destination))) {
          // What was counted at the start is in flight or gone by now.
          task.status = "COMPLETED";
          return;
        }
        task.messagesMoved += 1;
      }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      task.status = "FAILED";
      task.failureReason = error.code === "QueueDoesNotExist" ? NON_EXISTENT_QUEUE : error.code;
      return;
    }
    if (task.messagesMoved >= task.messagesToMove) task.status = "COMPLETED";
    else this.#clock.schedule(Math.max(STEP_MS, 1000 / rate), () => this.#step(task, source, destination));
  }

  #destinationOf(message: Message, destination: Queue | undefined): Queue {
    const arn = destination?.arn ?? message.deadLetterSourceArn;
    // A message that was sent to the dead-letter queue directly came from nowhere.
    if (arn === undefined) throw new AwsError(NO_SOURCE, "The source of the message could not be determined.");
    const queue = this.#queues.byArn(arn);
    if (queue === undefined) throw queueDoesNotExist();
    return queue;
  }
}

/** AWS's handles are base64 of exactly this (AWS-validated by others). */
export function moveTaskHandle({ id, sourceArn }: MoveTask): string {
  return Buffer.from(JSON.stringify({ taskId: id, sourceArn })).toString("base64");
}

function readHandle(handle: string): { readonly taskId: string; readonly sourceArn: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(handle, "base64").toString());
    const { taskId, sourceArn } = parsed as Record<string, unknown>;
    if (typeof taskId === "string" && typeof sourceArn === "string") return { taskId, sourceArn };
  } catch {
    // Not one of ours.
  }
  throw invalidParameterValue("Value for parameter TaskHandle is invalid.");
}

function checkRate(messagesPerSecond: number | undefined): void {
  if (messagesPerSecond === undefined || inRange(messagesPerSecond, MOVE_TASK_MESSAGES_PER_SECOND)) return;
  const { min, max } = MOVE_TASK_MESSAGES_PER_SECOND;
  throw invalidParameterValue(
    `Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: You must enter a number that's between ${min} and ${max}.`,
  );
}
