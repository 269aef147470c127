import { describe, expect, test } from "vitest";
import { TRANSITION_MS } from "../../../events/mappings/mapping.ts";
import type { MappingSettings } from "../../../runtime/core/ports.ts";
import { readRecording } from "../recording.ts";
import { errorOf, Expected, MappingWorld, type Recorded, target } from "./mapping-world.ts";

/** The steps of a recording without variants. */
function steps(name: string): Record<string, Recorded> {
  return readRecording(`esm/${name}`).get("") as Record<string, Recorded>;
}

/** What the recorded test asked for, as far as its answer tells. */
function asked(view: Recorded): MappingSettings {
  const { BatchSize, MaximumBatchingWindowInSeconds: window, FilterCriteria } = view;
  const filters = (FilterCriteria as { Filters: { Pattern: unknown }[] } | undefined)?.Filters;
  return {
    BatchSize: BatchSize as number,
    // A masked window was at least 1.
    MaximumBatchingWindowInSeconds: typeof window === "number" ? window : 10,
    FilterCriteria: filters && {
      Filters: filters.map(({ Pattern }) => ({
        Pattern: typeof Pattern === "string" ? Pattern : JSON.stringify(Pattern),
      })),
    },
  };
}

describe("what CreateEventSourceMapping answers", () => {
  const created: [string, Recorded][] = [];
  for (const name of ["sqs_event_filter", "sqs_event_source_mapping", "sqs_event_source_mapping_batch_size"]) {
    for (const [variant, content] of readRecording(`esm/esm_sqs--TestSQSEventSourceMapping.${name}`)) {
      const [view] = Object.entries(content).filter(([key]) => /^create.event.source.mapping/.test(key));
      if (view !== undefined) created.push([`${name} ${variant}`, view[1] as Recorded]);
    }
  }

  test.each(created)("%s", async (_, recorded) => {
    const world = new MappingWorld();
    const queue = world.queue("orders");
    const settings = { EventSourceArn: queue.arn, ...asked(recorded) };

    const view = await world.router.mappings.create(settings, target("handle"));

    expect(new Expected().view(recorded, view)).toEqual([]);
  });

  const variations = steps("lambda_api--TestLambdaEventSourceMappings.function_name_variations");
  const qualifiers: Record<string, string> = {
    partial_arn_latest_create_esm: ":$LATEST",
    partial_arn_version_create_esm: ":1",
    partial_arn_alias_create_esm: ":myalias",
    full_arn_version_create_esm: ":1",
    full_arn_alias_create_esm: ":myalias",
  };

  test.each(Object.entries(variations))("for a function named as in %s", async (name, recorded) => {
    const world = new MappingWorld();
    const queue = world.queue("orders");

    const named = target(`handle${qualifiers[name] ?? ""}`);
    const view = await world.router.mappings.create({ EventSourceArn: queue.arn }, named);

    expect(new Expected().view(recorded, view)).toEqual([]);
  });
});

test("a mapping that is created disabled, enabled, and enabled in the end", async () => {
  const { create_esm_disabled, update_esm_enabling, get_esm_enabled } = steps(
    "esm_sqs--fifo_message_group_parallelism",
  );
  const world = new MappingWorld();
  const { arn: EventSourceArn } = world.queue("orders.fifo", { FifoQueue: "true" });
  const expected = new Expected();
  const { mappings } = world.router;

  const view = await mappings.create({ EventSourceArn, BatchSize: 1, Enabled: false }, target("handle"));
  expect(expected.view(create_esm_disabled ?? {}, view)).toEqual([]);
  expect(expected.view(update_esm_enabling ?? {}, await mappings.update(view.UUID, { Enabled: true }))).toEqual([]);
  await world.clock.advanceAsync(TRANSITION_MS);
  expect(expected.view(get_esm_enabled ?? {}, mappings.get(view.UUID))).toEqual([]);
});

test("a mapping that is given another function", async () => {
  const recorded = steps("esm_sqs--TestSQSEventSourceMapping.sqs_event_source_mapping_update");
  const world = new MappingWorld();
  const { arn: EventSourceArn } = world.queue("orders");
  const expected = new Expected();
  const { mappings } = world.router;

  const settings = { EventSourceArn, MaximumBatchingWindowInSeconds: 1 };
  const view = await mappings.create(settings, target("handle"));
  expect(expected.view(recorded["create-event-source-mapping-response"] ?? {}, view)).toEqual([]);
  await world.clock.advanceAsync(TRANSITION_MS);
  const updated = await mappings.update(view.UUID, {}, target("other"));
  expect(expected.view(recorded["updated_esm"] ?? {}, updated)).toEqual([]);
  await world.clock.advanceAsync(TRANSITION_MS);
  expect(expected.view(recorded["updated_event_source_mapping"] ?? {}, mappings.get(view.UUID))).toEqual([]);
});

describe("refused with AWS's words", () => {
  const sizes = steps("esm_sqs--TestSQSEventSourceMapping.event_source_mapping_default_batch_size");

  test("a batch size over 10 without a window, when it is created and when it is updated", async () => {
    const world = new MappingWorld();
    const { arn: EventSourceArn } = world.queue("orders");
    const { mappings } = world.router;
    const view = await mappings.create({ EventSourceArn }, target("handle"));
    expect(new Expected().view(sizes["create-event-source-mapping"] ?? {}, view)).toEqual([]);
    await world.clock.advanceAsync(TRANSITION_MS);

    const update = await errorOf(mappings.update(view.UUID, { BatchSize: 11 }));
    const create = await errorOf(mappings.create({ EventSourceArn, BatchSize: 11 }, target("other")));

    expect(inAnswer(update)).toEqual(sizes["invalid-update-event-source-mapping"]);
    expect(inAnswer(create)).toEqual(sizes["invalid-create-event-source-mapping"]);
  });

  test("a queue that does not exist", async () => {
    const { error } = steps("esm_sqs--esm_with_not_existing_sqs_queue");
    const EventSourceArn = "arn:aws:sqs:eu-west-1:123456789012:missing";

    const refusal = await errorOf(new MappingWorld().router.mappings.create({ EventSourceArn }, target("handle")));

    expect(inAnswer(refusal)).toEqual(error);
  });
});

function inAnswer({ code, message, members, status }: Awaited<ReturnType<typeof errorOf>>): object {
  return {
    Error: { Code: code, Message: message },
    ...members,
    message,
    ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: status },
  };
}
