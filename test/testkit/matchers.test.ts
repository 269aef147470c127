import type { SQSEvent } from "aws-lambda";
import { describe, expect } from "vitest";
import { eventBridgeEvent, s3Event, sqsEvent } from "../../testkit/events.ts";
import { invoke } from "../../testkit/invoke.ts";
import { assertThat } from "../../testkit/matchers/index.ts";
import { masked } from "../../testkit/snapshot-serializer.ts";
import { testWithRuntime } from "../../testkit/vitest.ts";

/** Fails for orders without items. */
function ship({ Records }: SQSEvent): Promise<unknown> {
  const failed = Records.filter(({ body }) => (JSON.parse(body) as { items: unknown[] }).items.length === 0);
  return Promise.resolve({ batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) });
}

const test = testWithRuntime({
  queues: { orders: { deadLetterQueue: { queue: "dead", maxReceiveCount: 2 } }, dead: {} },
  functions: {
    ship: {
      handler: ship,
      eventSourceMappings: [{ queue: "orders", functionResponseTypes: ["ReportBatchItemFailures"] }],
    },
  },
});

const GOOD = { id: 1, items: ["tea"] };
const BAD = { id: 2, items: [] };

describe("assertions about queues", () => {
  test("a message that came, and one that did not", async ({ runtime }) => {
    const orders = runtime.queue("orders");
    orders.send(GOOD);
    await runtime.settled();
    expect(orders).toHaveReceivedMessage({ id: 1 });
    expect(orders).toHaveReceivedMessage({ body: /tea/, receiveCount: 1 });
    expect(orders).toHaveReceivedMessage({ items: expect.arrayContaining(["tea"]) as unknown }, { times: 1 });
    expect(orders).toHaveDeletedMessage({ id: 1 });
    expect(orders).toBeEmptyQueue();
    expect(orders).not.toHaveReceivedMessage({ id: 2 });
    expect(runtime.queue("dead")).not.toHaveReceivedMessage({ id: 1 });
  });

  test("a failure says where each message is, why, and how it came there", async ({ runtime }) => {
    runtime.queue("orders").send(BAD);
    await runtime.settled();
    const check = (): void => assertThat(runtime.queue("orders")).toBeEmptyQueue();
    expect(check).toThrow(/to be empty; it has 0 available, 1 in flight, 0 delayed/);
    expect(check).toThrow(/in flight until 2026-01-01T00:00:30.000Z \(at most 2 receives\)/);
    expect(check).toThrow(/esm.batchSettled .*reason=the handler reported 1 of 1 as failed/);
    await runtime.drained();
    const moved = (): void => assertThat(runtime.queue("orders")).toHaveDeletedMessage({ id: 2 });
    expect(moved).toThrow(/moved to dead after receive 2 of 2/);
  });

  test("a name that is no queue's is refused with those that are", ({ runtime }) => {
    expect(() => runtime.queue("oders").counts).toThrow("There is no queue oders. There are: dead, orders.");
  });
});

describe("assertions about functions and events", () => {
  test("what it was invoked with, and what failed of its batches", async ({ runtime }) => {
    const handler = runtime.function("ship");
    expect(handler).not.toHaveBeenInvokedWith(expect.anything());
    runtime.queue("orders").send(GOOD);
    runtime.queue("orders").send(BAD);
    await runtime.settled();
    expect(handler).toHaveBeenInvokedWith({ Records: [{ eventSource: "aws:sqs", body: JSON.stringify(GOOD) }, {}] });
    expect(handler).toHaveBatchFailures([JSON.stringify(BAD)]);
    expect(handler).not.toHaveBatchFailures(0);
  });

  test("the batch failures of a single call", async () => {
    const outcome = await invoke(ship, sqsEvent([GOOD, BAD]), { functionResponseTypes: ["ReportBatchItemFailures"] });
    expect(outcome).toHaveBatchFailures([JSON.stringify(BAD)]);
    expect(() => assertThat(outcome).toHaveBatchFailures(2)).toThrow(/the handler reported 1 of 2 as failed/);
  });

  test("an event and a rule's pattern", () => {
    const event = eventBridgeEvent({ source: "shop", detail: { total: 20 } });
    expect(event).toMatchEventPattern({ source: ["shop"], detail: { total: [{ numeric: [">", 10] }] } });
    expect(event).not.toMatchEventPattern({ source: ["bank"] });
    expect(() => assertThat(event).toMatchEventPattern({ source: "shop" })).toThrow(/AWS would refuse this pattern/);
  });
});

describe("snapshots", () => {
  test("ids, handles and times are masked, the same id always as the same", () => {
    const id = "7d0d5d3a-54bb-4a3c-a7fb-a1b2c3d4e5f6";
    expect(masked({ id, body: `order ${id} of 2026-01-01T00:00:00Z`, receiptHandle: "AQ==", sentAt: 5 })).toEqual({
      id: "<id 1>",
      body: "order <id 1> of <time>",
      receiptHandle: "<receipt handle>",
      sentAt: "<time>",
    });
  });

  test("an event's snapshot is the same for other ids", () => {
    expect(masked(s3Event({ seed: "a", eTag: "1" }))).toEqual(masked(s3Event({ seed: "b", eTag: "2" })));
    expect(sqsEvent(["hello"], { now: 5 }).Records[0]?.attributes).toMatchInlineSnapshot(`
      {
        "ApproximateFirstReceiveTimestamp": "<time>",
        "ApproximateReceiveCount": "1",
        "SenderId": "AIDALAMBDALOOPLOCAL23",
        "SentTimestamp": "<time>",
      }
    `);
  });
});
