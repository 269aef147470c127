import { describe, expect, test } from "vitest";
import { INCIDENT_PRESETS, type IncidentPreset } from "../../../events/presets.ts";
import { IncidentWorld } from "./incident-world.ts";

const presets = [...INCIDENT_PRESETS.values()];

function preset(name: string): IncidentPreset {
  const found = INCIDENT_PRESETS.get(name);
  if (found === undefined) throw new Error(`There is no preset ${name}.`);
  return found;
}

async function played(chosen: IncidentPreset, mapping = chosen.mapping): Promise<IncidentWorld> {
  const world = new IncidentWorld(chosen);
  await world.run(mapping, { messages: chosen.messages, seconds: chosen.runsForSeconds });
  return world;
}

describe.each(presets)("the incident $name", (chosen) => {
  test("happens as it is told", async () => {
    const world = await played(chosen);

    const takenBack = world.facts("esm.batchThrottled").filter(({ retryAt }) => retryAt === undefined);
    expect(takenBack.length).toBeGreaterThanOrEqual(chosen.expected.throttledReceives);
    expect(world.facts("esm.messageNeverHandled").length > 0).toBe(chosen.expected.neverHandled);
  });

  test("loses nothing: every message was handled or is in the dead-letter queue", async () => {
    const world = await played(chosen);

    const dead = world.facts("sqs.messageMovedToDeadLetterQueue").map(({ messageId }) => messageId);
    expect(new Set([...world.handled, ...dead]).size).toBe(chosen.messages);
    expect(world.deadLetterQueue.counts.available).toBe(dead.length);
    expect(world.queue.counts).toEqual({ available: 0, inFlight: 0, delayed: 0 });
  });
});

test("throttles use up receives: the journal tells of every dead letter whose handler never ran", async () => {
  const world = await played(preset("throttles-to-the-dead-letter-queue"));

  // One that got its turn late was still being handled when its visibility timeout ended: it is dead although its handler ran.
  const dead = world
    .facts("sqs.messageMovedToDeadLetterQueue")
    .filter(({ messageId }) => !world.handled.includes(messageId));
  const never = world.facts("esm.messageNeverHandled");
  expect(never.map(({ messageId }) => messageId)).toEqual(dead.map(({ messageId }) => messageId));
  expect(never.map(({ causeId }) => causeId)).toEqual(dead.map(({ id }) => id));
  expect(new Set(never.map(({ reason }) => reason))).toEqual(
    new Set([
      "received 2 times, each time throttled (ReservedFunctionConcurrentInvocationLimitExceeded): the handler of handle never ran for it",
    ]),
  );
});

test("no handler ever failed, and yet messages were received more than once", async () => {
  const world = await played(preset("pollers-over-reserved-concurrency"));

  expect(world.facts("sqs.messageReceived").some(({ receiveCount }) => receiveCount > 1)).toBe(true);
  expect(world.handled.toSorted()).toEqual([...new Set(world.handled)].toSorted());
});

test("a MaximumConcurrency within the reserved concurrency consumes no receives: the remedy works", async () => {
  const chosen = preset("pollers-over-reserved-concurrency");
  const world = await played(chosen, { ...chosen.mapping, scalingConfig: { maximumConcurrency: 2 } });

  expect(world.facts("esm.batchThrottled")).toEqual([]);
  expect(world.facts("sqs.messageReceived")).toHaveLength(chosen.messages);
  expect(world.handled).toHaveLength(chosen.messages);
});
