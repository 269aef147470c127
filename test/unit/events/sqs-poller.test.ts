import { expect, test } from "vitest";
import { RouterWorld } from "./router-world.ts";

test("a sent message reaches the handler without time passing, and success deletes it", async () => {
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
  expect(world.facts("esm.batchSettled")).toMatchObject([{ deleted: [id], kept: [], reason: "the handler succeeded" }]);
});

test("the facts of a batch are a chain: formed, then settled by it", async () => {
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
