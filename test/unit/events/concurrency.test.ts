import { describe, expect, test } from "vitest";
import { RouterWorld } from "./router-world.ts";

const error = '{"errorType":"TypeError","errorMessage":"x is undefined"}';

function sendMany(world: RouterWorld, count: number): string[] {
  return Array.from({ length: count }, (_, index) => world.queue.send(`message ${index}`));
}

describe("concurrency", () => {
  test("starts with five batches and grows by five a second while all are busy", async () => {
    const world = new RouterWorld();
    sendMany(world, 100);
    await world.apply({ batchSize: 1 });
    expect(world.calls).toHaveLength(5);

    await world.clock.advanceAsync(999);
    expect(world.calls).toHaveLength(5);
    await world.clock.advanceAsync(1);
    expect(world.calls).toHaveLength(10);
    await world.clock.advanceAsync(1000);
    expect(world.calls).toHaveLength(15);
  });

  test("reads on as soon as a batch has ended", async () => {
    const world = new RouterWorld();
    sendMany(world, 7);
    await world.apply({ batchSize: 1 });
    world.call(2).end({});
    await world.tick();

    expect(world.calls).toHaveLength(6);
  });

  test.each([
    ["MaximumConcurrency", { scalingConfig: { maximumConcurrency: 2 } }, 1000, 2],
    ["the account's concurrency", {}, 3, 3],
  ])("never passes %s", async (_, definition, accountConcurrency, most) => {
    const world = new RouterWorld({ accountConcurrency });
    sendMany(world, 50);
    await world.apply({ batchSize: 1, ...definition });
    await world.clock.advanceAsync(10_000);

    expect(world.calls).toHaveLength(most);
  });

  test("does not receive messages for which there is no place: they stay available", async () => {
    const world = new RouterWorld();
    sendMany(world, 4);
    await world.apply({ batchSize: 1, scalingConfig: { maximumConcurrency: 2 } });

    expect(world.queue.requests).toHaveLength(2);
  });

  test("shrinks when invocations fail, but not with ReportBatchItemFailures", async () => {
    const count = async (functionResponseTypes: "ReportBatchItemFailures"[]): Promise<number> => {
      const world = new RouterWorld();
      sendMany(world, 20);
      await world.apply({ batchSize: 1, functionResponseTypes });
      for (const call of world.calls.slice(0, 5)) call.end({ kind: "threw", payload: error });
      await world.tick();
      return world.calls.length - 5;
    };

    expect(await count([])).toBe(2);
    expect(await count(["ReportBatchItemFailures"])).toBe(5);
  });

  test("comes back one by one with successes", async () => {
    const world = new RouterWorld();
    sendMany(world, 50);
    await world.apply({ batchSize: 1 });
    for (const call of world.calls.slice(0, 5)) call.end({ kind: "threw", payload: error });
    await world.tick();
    expect(world.calls).toHaveLength(7);

    world.call(5).end({});
    await world.tick();

    expect(world.calls).toHaveLength(9);
  });
});

describe("a throttled invocation", () => {
  const throttled = {
    kind: "throttled" as const,
    reason: "ReservedFunctionConcurrentInvocationLimitExceeded" as const,
  };

  test("is tried again until it succeeds", async () => {
    const world = new RouterWorld();
    await world.apply();
    const id = world.queue.send("hello");
    await world.tick();
    world.call(0).end(throttled);
    await world.clock.advanceAsync(999);
    expect(world.calls).toHaveLength(1);
    await world.clock.advanceAsync(1);
    expect(world.call(1).messageIds).toEqual([id]);
    world.call(1).end({});
    await world.router.settled();

    expect(world.queue.remaining).toEqual([]);
    expect(world.facts("esm.batchFormed")).toHaveLength(1);
  });

  test("is left to the visibility timeout when that ends first", async () => {
    const world = new RouterWorld();
    world.answer = () => throttled;
    await world.apply();
    const id = world.queue.send("hello");
    await world.clock.advanceAsync(29_000);

    expect(world.calls.map(({ startedAt }) => (startedAt - world.call(0).startedAt) / 1000)).toEqual([0, 1, 3, 7, 15]);
    expect(world.facts("esm.batchSettled")).toMatchObject([
      {
        kept: [id],
        reason:
          "the invocation was throttled (ReservedFunctionConcurrentInvocationLimitExceeded) until the end of their visibility timeout; the handler did not run",
      },
    ]);
    expect(world.queue.remaining).toEqual([id]);
  });
});
