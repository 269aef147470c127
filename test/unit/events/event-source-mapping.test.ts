import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { EventSourceMappingDefinition } from "../../../events/definition.ts";
import { compileMapping, type MappingEnds } from "../../../events/event-source-mapping.ts";
import { AwsError } from "../../../runtime/core/errors.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { FakeQueueSource } from "./fake-queue-source.ts";

const queueArn = "arn:aws:sqs:eu-west-1:123456789012:orders";
const definition: EventSourceMappingDefinition = { eventSourceArn: queueArn, functionName: "handle" };
const ends: MappingEnds = {
  uuid: "id",
  source: new FakeQueueSource(new VirtualClock(), queueArn),
  functionTimeoutSeconds: 3,
};

test("the defaults are a batch size of 10, no window, no report of failures", async () => {
  expect(await compileMapping(definition, ends)).toMatchObject({
    batchSize: 10,
    maximumBatchingWindowInSeconds: 0,
    reportBatchItemFailures: false,
    fifo: false,
    scalingConfig: {},
    filter: undefined,
  });
});

describe("accepted at the edge of the limits", () => {
  test.each<[string, Partial<EventSourceMappingDefinition>]>([
    ["one message a batch", { batchSize: 1 }],
    ["ten without a window", { batchSize: 10 }],
    ["10 000 with a window", { batchSize: 10_000, maximumBatchingWindowInSeconds: 1 }],
    ["a window of 300 s", { maximumBatchingWindowInSeconds: 300 }],
    ["a maximum concurrency of 2", { scalingConfig: { maximumConcurrency: 2 } }],
    ["a maximum concurrency of 1000", { scalingConfig: { maximumConcurrency: 1000 } }],
    ["ten from a FIFO queue", { eventSourceArn: `${queueArn}.fifo`, batchSize: 10 }],
  ])("%s", async (_, change) => {
    expect(await compileMapping({ ...definition, ...change }, ends)).toMatchObject({ functionName: "handle" });
  });
});

describe("refused with AWS's words", () => {
  const outOfRange = (value: number, path: string, rule: string): string =>
    `ValidationException: 1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must have value ${rule}`;

  test.each<[string, Partial<EventSourceMappingDefinition>, string]>([
    ["a batch size of 0", { batchSize: 0 }, outOfRange(0, "batchSize", "greater than or equal to 1")],
    [
      "a batch size of 10 001",
      { batchSize: 10_001, maximumBatchingWindowInSeconds: 1 },
      outOfRange(10_001, "batchSize", "less than or equal to 10000"),
    ],
    [
      "a window of 301 s",
      { maximumBatchingWindowInSeconds: 301 },
      outOfRange(301, "maximumBatchingWindowInSeconds", "less than or equal to 300"),
    ],
    [
      "a maximum concurrency of 1",
      { scalingConfig: { maximumConcurrency: 1 } },
      outOfRange(1, "scalingConfig.maximumConcurrency", "greater than or equal to 2"),
    ],
    [
      "a batch size of 11 without a window",
      { batchSize: 11 },
      `InvalidParameterValueException: ${recordedMessage("esm_sqs--TestSQSEventSourceMapping.event_source_mapping_default_batch_size", "invalid-create-event-source-mapping")}`,
    ],
    [
      "a window on a FIFO queue",
      { eventSourceArn: `${queueArn}.fifo`, batchSize: 100, maximumBatchingWindowInSeconds: 5 },
      "InvalidParameterValueException: Batching window is not supported for FIFO queues",
    ],
    [
      "a batch size of 11 on a FIFO queue",
      { eventSourceArn: `${queueArn}.fifo`, batchSize: 11 },
      "InvalidParameterValueException: Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    ],
    [
      "a source that is no queue",
      { eventSourceArn: "arn:aws:sns:eu-west-1:123456789012:orders" },
      "InvalidParameterValueException: Unrecognized event source: arn:aws:sns:eu-west-1:123456789012:orders",
    ],
    [
      "a filter pattern that is not JSON",
      { filterCriteria: { filters: [{ pattern: '[{"eventName": ["INSERT"=123}]' }] } },
      "InvalidParameterValueException: Invalid filter pattern definition.",
    ],
  ])("%s", async (_, change, message) => {
    await expect(refusal({ ...definition, ...change }, ends)).resolves.toBe(message);
  });

  test("a queue that does not exist", async () => {
    const expected = recordedMessage("esm_sqs--esm_with_not_existing_sqs_queue", "error");

    await expect(refusal(definition, { ...ends, source: undefined })).resolves.toBe(
      `InvalidParameterValueException: ${expected}`,
    );
  });

  test("a function that does not exist", async () => {
    await expect(refusal(definition, { ...ends, functionTimeoutSeconds: undefined })).resolves.toBe(
      "InvalidParameterValueException: Function does not exist",
    );
  });

  test("a function that may run longer than the queue hides a message", async () => {
    await expect(refusal(definition, { ...ends, functionTimeoutSeconds: 60 })).resolves.toBe(
      "InvalidParameterValueException: Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds",
    );
    await expect(compileMapping(definition, { ...ends, functionTimeoutSeconds: 30 })).resolves.toBeDefined();
  });
});

async function refusal(wanted: EventSourceMappingDefinition, between: MappingEnds): Promise<string> {
  try {
    await compileMapping(wanted, between);
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "accepted";
}

function recordedMessage(name: string, key: string): string {
  const file = new URL(`../../fixtures/aws-recordings/esm/${name}.json`, import.meta.url);
  const { recording } = JSON.parse(readFileSync(file, "utf8")) as {
    recording: Record<string, { Error: { Message: string } }>;
  };
  return recording[key]?.Error.Message ?? "";
}
