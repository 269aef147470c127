import { describe, expect, test } from "vitest";
import { RouterWorld } from "./router-world.ts";

function sendMany(world: RouterWorld, count: number, body = "x"): void {
  for (let sent = 0; sent < count; sent++) world.queue.send(body);
}

describe("provisioned mode", () => {
  test("begins with ten batches for each of its minimum pollers", async () => {
    const world = new RouterWorld();
    sendMany(world, 100);
    await world.apply({ batchSize: 1, provisionedPollerConfig: { minimumPollers: 2, maximumPollers: 5 } });

    expect(world.calls).toHaveLength(20);
  });

  test("adds a poller every 600 ms while all are busy, a thousand batches a minute, up to its maximum", async () => {
    const world = new RouterWorld();
    sendMany(world, 100);
    await world.apply({ batchSize: 1, provisionedPollerConfig: { minimumPollers: 2, maximumPollers: 4 } });
    await world.clock.advanceAsync(599);
    expect(world.calls).toHaveLength(20);

    await world.clock.advanceAsync(1);
    // Two pollers have received 20 times within this second; the third may 10 times.
    expect(world.calls).toHaveLength(30);
    await world.clock.advanceAsync(60_000);
    expect(world.calls).toHaveLength(40);
  });

  test("receives ten times a second and poller, no more", async () => {
    const world = new RouterWorld();
    world.answer = () => ({});
    sendMany(world, 50);
    await world.apply({ batchSize: 1, provisionedPollerConfig: { minimumPollers: 2, maximumPollers: 2 } });
    expect(world.calls).toHaveLength(20);

    await world.clock.advanceAsync(999);
    expect(world.calls).toHaveLength(20);
    await world.clock.advanceAsync(1);
    expect(world.calls).toHaveLength(40);
  });

  test("receives 1 MB a second and poller", async () => {
    const world = new RouterWorld();
    world.answer = () => ({});
    sendMany(world, 10, "x".repeat(600_000));
    await world.apply({ batchSize: 1, provisionedPollerConfig: { minimumPollers: 2, maximumPollers: 2 } });

    // The fourth receive takes it over 2 MB.
    expect(world.calls).toHaveLength(4);
    await world.clock.advanceAsync(1000);
    expect(world.calls).toHaveLength(8);
  });

  test("is not reduced below its minimum by failures", async () => {
    const world = new RouterWorld();
    world.answer = () => ({ kind: "threw", payload: "{}" });
    sendMany(world, 60);
    await world.apply({ batchSize: 1, provisionedPollerConfig: { minimumPollers: 2, maximumPollers: 2 } });
    await world.clock.advanceAsync(1000);

    expect(world.calls).toHaveLength(40);
  });
});

test("without provisioned mode a mapping never passes 1,250 batches", async () => {
  const world = new RouterWorld({ accountConcurrency: 5000 });
  sendMany(world, 2000);
  world.queue.visibilitySeconds = 43_200;
  await world.apply({ batchSize: 1 });
  await world.clock.advanceAsync(400_000);

  expect(world.calls).toHaveLength(1250);
});
