import type { Scope } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import { AwsError } from "../core/errors.ts";
import type { Journal } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import type { SqsOperations } from "../protocol/generated/sqs.ts";
import type { ConstraintViolation, Service } from "../protocol/service.ts";
import { missingParameter } from "./errors.ts";
import { MoveTasks } from "./move-tasks.ts";
import { bindOperations } from "./operations.ts";
import { type QueueListener, QueueRegistry } from "./queue-registry.ts";
import type { Queue } from "./queue.ts";

export type { MessageAttribute, MessageAttributes } from "./message-attributes.ts";
export type { MessageDraft } from "./message-draft.ts";
export { createMessageMaker } from "./message-maker.ts";
export type { Message } from "./message.ts";
export type { Queue } from "./queue.ts";
export type { ReceivedMessage } from "./received-message.ts";

export interface SqsOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  /** Queues of this region have URLs without a region. */
  readonly homeRegion: string;
  /** Standard queues keep plain order instead of AWS's best-effort order. */
  readonly ordered?: boolean | undefined;
  /** How often a standard queue delivers a message a second time although somebody has it: 0 (default) to 1. */
  readonly duplicates?: number | undefined;
}

/** Amazon SQS: its operations for clients, its queues for the other rooms. */
export interface Sqs {
  readonly service: Service<SqsOperations>;
  /**
   * Creates a queue as CreateQueue does: an existing one with the same attributes is given back.
   *
   * @param attributes CreateQueue's, for example `{ VisibilityTimeout: "60" }`
   * @throws {AwsError} CreateQueue's
   */
  createQueue(
    scope: Scope,
    name: string,
    attributes: Readonly<Record<string, string>>,
    tags?: Readonly<Record<string, string>>,
  ): Queue;
  /**
   * Changes a queue as SetQueueAttributes does; nothing changes when one attribute is invalid.
   *
   * @throws {AwsError} SetQueueAttributes's
   */
  setQueueAttributes(queue: Queue, attributes: Readonly<Record<string, string>>): void;
  queueByArn(arn: string): Queue | undefined;
  queues(): Iterable<Queue>;
  /** The returned function ends the subscription. */
  onQueueCreated(listener: QueueListener): () => void;
  onQueueDeleted(listener: QueueListener): () => void;
  /** Ends all waiting receives and running move tasks; nothing is left on the clock. */
  stop(): void;
}

export function createSqsService(options: SqsOptions): Sqs {
  const { clock, random, journal, homeRegion, ordered = false, duplicates = 0 } = options;
  const registryOptions = { clock, journal, homeRegion, ordered, duplicates, random: random.fork("sqs") };
  const queues = new QueueRegistry(registryOptions);
  const moveTasks = new MoveTasks(clock, random.fork("sqs move tasks"), queues);
  return {
    service: {
      name: "sqs",
      operations: bindOperations({ queues, moveTasks }),
      constraintError,
      unchecked: UNCHECKED,
      selfReported: SELF_REPORTED,
    },
    createQueue: (scope, name, attributes, tags) => queues.create(scope, name, { attributes, tags }),
    setQueueAttributes: (queue, attributes) => queues.setAttributes(queue, attributes),
    queueByArn: (arn) => queues.byArn(arn),
    queues: () => queues.all(),
    onQueueCreated: (listener) => queues.onCreated(listener),
    onQueueDeleted: (listener) => queues.onDeleted(listener),
    stop() {
      moveTasks.stop();
      for (const queue of queues.all()) queue.stop();
    },
  };
}

/**
 * Operations check all of it themselves: SQS has its own sentence for almost every parameter, a `QueueUrl` may come as the
 * request's path, and attribute names are refused as unknown attributes.
 */
const UNCHECKED: readonly ConstraintViolation["kind"][] = ["required", "length", "range", "pattern", "enum"];

/** What these do is told by facts of their own, about the queue or the message. */
const SELF_REPORTED: readonly (keyof SqsOperations)[] = [
  "ChangeMessageVisibility",
  "ChangeMessageVisibilityBatch",
  "CreateQueue",
  "DeleteMessage",
  "DeleteMessageBatch",
  "DeleteQueue",
  "PurgeQueue",
  "ReceiveMessage",
  "SendMessage",
  "SendMessageBatch",
  "SetQueueAttributes",
];

function constraintError(violations: readonly [ConstraintViolation, ...ConstraintViolation[]]): AwsError {
  const [{ kind, member, value, rule }] = violations;
  if (kind === "required") return missingParameter(member);
  return new AwsError(
    "InvalidParameterValue",
    `Value ${String(value)} for parameter ${member} is invalid. Reason: ${rule}.`,
  );
}
