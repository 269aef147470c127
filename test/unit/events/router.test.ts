import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import { FakeQueueSource } from "./fake-queue-source.ts";
import { RouterWorld } from "./router-world.ts";

describe("applying a list of mappings", () => {
  test("creates what is new and deletes what is gone", async () => {
    const world = new RouterWorld();
    await world.apply();
    const [mapping] = world.router.list();

    expect(mapping).toMatchObject({ state: "Enabled", inFlight: 0 });
    expect(world.facts("esm.created")).toMatchObject([{ uuid: mapping?.uuid, functionName: "handle" }]);

    await world.router.apply([]);
    await world.tick();

    expect(world.router.list()).toEqual([]);
    expect(world.facts("esm.deleted")).toMatchObject([{ uuid: mapping?.uuid }]);
    expect(world.queue.waiting).toBe(0);
  });

  test("leaves an unchanged mapping alone", async () => {
    const world = new RouterWorld();
    await world.apply();
    const [before] = world.router.list();
    await world.apply();

    expect(world.router.list()).toEqual([before]);
    expect(world.queue.requests).toHaveLength(1);
    expect(world.facts("esm.created")).toHaveLength(1);
  });

  test("gives a changed mapping its new settings and keeps its UUID", async () => {
    const world = new RouterWorld();
    await world.apply();
    const [before] = world.router.list();
    await world.apply({ batchSize: 2 });
    const [after] = world.router.list();
    for (let sent = 0; sent < 3; sent++) world.queue.send("x");
    await world.tick();

    expect(after?.uuid).toBe(before?.uuid);
    expect(world.calls[0]?.messageIds.length).toBeLessThanOrEqual(2);
    expect(world.queue.waiting).toBe(1);
    expect(world.facts("esm.created")).toHaveLength(1);
  });

  test("changes nothing when one of them is refused", async () => {
    const world = new RouterWorld();
    await world.apply();
    const before = world.router.list();
    const good = { eventSourceArn: world.queue.queueArn, functionName: "handle", batchSize: 1 };

    await expect(world.router.apply([good, { ...good, functionName: "nobody" }])).rejects.toThrow(
      "Function does not exist",
    );

    expect(world.router.list()).toEqual(before);
    expect(world.facts("esm.deleted")).toEqual([]);
  });

  test("refuses the same queue and function twice, as AWS does", async () => {
    const world = new RouterWorld();
    const twin = { eventSourceArn: world.queue.queueArn, functionName: "handle" };

    const refused = world.router.apply([twin, twin]);

    await expect(refused).rejects.toBeInstanceOf(AwsError);
    await expect(refused).rejects.toThrow(
      `An event source mapping with SQS arn (" ${world.queue.queueArn} ") and function (" handle ") already exists. Please update or delete the existing mapping with UUID `,
    );
  });

  test("lets one function read two queues and two functions read one queue", async () => {
    const world = new RouterWorld();
    world.functionTimeouts["other"] = 3;
    const second = new FakeQueueSource(world.clock, "arn:aws:sqs:eu-west-1:123456789012:second");
    world.queues.set(second.queueArn, second);
    await world.router.apply([
      { eventSourceArn: world.queue.queueArn, functionName: "handle" },
      { eventSourceArn: second.queueArn, functionName: "handle" },
      { eventSourceArn: second.queueArn, functionName: "other" },
    ]);
    await world.tick();
    world.queue.send("a");
    second.send("b");
    await world.tick();

    expect(new Set(world.router.list().map(({ uuid }) => uuid)).size).toBe(3);
    expect(world.calls.map(({ event }) => event.Records[0]?.body)).toEqual(["a", "b"]);
  });

  test("checks a mapping again when its function's timeout changes", async () => {
    const world = new RouterWorld();
    await world.apply();
    world.functionTimeouts["handle"] = 60;

    await expect(world.apply()).rejects.toThrow(
      "Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds",
    );
  });
});

describe("a mapping that is disabled", () => {
  test("reads nothing until it is enabled", async () => {
    const world = new RouterWorld();
    world.queue.send("a");
    await world.apply({ enabled: false });
    expect(world.router.list()).toMatchObject([{ state: "Disabled" }]);
    expect(world.queue.requests).toEqual([]);

    await world.apply({ enabled: true });

    expect(world.calls).toHaveLength(1);
  });

  test("still settles the batches that were in flight", async () => {
    const world = new RouterWorld();
    world.queue.send("a");
    await world.apply();
    await world.apply({ enabled: false });
    world.queue.send("b");
    await world.tick();
    world.call(0).end({});
    await world.router.settled();

    expect(world.calls).toHaveLength(1);
    expect(world.queue.remaining).toEqual(["m2"]);
  });

  test("hands over at once what it had gathered for its window", async () => {
    const world = new RouterWorld();
    await world.apply({ batchSize: 100, maximumBatchingWindowInSeconds: 60 });
    const id = world.queue.send("a");
    await world.tick();
    await world.apply({ enabled: false });

    expect(world.calls.map(({ messageIds }) => messageIds)).toEqual([[id]]);
  });
});

describe("stopping", () => {
  test("ends polling at once and lets batches in flight be settled", async () => {
    const world = new RouterWorld();
    world.queue.send("a");
    await world.apply();
    await world.router.stop();
    world.queue.send("b");
    await world.tick();
    expect(world.calls).toHaveLength(1);

    world.call(0).end({});
    await world.router.settled();

    expect(world.queue.remaining).toEqual(["m2"]);
    expect(world.clock.pending).toBe(1); // the fake queue's own: the visibility of "a"
  });

  test("with abandon leaves batches in flight to their visibility timeout", async () => {
    const world = new RouterWorld();
    const id = world.queue.send("a");
    await world.apply();
    await world.router.stop({ abandon: true });
    await world.router.settled();
    world.call(0).end({});
    await world.tick();

    expect(world.queue.remaining).toEqual([id]);
    expect(world.facts("esm.batchSettled")).toEqual([]);
  });

  test("with abandon does not invoke what was only gathered", async () => {
    const world = new RouterWorld();
    await world.apply({ batchSize: 100, maximumBatchingWindowInSeconds: 60 });
    world.queue.send("a");
    await world.tick();
    await world.router.stop({ abandon: true });
    await world.tick();

    expect(world.calls).toEqual([]);
  });

  test("starts nothing any more", async () => {
    const world = new RouterWorld();
    await world.router.stop();
    world.queue.send("a");
    await world.apply();

    expect(world.calls).toEqual([]);
  });
});

test("settled waits for what was just sent", async () => {
  const world = new RouterWorld();
  world.answer = () => ({});
  await world.apply();
  world.queue.send("a");
  await world.router.settled();

  expect(world.queue.remaining).toEqual([]);
});
