import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import { RouterWorld } from "./router-world.ts";

const fifoArn = "arn:aws:sqs:eu-west-1:123456789012:orders.fifo";
const error = '{"errorType":"TypeError","errorMessage":"x is undefined"}';

function sendMany(world: RouterWorld, count: number): string[] {
  return Array.from({ length: count }, (_, index) => world.queue.send(`message ${index}`));
}

describe("one message", () => {
  test("reaches the handler without time passing, and success deletes it", async () => {
    const world = new RouterWorld();
    await world.apply();
    const sentAt = world.clock.now();

    const id = world.queue.send("hello");
    await world.tick();

    expect(world.call(0).messageIds).toEqual([id]);
    expect(world.call(0).startedAt).toBe(sentAt);
    expect(world.queue.remaining).toEqual([id]);

    world.call(0).end({});
    await world.router.settled();

    expect(world.queue.remaining).toEqual([]);
    expect(world.facts("esm.batchSettled")).toMatchObject([
      { deleted: [id], kept: [], reason: "the handler succeeded" },
    ]);
  });

  test("leaves a chain of facts: the batch is formed, invoked because of that, settled because of that", async () => {
    const world = new RouterWorld();
    await world.apply();
    world.queue.send("hello");
    await world.tick();
    world.call(0).end({});
    await world.router.settled();

    const [formed] = world.facts("esm.batchFormed");
    const [settled] = world.facts("esm.batchSettled");
    expect(formed).toMatchObject({ functionName: "handle", closedBy: "noMoreMessages", messageIds: ["m1"] });
    expect(world.call(0).invocation.causeId).toBe(formed?.id);
    expect(settled?.causeId).toBe(formed?.id);
    expect(world.queue.deleted[0]?.options).toEqual({ by: formed?.uuid, causeId: formed?.id });
  });

  test("is received with the queue's own visibility timeout, in the mapping's name", async () => {
    const world = new RouterWorld();
    await world.apply();

    const [request] = world.queue.requests;
    const [mapping] = world.router.list();
    expect(request).toMatchObject({ max: 10, receiver: mapping?.uuid });
    expect(request?.visibilityTimeoutSeconds).toBeUndefined();
  });
});

describe("nothing is deleted when", () => {
  test.each([
    ["the handler throws", { kind: "threw" as const, payload: error }, "the handler threw TypeError: x is undefined"],
    ["it times out", { kind: "timedOut" as const, payload: error }, "the handler timed out: TypeError: x is undefined"],
    [
      "it crashes",
      { kind: "crashed" as const, payload: error },
      "the execution environment ended: TypeError: x is undefined",
    ],
  ])("%s; the message comes back after its visibility timeout", async (_, outcome, reason) => {
    const world = new RouterWorld();
    await world.apply();
    const id = world.queue.send("hello");
    await world.tick();
    world.call(0).end(outcome);
    await world.router.settled();

    expect(world.queue.remaining).toEqual([id]);
    expect(world.facts("esm.batchSettled")).toMatchObject([{ deleted: [], kept: [id], reason }]);

    await world.clock.advanceAsync(29_999);
    expect(world.calls).toHaveLength(1);
    await world.clock.advanceAsync(1);
    expect(world.call(1).event.Records[0]?.attributes["ApproximateReceiveCount"]).toBe("2");
  });

  test("the function cannot be invoked", async () => {
    const world = new RouterWorld();
    await world.apply();
    const id = world.queue.send("hello");
    await world.tick();
    world.call(0).fail(new AwsError("ResourceNotFoundException", "Function not found: handle"));
    await world.router.settled();

    expect(world.queue.remaining).toEqual([id]);
    expect(world.facts("esm.batchSettled")).toMatchObject([
      {
        kept: [id],
        reason: "the function could not be invoked: ResourceNotFoundException: Function not found: handle",
      },
    ]);
    expect(world.facts("internal.failed")).toEqual([]);
  });

  test("our own code fails, which is recorded as a bug", async () => {
    const world = new RouterWorld();
    await world.apply();
    world.queue.send("hello");
    await world.tick();
    world.call(0).fail(new TypeError("oops"));
    await world.router.settled();

    expect(world.queue.remaining).toHaveLength(1);
    expect(world.facts("internal.failed")).toMatchObject([{ message: "TypeError: oops" }]);
  });
});

test("only the messages that the handler reports come back", async () => {
  const world = new RouterWorld();
  const ids = sendMany(world, 3);
  await world.apply({ functionResponseTypes: ["ReportBatchItemFailures"] });
  world.call(0).end({ payload: JSON.stringify({ batchItemFailures: [{ itemIdentifier: ids[1] }] }) });
  await world.router.settled();

  expect(world.queue.remaining).toEqual([ids[1]]);
  expect(world.facts("esm.batchSettled")).toMatchObject([
    { deleted: [ids[0], ids[2]], kept: [ids[1]], reason: "the handler reported 1 of 3 as failed" },
  ]);
});

test("a message whose deletion fails is told as kept", async () => {
  const world = new RouterWorld();
  await world.apply();
  const id = world.queue.send("hello");
  await world.tick();
  world.queue.deleteError = new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
  world.call(0).end({});
  await world.router.settled();

  expect(world.facts("esm.batchSettled")).toMatchObject([
    {
      deleted: [],
      kept: [id],
      reason: "the handler succeeded, but deleting failed: QueueDoesNotExist: The specified queue does not exist.",
    },
  ]);
});

describe("batches", () => {
  test("without a window take what is there, up to the batch size", async () => {
    const world = new RouterWorld();
    const ids = sendMany(world, 5);
    await world.apply({ batchSize: 3 });

    expect(world.calls.map((call) => call.messageIds)).toEqual([ids.slice(0, 3), ids.slice(3)]);
    expect(world.facts("esm.batchFormed").map(({ closedBy }) => closedBy)).toEqual(["batchSize", "noMoreMessages"]);
  });

  test("with a window wait for its end, counted from the first message", async () => {
    const world = new RouterWorld();
    await world.apply({ batchSize: 100, maximumBatchingWindowInSeconds: 5 });
    const first = world.queue.send("a");
    await world.clock.advanceAsync(4000);
    const second = world.queue.send("b");
    await world.clock.advanceAsync(999);
    expect(world.calls).toEqual([]);

    await world.clock.advanceAsync(1);

    expect(world.call(0).messageIds).toEqual([first, second]);
    expect(world.facts("esm.batchFormed")).toMatchObject([{ closedBy: "window" }]);
    expect(world.call(0).event.Records[0]).toHaveProperty("md5OfMessageAttributes", null);
  });

  test("with a window leave as soon as they are full, in receives of at most 10", async () => {
    const world = new RouterWorld();
    const ids = sendMany(world, 30);
    await world.apply({ batchSize: 25, maximumBatchingWindowInSeconds: 300 });

    expect(world.calls.map((call) => call.messageIds)).toEqual([ids.slice(0, 25)]);
    expect(world.facts("esm.batchFormed")).toMatchObject([{ closedBy: "batchSize" }]);
    expect(Math.max(...world.queue.requests.map(({ max }) => max))).toBe(10);
  });

  test("with a window hide messages for window + function timeout + 30 s when the queue's own timeout is shorter", async () => {
    const world = new RouterWorld();
    await world.apply({ maximumBatchingWindowInSeconds: 20 });
    expect(world.queue.requests.at(-1)?.visibilityTimeoutSeconds).toBe(20 + 3 + 30);

    world.functionTimeouts = { handle: 25 };
    world.queue.send("a");
    await world.tick();
    expect(world.queue.requests.at(-1)?.visibilityTimeoutSeconds).toBe(20 + 25 + 30);

    world.queue.visibilitySeconds = 600;
    world.queue.send("b");
    await world.tick();
    expect(world.queue.requests.at(-1)?.visibilityTimeoutSeconds).toBe(600);
  });

  test("close before the event would pass 6 MB; what did not fit begins the next one", async () => {
    const world = new RouterWorld();
    const ids = Array.from({ length: 8 }, () => world.queue.send("x".repeat(1_000_000)));
    await world.apply();

    expect(world.calls.map((call) => call.messageIds)).toEqual([ids.slice(0, 6), ids.slice(6)]);
    expect(world.facts("esm.batchFormed").map(({ closedBy }) => closedBy)).toEqual(["payloadSize", "noMoreMessages"]);
    for (const call of world.calls) expect(Buffer.byteLength(call.invocation.payload)).toBeLessThanOrEqual(6_291_456);
  });
});

describe("filters", () => {
  const filterCriteria = { filters: [{ pattern: '{"body":{"kind":["json"]}}' }] };

  test("delete what they refuse, with the reason, and hand over the rest", async () => {
    const world = new RouterWorld();
    const csv = world.queue.send('{"kind":"csv"}');
    const json = world.queue.send('{"kind":"json"}');
    await world.apply({ filterCriteria });

    expect(world.calls.map((call) => call.messageIds)).toEqual([[json]]);
    expect(world.queue.remaining).toEqual([json]);
    const [filtered] = world.facts("esm.messageFiltered");
    expect(filtered).toMatchObject({ messageId: csv, reason: '`body.kind` is "csv", wants "json"' });
    expect(world.queue.deleted).toEqual([{ messageId: csv, options: { by: filtered?.uuid, causeId: filtered?.id } }]);
  });

  test("do not invoke the function when nothing is left", async () => {
    const world = new RouterWorld();
    await world.apply({ filterCriteria });
    world.queue.send('{"kind":"csv"}');
    await world.router.settled();

    expect(world.calls).toEqual([]);
    expect(world.queue.remaining).toEqual([]);
    expect(world.queue.waiting).toBe(1);
  });
});

describe("a FIFO queue", () => {
  test("has one batch of a message group in flight", async () => {
    const world = new RouterWorld({ queueArn: fifoArn });
    await world.apply({ batchSize: 1 });
    for (const groupId of ["a", "a", "b"]) world.queue.send("x", { groupId });
    await world.tick();

    expect(world.calls.map((call) => call.messageIds)).toEqual([["m1"], ["m3"]]);

    world.call(0).end({});
    await world.tick();

    expect(world.call(2).messageIds).toEqual(["m2"]);
  });
});

describe("a queue that cannot be read", () => {
  test("is tried again after 1, 2, 4 seconds, and the journal says why", async () => {
    const world = new RouterWorld();
    world.queue.receiveError = new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
    await world.apply();
    await world.clock.advanceAsync(6999);

    expect(world.queue.requests).toHaveLength(3);
    expect(world.facts("esm.pollFailed")[0]?.reason).toBe("QueueDoesNotExist: The specified queue does not exist.");

    world.queue.receiveError = undefined;
    world.queue.send("hello");
    await world.clock.advanceAsync(1);

    expect(world.calls).toHaveLength(1);
  });

  test("in the middle of a window gives up the rest of the window, not the messages", async () => {
    const world = new RouterWorld();
    await world.apply({ batchSize: 100, maximumBatchingWindowInSeconds: 60 });
    world.queue.receiveError = new AwsError("QueueDoesNotExist", "gone");
    const id = world.queue.send("a");
    await world.tick();

    expect(world.calls.map((call) => call.messageIds)).toEqual([[id]]);
  });

  test("because it has gone is found again when it is made anew", async () => {
    const world = new RouterWorld();
    await world.apply();
    world.queue.send("a");
    world.queues.delete(world.queue.queueArn);
    await world.tick();
    expect(world.facts("esm.pollFailed")[0]?.reason).toContain("AWS.SimpleQueueService.NonExistentQueue");

    world.queues.set(world.queue.queueArn, world.queue);
    world.queue.send("b");
    await world.clock.advanceAsync(1000);

    expect(world.calls).toHaveLength(2);
  });
});

test("an idle mapping has no timer and one pending receive", async () => {
  const world = new RouterWorld();
  await world.apply();
  expect(world.clock.pending).toBe(0);
  expect(world.queue.waiting).toBe(1);

  await world.clock.advanceAsync(14 * 86_400_000);

  expect(world.queue.requests).toHaveLength(1);
});
