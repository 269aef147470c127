import { describe, expect, test } from "vitest";
import { RouterWorld } from "./router-world.ts";

const fifoArn = "arn:aws:sqs:eu-west-1:123456789012:orders.fifo";
const LARGE = "x".repeat(1_000_000);

/** Ten messages of 1 MB, which do not fit into one event. */
async function tenLarge(groupOf: (index: number) => string): Promise<RouterWorld> {
  const world = new RouterWorld({ queueArn: fifoArn });
  for (let index = 0; index < 10; index++) world.queue.send(LARGE, { groupId: groupOf(index) });
  await world.apply();
  return world;
}

describe("messages of a FIFO queue that do not fit into their batch by size", () => {
  test("wait until the batch before them has ended", async () => {
    const world = await tenLarge(() => "a");
    expect(world.calls.map(({ messageIds }) => messageIds)).toEqual([["m1", "m2", "m3", "m4", "m5", "m6"]]);

    world.call(0).end({});
    await world.tick();

    expect(world.call(1).messageIds).toEqual(["m7", "m8", "m9", "m10"]);
  });

  test("are left to their visibility timeout when an earlier one of their group failed, and only those", async () => {
    const world = await tenLarge((index) => (index % 2 === 0 ? "even" : "odd"));
    const [, second] = world.call(0).messageIds;
    world.call(0).end({ kind: "threw", payload: "{}" });
    await world.tick();

    expect(second).toBe("m2");
    expect(world.calls).toHaveLength(1);
    expect(world.facts("esm.messagesLeft")).toMatchObject([
      { messageIds: ["m7", "m8", "m9", "m10"], reason: "an earlier message of their group failed" },
    ]);
  });

  test("of other groups go on when the failure is reported for one group", async () => {
    const world = new RouterWorld({ queueArn: fifoArn });
    for (let index = 0; index < 10; index++) world.queue.send(LARGE, { groupId: index % 2 === 0 ? "even" : "odd" });
    await world.apply({ functionResponseTypes: ["ReportBatchItemFailures"] });
    world.call(0).end({ payload: JSON.stringify({ batchItemFailures: [{ itemIdentifier: "m5" }] }) });
    await world.tick();

    expect(world.call(1).messageIds).toEqual(["m8", "m10"]);
    expect(world.facts("esm.messagesLeft")).toMatchObject([{ messageIds: ["m7", "m9"] }]);
  });

  test("are not handed out after their visibility timeout", async () => {
    const world = await tenLarge(() => "a");
    await world.clock.advanceAsync(29_999);
    world.queue.visibilitySeconds = 29;
    world.call(0).end({});
    await world.tick();

    expect(world.calls).toHaveLength(1);
    expect(world.facts("esm.messagesLeft")).toMatchObject([
      { reason: "their visibility timeout ended before there was a place for them" },
    ]);
  });
});

describe("message groups", () => {
  test("share a batch, each in its order", async () => {
    const world = new RouterWorld({ queueArn: fifoArn });
    for (const groupId of ["a", "b", "a", "c"]) world.queue.send("x", { groupId });
    await world.apply();

    expect(world.call(0).messageIds).toEqual(["m1", "m2", "m3", "m4"]);
  });

  test("larger than a batch stay in order over several batches", async () => {
    const world = new RouterWorld({ queueArn: fifoArn });
    world.answer = () => ({});
    for (let sent = 0; sent < 25; sent++) world.queue.send("x", { groupId: "a" });
    await world.apply({ batchSize: 10 });
    await world.router.settled();

    const order = world.calls.flatMap(({ messageIds }) => messageIds);
    expect(order).toEqual(Array.from({ length: 25 }, (_, index) => `m${index + 1}`));
    expect(world.calls.map(({ messageIds }) => messageIds.length)).toEqual([10, 10, 5]);
  });

  test("that are blocked by a failure do not block others", async () => {
    const world = new RouterWorld({ queueArn: fifoArn });
    for (const groupId of ["a", "a", "b", "b"]) world.queue.send("x", { groupId });
    await world.apply({ batchSize: 1 });
    world.call(0).end({ kind: "threw", payload: "{}" });
    world.call(1).end({});
    await world.tick();

    expect(world.calls.map(({ messageIds }) => messageIds)).toEqual([["m1"], ["m3"], ["m4"]]);
    world.call(2).end({});
    await world.clock.advanceAsync(30_000);
    expect(world.calls.at(-1)?.messageIds).toEqual(["m1"]);
  });
});

test("what a standard queue's batch could not take is not handed out after its visibility timeout", async () => {
  const world = new RouterWorld();
  for (let index = 0; index < 10; index++) world.queue.send(LARGE);
  await world.apply({ scalingConfig: { maximumConcurrency: 2 } });
  expect(world.calls).toHaveLength(2);
  for (let index = 0; index < 10; index++) world.queue.send(LARGE);
  world.call(1).end({});
  await world.tick();
  expect(world.calls).toHaveLength(3);

  await world.clock.advanceAsync(30_000);
  world.call(2).end({});
  await world.tick();

  expect(world.facts("esm.messagesLeft")).toMatchObject([{ messageIds: ["m17", "m18", "m19", "m20"] }]);
});
