import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import { RouterWorld } from "./router-world.ts";

const throttled = {
  kind: "throttled" as const,
  reason: "ReservedFunctionConcurrentInvocationLimitExceeded" as const,
};

describe("a throttled batch", () => {
  test("is told with the reason and when it is tried again, and at last that it goes back", async () => {
    const world = new RouterWorld();
    world.answer = () => throttled;
    await world.apply();
    const id = world.queue.send("hello");
    const sentAt = world.clock.now();
    await world.clock.advanceAsync(29_000);

    const facts = world.facts("esm.batchThrottled");
    expect(facts.map(({ retryAt }) => retryAt && (retryAt - sentAt) / 1000)).toEqual([1, 3, 7, 15, undefined]);
    expect(facts[0]).toMatchObject({ messageIds: [id], reason: throttled.reason, functionName: "handle" });
    expect(new Set(facts.map(({ causeId }) => causeId))).toEqual(new Set([world.facts("esm.batchFormed")[0]?.id]));
  });

  test("comes back one receive older", async () => {
    const world = new RouterWorld();
    world.answer = () => throttled;
    await world.apply();
    world.queue.send("hello");
    await world.clock.advanceAsync(30_000);

    const counts = world.calls.map(({ event }) => event.Records[0]?.attributes["ApproximateReceiveCount"]);
    expect(counts.at(0)).toBe("1");
    expect(counts.at(-1)).toBe("2");
  });

  test("of a disabled mapping is still tried and settled", async () => {
    const world = new RouterWorld();
    await world.apply();
    const id = world.queue.send("hello");
    await world.tick();
    world.call(0).end(throttled);
    await world.apply({ enabled: false });
    await world.clock.advanceAsync(1000);
    world.call(1).end({});
    await world.router.settled();

    expect(world.queue.deleted.map(({ messageId }) => messageId)).toEqual([id]);
  });
});

test("messages whose function is gone stay in the queue, each with the reason, and fewer are received at a time", async () => {
  const world = new RouterWorld();
  for (let sent = 0; sent < 20; sent++) world.queue.send("x");
  await world.apply({ batchSize: 1 });
  for (const call of world.calls.slice(0, 5)) {
    call.fail(new AwsError("ResourceNotFoundException", "Function not found: handle"));
  }
  await world.tick();

  expect(world.queue.remaining).toHaveLength(20);
  expect(world.calls).toHaveLength(5 + 2);
  expect(world.facts("esm.batchSettled")[0]?.reason).toBe(
    "the function could not be invoked: ResourceNotFoundException: Function not found: handle",
  );
});
