import { describe, expect, test } from "vitest";
import { TRANSITION_MS } from "../../../../events/mappings/mapping.ts";
import { AwsError } from "../../../../runtime/core/errors.ts";
import type { MappingSettings, MappingView } from "../../../../runtime/core/ports.ts";
import { functionArnOf, RouterWorld } from "../router-world.ts";

const target = { functionArn: functionArnOf("handle"), timeout: 3 };

async function created(world: RouterWorld, settings: MappingSettings = {}): Promise<MappingView> {
  return await world.router.mappings.create({ EventSourceArn: world.queue.queueArn, ...settings }, target);
}

function state(world: RouterWorld, { UUID }: MappingView): string | undefined {
  return world.router.mappings.get(UUID)?.State;
}

async function refusal(answer: Promise<unknown>): Promise<string> {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AwsError)) throw new Error(`not refused: ${String(error)}`);
  return `${error.code}: ${error.message}`;
}

describe("a mapping that the Lambda API creates", () => {
  test("is Creating, then Enabled, and reads its queue from then on", async () => {
    const world = new RouterWorld();
    world.queue.send("a");
    const view = await created(world);
    await world.clock.advanceAsync(TRANSITION_MS - 1);
    expect(state(world, view)).toBe("Creating");
    expect(world.calls).toEqual([]);

    await world.clock.advanceAsync(1);

    expect(state(world, view)).toBe("Enabled");
    expect(world.calls).toHaveLength(1);
    expect(world.call(0).invocation.functionName).toBe(target.functionArn);
    expect(world.facts("esm.stateChanged").map((fact) => fact.state)).toEqual(["Creating", "Enabled"]);
  });

  test("shows size, window and response types always, and what else is set", async () => {
    const world = new RouterWorld();
    const plain = await created(world);
    expect(plain).toEqual({
      UUID: plain.UUID,
      EventSourceArn: world.queue.queueArn,
      FunctionArn: target.functionArn,
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
      FunctionResponseTypes: [],
      LastModified: world.clock.now(),
      State: "Creating",
      StateTransitionReason: "USER_INITIATED",
    });

    const settings = {
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 5,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      FilterCriteria: { Filters: [{ Pattern: '{"body":{"a":[1]}}' }] },
      ProvisionedPollerConfig: { MinimumPollers: 3, MaximumPollers: 5 },
      MetricsConfig: { Metrics: ["EventCount"] },
      LoggingConfig: { SystemLogLevel: "DEBUG" },
      KMSKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/k",
    };
    const other = { ...target, functionArn: `${target.functionArn}:prod` };
    const full = await world.router.mappings.create({ EventSourceArn: world.queue.queueArn, ...settings }, other);
    expect(full).toMatchObject({ ...settings, FunctionArn: `${target.functionArn}:prod` });
  });

  test("that is created disabled is Disabled at once", async () => {
    const world = new RouterWorld();
    const view = await created(world, { Enabled: false });

    expect(view.State).toBe("Disabled");
    await world.clock.advanceAsync(60_000);
    expect(world.queue.requests).toEqual([]);
  });

  test("is named by alias in the journal and in the invocation", async () => {
    const world = new RouterWorld();
    world.queue.send("a");
    const alias = { ...target, functionArn: `${target.functionArn}:prod` };
    await world.router.mappings.create({ EventSourceArn: world.queue.queueArn }, alias);
    await world.clock.advanceAsync(TRANSITION_MS);

    expect(world.call(0).invocation.functionName).toBe(alias.functionArn);
    expect(world.facts("esm.batchFormed")).toMatchObject([{ functionName: "handle:prod" }]);
  });

  test("is refused for a queue and function that have one", async () => {
    const world = new RouterWorld();
    const { UUID } = await created(world);

    expect(await refusal(created(world))).toBe(
      `ResourceConflictException: An event source mapping with SQS arn (" ${world.queue.queueArn} ") and function (" handle ") already exists. Please update or delete the existing mapping with UUID ${UUID}`,
    );
    const alias = { ...target, functionArn: `${target.functionArn}:prod` };
    await expect(world.router.mappings.create({ EventSourceArn: world.queue.queueArn }, alias)).resolves.toMatchObject({
      State: "Creating",
    });
  });
});

describe("an update", () => {
  test.each<[string, MappingSettings, MappingSettings, string[]]>([
    ["of a setting", {}, { BatchSize: 1 }, ["Updating", "Enabled"]],
    ["that disables", {}, { Enabled: false }, ["Disabling", "Disabled"]],
    ["that enables", { Enabled: false }, { Enabled: true }, ["Enabling", "Enabled"]],
    ["of a disabled mapping's setting", { Enabled: false }, { BatchSize: 1 }, ["Updating", "Disabled"]],
  ])("%s goes through its own state", async (_, settings, change, states) => {
    const world = new RouterWorld();
    const view = await created(world, settings);
    await world.clock.advanceAsync(TRANSITION_MS);

    const updated = await world.router.mappings.update(view.UUID, change);
    expect(updated.State).toBe(states[0]);
    await world.clock.advanceAsync(TRANSITION_MS);

    expect(state(world, view)).toBe(states[1]);
    expect(world.router.mappings.get(view.UUID)?.LastModified).toBe(world.clock.now());
  });

  test("keeps what it does not name and takes away what it empties", async () => {
    const world = new RouterWorld();
    const { UUID } = await created(world, {
      BatchSize: 4,
      FilterCriteria: { Filters: [{ Pattern: '{"body":{"a":[1]}}' }] },
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    await world.clock.advanceAsync(TRANSITION_MS);

    const updated = await world.router.mappings.update(UUID, { FilterCriteria: {}, ScalingConfig: {} });

    expect(updated).toMatchObject({ BatchSize: 4 });
    expect(updated).not.toHaveProperty("FilterCriteria");
    expect(updated).not.toHaveProperty("ScalingConfig");
  });

  test("leaves the old settings in force until it is done", async () => {
    const world = new RouterWorld();
    const { UUID } = await created(world);
    await world.clock.advanceAsync(TRANSITION_MS);
    const other = functionArnOf("other");
    await world.router.mappings.update(UUID, {}, { functionArn: other, timeout: 3 });
    world.queue.send("a");
    await world.tick();
    await world.clock.advanceAsync(TRANSITION_MS);
    world.queue.send("b");
    await world.tick();

    expect(world.calls.map(({ invocation }) => invocation.functionName)).toEqual([target.functionArn, other]);
  });

  test("that AWS would refuse changes nothing", async () => {
    const world = new RouterWorld();
    const { UUID } = await created(world);
    await world.clock.advanceAsync(TRANSITION_MS);
    const before = world.router.mappings.get(UUID);

    expect(await refusal(world.router.mappings.update(UUID, { BatchSize: 11 }))).toBe(
      "InvalidParameterValueException: Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
    expect(world.router.mappings.get(UUID)).toEqual(before);
  });

  test("or deletion of a mapping that is changing is refused, of one that is not there too", async () => {
    const world = new RouterWorld();
    const { UUID } = await created(world);
    const { mappings } = world.router;

    expect(await refusal(mappings.update(UUID, {}))).toBe(
      "ResourceInUseException: Cannot update the event source mapping because it is in use.",
    );
    expect(await refusal(mappings.delete(UUID))).toBe(
      "ResourceInUseException: Cannot delete the event source mapping because it is in use.",
    );
    expect(await refusal(mappings.delete("x"))).toBe(
      "ResourceNotFoundException: The resource you requested does not exist.",
    );
  });
});

describe("a mapping that is deleted", () => {
  test("reads no more, settles what is in flight, and is gone after its Deleting state", async () => {
    const world = new RouterWorld();
    world.queue.send("a");
    const view = await created(world);
    await world.clock.advanceAsync(TRANSITION_MS);

    expect(await world.router.mappings.delete(view.UUID)).toMatchObject({ UUID: view.UUID, State: "Deleting" });
    world.queue.send("b");
    await world.tick();
    expect(world.calls).toHaveLength(1);
    expect(state(world, view)).toBe("Deleting");

    await world.clock.advanceAsync(TRANSITION_MS);
    expect(world.router.mappings.list()).toEqual([]);
    world.call(0).end({});
    await world.router.settled();
    expect(world.queue.remaining).toEqual(["m2"]);
    expect(world.facts("esm.deleted")).toMatchObject([{ uuid: view.UUID }]);
  });

  test("makes room for a new one of the same queue and function", async () => {
    const world = new RouterWorld();
    const { UUID } = await created(world);
    await world.clock.advanceAsync(TRANSITION_MS);
    await world.router.mappings.delete(UUID);
    await world.clock.advanceAsync(TRANSITION_MS);

    await expect(created(world)).resolves.toMatchObject({ State: "Creating" });
  });
});

describe("the config's mappings and those of the API", () => {
  test("are one list, and the API changes both", async () => {
    const world = new RouterWorld();
    await world.apply({ batchSize: 3 });
    const [view] = world.router.mappings.list();
    expect(view).toMatchObject({ State: "Enabled", BatchSize: 3, FunctionArn: target.functionArn });

    await world.router.mappings.update(view?.UUID ?? "", { BatchSize: 1 });
    await world.clock.advanceAsync(TRANSITION_MS);
    await world.apply({ batchSize: 3 });

    expect(world.router.mappings.list()).toMatchObject([{ UUID: view?.UUID, BatchSize: 1 }]);

    await world.apply({ batchSize: 2 });

    expect(world.router.mappings.list()).toMatchObject([{ UUID: view?.UUID, BatchSize: 2, State: "Enabled" }]);
  });

  test("an applied config leaves the API's alone", async () => {
    const world = new RouterWorld();
    const alias = { ...target, functionArn: `${target.functionArn}:prod` };
    const { UUID } = await world.router.mappings.create({ EventSourceArn: world.queue.queueArn }, alias);
    await world.apply();
    await world.router.apply([]);
    await world.clock.advanceAsync(TRANSITION_MS);

    expect(world.router.mappings.list()).toMatchObject([{ UUID, State: "Enabled" }]);
  });

  test("an applied config that has the API's queue and function is refused", async () => {
    const world = new RouterWorld();
    await created(world);

    expect(await refusal(world.apply())).toContain("ResourceConflictException: An event source mapping with SQS arn");
  });

  test("what the API deleted comes back when the config is applied again", async () => {
    const world = new RouterWorld();
    await world.apply();
    const [before] = world.router.mappings.list();
    await world.router.mappings.delete(before?.UUID ?? "");
    await world.clock.advanceAsync(TRANSITION_MS);
    await world.apply();

    const [after] = world.router.mappings.list();
    expect(after?.State).toBe("Enabled");
    expect(after?.UUID).not.toBe(before?.UUID);
  });
});

describe("refused with a sentence", () => {
  test.each<[string, MappingSettings, string]>([
    [
      "provisioned mode with a maximum concurrency",
      { ProvisionedPollerConfig: { MinimumPollers: 2 }, ScalingConfig: { MaximumConcurrency: 2 } },
      "Maximum concurrency cannot be used with provisioned mode for Amazon SQS event sources.",
    ],
    [
      "one poller",
      { ProvisionedPollerConfig: { MinimumPollers: 1 } },
      "MinimumPollers must be between 2 and 200 for Amazon SQS event sources. Provided: 1",
    ],
    [
      "fewer pollers at most than at least",
      { ProvisionedPollerConfig: { MinimumPollers: 4, MaximumPollers: 3 } },
      "MaximumPollers must be greater than or equal to MinimumPollers.",
    ],
  ])("%s", async (_, settings, sentence) => {
    expect(await refusal(created(new RouterWorld(), settings))).toBe(`InvalidParameterValueException: ${sentence}`);
  });

  test.each([
    ["arn:aws:kinesis:eu-west-1:123456789012:stream/s", "Amazon Kinesis"],
    ["arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/2025", "Amazon DynamoDB"],
  ])("a source of another service: %s", async (EventSourceArn, name) => {
    const { router } = new RouterWorld();

    expect(await refusal(router.mappings.create({ EventSourceArn }, target))).toBe(
      `InvalidParameterValueException: Event source mappings for ${name} are not modelled: ${EventSourceArn}`,
    );
  });
});
