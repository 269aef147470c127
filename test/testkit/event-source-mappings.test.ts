import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { describe, expect } from "vitest";
import { testWithRuntime } from "../../testkit/vitest.ts";

const bodiesOf = (event: unknown): string[] => (event as SQSEvent).Records.map(({ body }) => body);
const done = (): Promise<void> => Promise.resolve();

describe("filter criteria", () => {
  const test = testWithRuntime({
    queues: { orders: {} },
    functions: {
      paid: {
        handler: done,
        eventSourceMappings: [
          { queue: "orders", filterCriteria: { filters: [{ pattern: { body: { state: ["paid"] } } }] } },
        ],
      },
    },
  });

  test("bring what matches to the function, and delete the rest", async ({ runtime }) => {
    const orders = runtime.queue("orders");
    orders.send({ state: "open" });
    orders.send({ state: "paid" });
    await runtime.settled();
    expect(runtime.function("paid")).toHaveBeenInvokedWith({ Records: [{ body: '{"state":"paid"}' }] });
    expect(runtime.invocations("paid")).toHaveLength(1);
    expect(orders).toHaveDeletedMessage({ state: "open" });
    expect(runtime.facts("esm.messageFiltered")).toHaveLength(1);
  });
});

describe("a batch", () => {
  const test = testWithRuntime({
    queues: { jobs: {} },
    functions: {
      work: {
        handler: done,
        eventSourceMappings: [{ queue: "jobs", batchSize: 25, maximumBatchingWindowInSeconds: 30 }],
      },
    },
  });

  test("closes when it is full, or its window ends", async ({ runtime, clock }) => {
    for (let at = 0; at < 30; at++) runtime.queue("jobs").send(String(at));
    await runtime.settled();
    expect(runtime.invocations().map(({ event }) => bodiesOf(event).length)).toEqual([25]);
    await clock.advance("29 seconds");
    expect(runtime.invocations()).toHaveLength(1);
    await clock.advance("1 second");
    expect(runtime.invocations().map(({ event }) => bodiesOf(event).length)).toEqual([25, 5]);
    expect(runtime.queue("jobs")).toBeEmptyQueue();
  });
});

describe("a FIFO queue", () => {
  const test = testWithRuntime(() => {
    let failures = 1;
    return {
      queues: { "jobs.fifo": { fifoQueue: true, contentBasedDeduplication: true, visibilityTimeout: 10 } },
      functions: {
        work: {
          handler: (event: SQSEvent) =>
            bodiesOf(event).includes("a1") && failures-- > 0 ? Promise.reject(new Error("not now")) : done(),
          eventSourceMappings: [{ queue: "jobs.fifo", batchSize: 1 }],
        },
      },
    };
  });

  test("holds a group back behind its failure, and no other group", async ({ runtime }) => {
    for (const body of ["a1", "a2", "b1"]) {
      runtime.queue("jobs.fifo").send(body, { messageGroupId: body.slice(0, 1) });
    }
    await runtime.settled();
    const order = (): string[] => runtime.invocations().flatMap(({ event }) => bodiesOf(event));
    expect(order().toSorted()).toEqual(["a1", "b1"]);
    await runtime.drained();
    expect(order().filter((body) => body.startsWith("a"))).toEqual(["a1", "a1", "a2"]);
    expect(runtime.queue("jobs.fifo")).toBeEmptyQueue();
  });
});

describe("a function without concurrency", () => {
  const test = testWithRuntime({
    queues: { jobs: { deadLetterQueue: { queue: "dead", maxReceiveCount: 1 } }, dead: {} },
    functions: {
      work: { handler: done, reservedConcurrentExecutions: 0, eventSourceMappings: [{ queue: "jobs" }] },
    },
  });

  test("loses its messages to the dead-letter queue without having run", async ({ runtime }) => {
    runtime.queue("jobs").send("a");
    await runtime.drained();
    expect(runtime.queue("dead")).toHaveReceivedMessage("a");
    expect(runtime.facts("lambda.invocationStarted")).toEqual([]);
    expect(runtime.facts("esm.messageNeverHandled")).toHaveLength(1);
  });
});

describe("through a topic, a bucket and an SDK client", () => {
  const test = testWithRuntime({
    queues: { uploads: {}, orders: {} },
    topics: { news: { subscriptions: [{ queue: "uploads" }] } },
    buckets: { files: { notifications: [{ events: ["s3:ObjectCreated:*"], topic: "news" }] } },
    functions: {
      work: { handler: done, eventSourceMappings: [{ queue: "uploads" }, { queue: "orders" }] },
    },
  });

  test("events come as they come from AWS", async ({ runtime }) => {
    await runtime.bucket("files").put("a b.txt", "content");
    await runtime.settled();
    const bodies = runtime.invocations("work").flatMap(({ event }) => bodiesOf(event));
    expect(bodies.some((body) => body.includes(String.raw`\"key\":\"a+b.txt\"`))).toBe(true);
  });

  test("clients are there without a word when the project has them", async ({ runtime }) => {
    const sqs = runtime.clients.sqs as SQSClient;
    await sqs.send(new SendMessageCommand({ QueueUrl: runtime.queue("orders").url, MessageBody: "hello" }));
    await runtime.settled();
    expect(runtime.queue("orders")).toHaveDeletedMessage("hello");
  });
});
