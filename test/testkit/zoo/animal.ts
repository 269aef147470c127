import type { SQSEvent, SQSRecord } from "aws-lambda";
import type { ExploreRun } from "../../../testkit/explore/explore.ts";
import type { FaultKind } from "../../../testkit/explore/schedule.ts";
import type { SendOptions } from "../../../testkit/resources/queue.ts";
import type { TestRuntime } from "../../../testkit/test-runtime.ts";
import { Store } from "./store.ts";

/** A handler, what comes to it, and what must be true in the end. */
export interface Animal {
  readonly name: string;
  handler(event: SQSEvent, world: World): Promise<unknown>;
  /** Bodies, or bodies with options (`Sent`). */
  readonly messages: readonly object[];
  readonly fifo?: boolean;
  readonly reportsFailures?: boolean;
  /** Receives before the dead-letter queue; `0`: there is none. */
  readonly maxReceiveCount?: number;
  readonly batchSize?: number;
  /** What explore may try; by default everything. */
  readonly faults?: readonly FaultKind[];
  /** What breaks it, in the words of the schedule; absent: nothing need go wrong. */
  readonly brokenBy?: RegExp;
  /** Before the messages are sent. */
  prepare?(world: World): void;
  check(world: World): void;
}

export interface Sent extends SendOptions {
  readonly body: unknown;
}

export interface World {
  readonly store: Store;
  readonly runtime: TestRuntime;
  /** What an environment keeps between invocations. */
  readonly memory: Map<string, unknown>;
}

/** Over this a queue is as good as stuck: every retry that the visibility timeout and the receives allow is long done. */
const PATIENCE = "20 minutes";

export function scenarioOf(animal: Animal): (run: ExploreRun) => Promise<void> {
  const { fifo = false, reportsFailures = false, maxReceiveCount = 5, batchSize = 10 } = animal;
  const suffix = fifo ? ".fifo" : "";
  const kind = fifo ? { fifoQueue: true, contentBasedDeduplication: true } : {};
  return async (run) => {
    const world: { -readonly [Name in keyof World]?: World[Name] } = { store: new Store(run), memory: new Map() };
    const deadLetterQueue = { queue: `dead${suffix}`, maxReceiveCount };
    const runtime = await run.createRuntime({
      queues: {
        [`dead${suffix}`]: kind,
        [`out${suffix}`]: kind,
        [`jobs${suffix}`]: { ...kind, ...(maxReceiveCount === 0 ? {} : { deadLetterQueue }) },
      },
      buckets: { uploads: {} },
      functions: {
        work: {
          handler: (event: SQSEvent) => animal.handler(event, world as World),
          timeout: 30,
          eventSourceMappings: [
            {
              queue: `jobs${suffix}`,
              batchSize,
              ...(reportsFailures ? { functionResponseTypes: ["ReportBatchItemFailures"] } : {}),
            },
          ],
        },
      },
      time: "virtual",
    });
    world.runtime = runtime;
    animal.prepare?.(world as World);
    for (const message of animal.messages) send(runtime, `jobs${suffix}`, message);
    await runtime.drained({ within: PATIENCE });
    animal.check(world as World);
  };
}

function send(runtime: TestRuntime, queue: string, message: object): void {
  const { body = message, ...options }: Partial<Sent> = "body" in message ? message : {};
  runtime.queue(queue).send(body, options);
}

/** A message with a group, of a FIFO queue. */
export function inGroup(messageGroupId: string, body: unknown): Sent {
  return { body, messageGroupId };
}

export interface Order {
  readonly id: string;
  readonly amount: number;
  readonly version: number;
}

export function orderIn({ body }: SQSRecord): Order {
  return JSON.parse(body) as Order;
}

export function order(id: string, amount = 10, version = 1): Order {
  return { id, amount, version };
}

/** The answer of a handler with partial failures. */
export function failures(records: readonly SQSRecord[]): { batchItemFailures: { itemIdentifier: string }[] } {
  return { batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** @throws {Error} unless these are the effects, in any order */
export function effectsAre(world: World, expected: readonly string[]): void {
  const [actual, wanted] = [world.store.effects.toSorted().join(", "), [...expected].toSorted().join(", ")];
  if (actual !== wanted) throw new Error(`expected the effects [${wanted}], there were [${actual}]`);
}

/** @throws {Error} */
export function mustBe(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`expected ${what} to be ${right}, it is ${left}`);
}
