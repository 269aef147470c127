import { describe, expect, test } from "vitest";
import { RouterWorld } from "./router-world.ts";

const SECOND = 1000;

describe("while a debugger has stopped the function", () => {
  test("its messages stay hidden, however long it takes", async () => {
    const world = new RouterWorld();
    await world.apply();
    world.queue.send("a");
    await world.tick();
    world.paused = true;
    await world.clock.advanceAsync(600 * SECOND);

    expect(world.calls).toHaveLength(1);
  });

  test("their visibility timeout stands still: what was left of it is left when the function goes on", async () => {
    const world = new RouterWorld();
    await world.apply();
    world.queue.send("a");
    await world.tick();
    await world.clock.advanceAsync(10 * SECOND);
    world.paused = true;
    await world.clock.advanceAsync(100 * SECOND);
    world.paused = false;
    await world.clock.advanceAsync(SECOND);

    // 30 seconds, 10 of which had passed.
    expect(world.queue.changes.at(-1)).toEqual({ messageId: "m1", visibilityTimeoutSeconds: 20 });
    await world.clock.advanceAsync(19 * SECOND);
    expect(world.calls).toHaveLength(1);
    await world.clock.advanceAsync(SECOND);
    expect(world.calls).toHaveLength(2);
  });

  test("it is not changed more often than needed", async () => {
    const world = new RouterWorld();
    await world.apply();
    world.queue.send("a");
    await world.tick();
    world.paused = true;
    await world.clock.advanceAsync(300 * SECOND);

    expect(world.queue.changes.length).toBeLessThanOrEqual(11);
  });
});

test("a function that runs on leaves the visibility timeout alone, and nothing stays on the clock", async () => {
  const world = new RouterWorld();
  await world.apply();
  world.queue.send("a");
  await world.tick();
  await world.clock.advanceAsync(20 * SECOND);
  world.call(0).end({});
  await world.router.settled();

  expect(world.queue.changes).toEqual([]);
  await world.clock.advanceAsync(60 * SECOND);
  expect(world.clock.pending).toBe(0);
});
