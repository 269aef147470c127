import { describe, expect, test } from "vitest";
import { createEventRouter, inProcessQueue, type EventRouter, type SqsEvent } from "../../../events/index.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { createSqsService, type Queue, type Sqs } from "../../../runtime/sqs/index.ts";

const scope = { region: "eu-west-1", accountId: "123456789012" };

/** The real queues behind the real router; the function is the test's. */
class World {
  readonly clock = new VirtualClock();
  readonly journal = new Journal(this.clock);
  readonly sqs: Sqs = createSqsService({
    clock: this.clock,
    journal: this.journal,
    random: seededRandom("test"),
    homeRegion: scope.region,
    ordered: true,
  });
  readonly events: SqsEvent[] = [];
  readonly router: EventRouter = createEventRouter({
    clock: this.clock,
    journal: this.journal,
    random: seededRandom("test"),
    invoke: async ({ payload }) => await this.#handle(JSON.parse(payload) as SqsEvent),
    queueSource: (arn) => {
      const queue = this.sqs.queueByArn(arn);
      return queue === undefined ? undefined : inProcessQueue(queue);
    },
    mappingTarget: (name) => ({ functionArn: `arn:aws:lambda:eu-west-1:123456789012:function:${name}`, timeout: 3 }),
    accountConcurrency: 10,
  });
  answer: (event: SqsEvent) => InvokeOutcome | Promise<InvokeOutcome> = () => returned;

  async #handle(event: SqsEvent): Promise<InvokeOutcome> {
    this.events.push(event);
    return await this.answer(event);
  }

  queue(name: string, attributes: Record<string, string> = {}): Queue {
    return this.sqs.createQueue(scope, name, attributes);
  }

  async apply(queue: Queue, batchSize = 10): Promise<void> {
    await this.router.apply([{ eventSourceArn: queue.arn, functionName: "handle", batchSize }]);
    await this.clock.advanceAsync(0);
  }

  bodies(): string[][] {
    return this.events.map(({ Records }) => Records.map(({ body }) => body));
  }
}

const returned: InvokeOutcome = { kind: "returned", requestId: "r", payload: "null" };
const threw: InvokeOutcome = { kind: "threw", requestId: "r", payload: "{}" };

function draft(body: string, more: { groupId?: string; deduplicationId?: string } = {}): Parameters<Queue["send"]>[0] {
  return { body, senderId: "AIDAEXAMPLE", ...more };
}

test("a sent message is handled at once and deleted, each fact caused by the one before", async () => {
  const world = new World();
  const queue = world.queue("orders");
  await world.apply(queue);
  queue.send(draft("hello"));
  await world.router.settled();

  expect(world.bodies()).toEqual([["hello"]]);
  expect(queue.counts).toEqual({ available: 0, inFlight: 0, delayed: 0 });
  const kinds = world.journal.entries().map(({ kind, causeId }) => [kind, causeId && world.journal.get(causeId)?.kind]);
  expect(kinds).toEqual([
    ["sqs.queueCreated", undefined],
    ["esm.created", undefined],
    ["sqs.messageSent", undefined],
    ["sqs.messageReceived", "sqs.messageSent"],
    ["esm.batchFormed", "sqs.messageReceived"],
    ["sqs.messageDeleted", "esm.batchFormed"],
    ["esm.batchSettled", "esm.batchFormed"],
  ]);
});

test("a batch names the receive of each of its messages as a cause, so that the life of each is one tree", async () => {
  const world = new World();
  const queue = world.queue("orders");
  queue.send(draft("first"));
  queue.send(draft("second"));
  await world.apply(queue);
  await world.router.settled();

  const entries = world.journal.entries();
  const received = entries.filter(({ kind }) => kind === "sqs.messageReceived").map(({ id }) => id);
  const formed = entries.find((entry) => entry.kind === "esm.batchFormed");
  expect(received).toHaveLength(2);
  expect(formed).toMatchObject({ receivedFactIds: received, causeId: received[0] });
});

test("a message that always fails goes to the dead-letter queue after maxReceiveCount", async () => {
  const world = new World();
  const dead = world.queue("dead");
  const redrivePolicy = { deadLetterTargetArn: dead.arn, maxReceiveCount: 2 };
  const queue = world.queue("orders", { RedrivePolicy: JSON.stringify(redrivePolicy) });
  world.answer = () => threw;
  await world.apply(queue);
  queue.send(draft("bad"));
  await world.clock.advanceAsync(120_000);

  expect(world.events.map(({ Records }) => Records[0]?.attributes["ApproximateReceiveCount"])).toEqual(["1", "2"]);
  expect(queue.counts.inFlight + queue.counts.available).toBe(0);
  expect(dead.counts.available).toBe(1);
});

test("the receiptHandle of a record deletes its message", async () => {
  const world = new World();
  const queue = world.queue("orders");
  world.answer = ({ Records }) => {
    for (const { receiptHandle } of Records.slice(0, 1)) queue.delete(receiptHandle, { by: "handler" });
    return threw;
  };
  queue.send(draft("first"));
  queue.send(draft("second"));
  await world.apply(queue);
  await world.router.settled();

  expect(world.bodies()).toEqual([["first", "second"]]);
  expect(queue.counts.inFlight).toBe(1);
});

test("a FIFO queue hands out the next message of a group only when the last one is settled", async () => {
  const world = new World();
  const queue = world.queue("orders.fifo", { FifoQueue: "true", ContentBasedDeduplication: "true" });
  const ends: (() => void)[] = [];
  world.answer = async () => {
    await new Promise<void>((resolve) => ends.push(resolve));
    return returned;
  };
  await world.apply(queue, 1);
  queue.send(draft("a1", { groupId: "a" }));
  queue.send(draft("a2", { groupId: "a" }));
  queue.send(draft("b1", { groupId: "b" }));
  await world.clock.advanceAsync(0);
  expect(world.bodies()).toEqual([["a1"], ["b1"]]);

  ends[0]?.();
  await world.clock.advanceAsync(0);

  expect(world.bodies()).toEqual([["a1"], ["b1"], ["a2"]]);
});

test("a queue that is deleted under its poller is told as AWS's missing queue", async () => {
  const world = new World();
  const queue = world.queue("orders");
  await world.apply(queue);
  queue.close();
  await world.clock.advanceAsync(0);

  const failures = world.journal.entries().filter(({ kind }) => kind === "esm.pollFailed");
  expect(failures).toMatchObject([{ reason: "QueueDoesNotExist: The specified queue does not exist." }]);
});

describe("an idle mapping", () => {
  test("stays idle for two weeks on one receive, and still wakes at once", async () => {
    const world = new World();
    const queue = world.queue("orders");
    await world.apply(queue);
    await world.clock.advanceAsync(14 * 86_400_000);
    queue.send(draft("late"));
    await world.router.settled();

    expect(world.bodies()).toEqual([["late"]]);
  });

  test("leaves nothing on the clock when it is stopped", async () => {
    const world = new World();
    await world.apply(world.queue("orders"));
    await world.router.stop();
    await world.clock.advanceAsync(0);

    expect(world.clock.pending).toBe(0);
  });
});
