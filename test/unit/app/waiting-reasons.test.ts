import { afterEach, beforeEach, expect, test } from "vitest";
import { sentenceOf } from "../../../app/explain/reasons.ts";
import { ExplainWorld } from "./explain-world.ts";

let world: ExplainWorld;
beforeEach(() => {
  world = new ExplainWorld();
});
afterEach(() => world.stop());

const QUEUE = { visibilityTimeout: 30 };

async function start(more: object = {}, ofFunction: object = {}): Promise<void> {
  await world.start({
    ...more,
    queues: { dead: {}, a: { ...QUEUE, deadLetterQueue: { queue: "dead", maxReceiveCount: 1 } }, b: QUEUE },
    topics: { calls: { subscriptions: [{ function: "work" }] } },
    functions: {
      work: {
        handler: "work.handler",
        timeout: 10,
        eventSourceMappings: [{ queue: "a", batchSize: 1 }, { queue: "b" }],
        ...ofFunction,
      },
    },
  });
}

function sentence(id: string): string {
  const reason = world.explain().reasonOf(id);
  return reason === undefined ? "" : sentenceOf(reason, (at) => `${at - 1_767_225_600_000}`);
}

test("while a mapping has all the batches in flight that it may have, others wait in the queue", async () => {
  await start({ accountConcurrency: 1 });
  const first = world.send("b");
  await world.tick();
  const second = world.send("b");
  await world.tick();

  expect(world.codeOf(first)).toBe("message.beingHandled");
  expect(sentence(second)).toContain("work has 1 of 1 batches in flight");
});

test("a throttled batch waits in its poller, comes back, and is in the dead-letter queue without having been handled", async () => {
  await start({}, { reservedConcurrentExecutions: 0 });
  const id = world.send("a");
  await world.tick();
  expect(sentence(id)).toMatch(/^work is throttled \(.+\): its poller has the message and tries again at 1000\.$/);

  await world.advance(29_000);
  expect(world.codeOf(id)).toBe("message.keptThrottled");

  await world.advance(2000);
  expect(world.codeOf(id)).toBe("message.deadLetteredUnhandled");
});

test("a function without any concurrency drops its events, and is throttled for its queues", async () => {
  await start({}, { reservedConcurrentExecutions: 0 });
  await world.publish("calls", {});
  await world.tick();
  const event = world.explain().index.entries.find(({ kind }) => kind === "lambda.asyncInvocationQueued");
  const id = world.send("a");
  await world.tick();

  expect(event && world.explain().subjectOf(event)?.reason.code).toBe("event.zeroReservedConcurrency");
  expect(world.codeOf(id)).toBe("message.throttledRetrying");
});

test("a mapping on its way to another state is named with it", async () => {
  await start();
  const { mappings } = world.runtime.router;
  const mapping = mappings.list().find(({ EventSourceArn }) => EventSourceArn.endsWith(":b"));
  const uuid = mapping?.UUID ?? "";
  const codes: (string | undefined)[] = [];
  await mappings.update(uuid, { Enabled: false });
  const id = world.send("b");
  codes.push(world.codeOf(id));
  await world.advance(1000);
  codes.push(world.codeOf(id));
  await mappings.update(uuid, { Enabled: true });
  codes.push(world.codeOf(id));
  await world.advance(1000);
  codes.push(world.codeOf(id));

  expect(codes).toEqual([
    "message.mappingLeaving",
    "message.mappingDisabled",
    "message.mappingNotEnabledYet",
    "message.beingHandled",
  ]);
});

test("a message whose queue is full of messages in flight waits for that", async () => {
  await start();
  world.queue("dead").inFlightLimit = 1;
  world.send("dead");
  world.receive("dead");
  const id = world.send("dead");

  expect(sentence(id)).toBe("It waits in dead: 1 messages are in flight, the most that SQS allows.");
});

test("a message that the handler itself deletes was deleted by that", async () => {
  await start();
  const id = world.send("dead");
  const [{ receiptHandle } = { receiptHandle: "" }] = world.receive("dead");
  world.send("b");
  await world.tick();
  const started = world.runtime.journal.entries().find(({ kind }) => kind === "lambda.invocationStarted");
  world.queue("dead").delete(receiptHandle, { by: "client", causeId: started?.id });

  expect(sentence(id)).toBe("It was deleted from dead at 0 by the handler of work.");
});
