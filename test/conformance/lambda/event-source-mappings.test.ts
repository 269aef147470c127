import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  type ListEventSourceMappingsCommandInput,
  ListTagsCommand,
  PublishVersionCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LambdaEndpoint, startLambdaEndpoint } from "../../support/lambda-endpoint.ts";
import { RecordedSteps } from "./recorded-steps.ts";
import { createFunction, publishAs } from "./some-function.ts";

let endpoint: LambdaEndpoint;

beforeEach(async () => {
  endpoint = await startLambdaEndpoint();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const sqs = new SQSClient({ endpoint: endpoint.url, region: "us-east-1", credentials });
  await sqs.send(new CreateQueueCommand({ QueueName: "orders", Attributes: { VisibilityTimeout: "60" } }));
  sqs.destroy();
});

afterEach(async () => {
  await endpoint.stop();
});

const NAME = "some-function";
const ARN = `arn:aws:lambda:us-east-1:000000000000:function:${NAME}`;
const QUEUE_ARN = "arn:aws:sqs:us-east-1:000000000000:orders";
const STREAM_ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/some-table/stream/2026-01-01T00:00:00.000";
const RECORDED = "esm/lambda_api--TestLambdaEventSourceMappings";

const create = (change: Partial<CreateEventSourceMappingCommandInput> = {}) =>
  new CreateEventSourceMappingCommand({ FunctionName: NAME, EventSourceArn: QUEUE_ARN, ...change });

describe("event source mappings answer what AWS has answered", () => {
  it("for every form of a function's name", async () => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.function_name_variations`);
    await createFunction(endpoint, steps);
    await publishAs("myalias", steps);
    const partial = `000000000000:function:${NAME}`;
    const names = {
      name_only: NAME,
      partial_arn_latest: `${partial}:$LATEST`,
      partial_arn_version: `${partial}:1`,
      partial_arn_alias: `${partial}:myalias`,
      full_arn_latest: ARN,
      full_arn_version: `${ARN}:1`,
      full_arn_alias: `${ARN}:myalias`,
    };
    for (const [form, FunctionName] of Object.entries(names)) {
      // oxlint-disable-next-line no-await-in-loop -- a queue has one mapping to a function at a time
      const { UUID } = await steps.step(`${form}_create_esm`, create({ FunctionName }));
      endpoint.clock.advance(10_000);
      // oxlint-disable-next-line no-await-in-loop
      await steps.arrange(new DeleteEventSourceMappingCommand({ UUID: String(UUID) }));
      endpoint.clock.advance(10_000);
    }
    expect(steps.differences).toEqual([]);
  });

  it("when the function of a mapping changes", async () => {
    const file = "esm/esm_sqs--TestSQSEventSourceMapping.sqs_event_source_mapping_update";
    const steps = new RecordedSteps(endpoint.url, file);
    await createFunction(endpoint, steps, { Timeout: 30 });
    await createFunction(endpoint, steps, { FunctionName: "other-function", Timeout: 30 });
    const { UUID } = await steps.step(
      "create-event-source-mapping-response",
      create({ MaximumBatchingWindowInSeconds: 1 }),
    );
    endpoint.clock.advance(10_000);
    const change = { UUID: String(UUID), FunctionName: "other-function" };
    await steps.step("updated_esm", new UpdateEventSourceMappingCommand(change));
    endpoint.clock.advance(10_000);
    await steps.step("updated_event_source_mapping", new GetEventSourceMappingCommand({ UUID: change.UUID }));
    expect(steps.differences).toEqual([]);
  });

  it("to batch sizes without a window", async () => {
    const file = "esm/esm_sqs--TestSQSEventSourceMapping.event_source_mapping_default_batch_size";
    const steps = new RecordedSteps(endpoint.url, file);
    await createFunction(endpoint, steps);
    const { UUID } = await steps.step("create-event-source-mapping", create());
    endpoint.clock.advance(10_000);
    await steps.step(
      "invalid-update-event-source-mapping",
      new UpdateEventSourceMappingCommand({ UUID: String(UUID), FunctionName: NAME, BatchSize: 15 }),
    );
    await steps.step("invalid-create-event-source-mapping", create({ BatchSize: 15 }));
    expect(steps.differences).toEqual([]);
  });

  it("to a queue that is not there", async () => {
    const steps = new RecordedSteps(endpoint.url, "esm/esm_sqs--esm_with_not_existing_sqs_queue");
    await createFunction(endpoint, steps);
    await steps.step("error", create({ EventSourceArn: `${QUEUE_ARN}-not` }));
    expect(steps.differences).toEqual([]);
  });

  it("with its tags", async () => {
    const steps = new RecordedSteps(endpoint.url, "esm/lambda_api--TestLambdaTag.create_tag_on_esm_create");
    await createFunction(endpoint, steps);
    const mapping = await steps.arrange(create({ Tags: { testtag: "some-value" } }));
    const Resource = String(mapping["EventSourceMappingArn"]);
    await steps.step("list_tags_result", new ListTagsCommand({ Resource }));
    expect(steps.differences).toEqual([]);
  });
});

describe("event source mappings refuse what AWS has refused", () => {
  const streams = {
    no_starting_position: {},
    invalid_starting_position: { StartingPosition: "invalid" as "LATEST" },
    incompatible_starting_position: { StartingPosition: "AT_TIMESTAMP" },
  } as const;

  it.each(Object.entries(streams))("of a DynamoDB stream: %s", async (step, change) => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.create_event_source_validation`);
    await createFunction(endpoint, steps);
    await steps.step(step, create({ EventSourceArn: STREAM_ARN, ...change }));
    expect(steps.differences).toEqual([]);
  });

  it.each(Object.entries(streams).slice(0, 2))("of a Kinesis stream: %s", async (step, change) => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.create_event_source_validation_kinesis`);
    await createFunction(endpoint, steps);
    const EventSourceArn = "arn:aws:kinesis:us-east-1:000000000000:stream/some-stream";
    await steps.step(step, create({ EventSourceArn, ...change }));
    expect(steps.differences).toEqual([]);
  });

  it("of self-managed Kafka without access", async () => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.create_event_source_self_managed`);
    await createFunction(endpoint, steps);
    const SelfManagedEventSource = { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ["kafka:1000"] } };
    await steps.step(
      "missing-source-access-configuration",
      new CreateEventSourceMappingCommand({ FunctionName: NAME, SelfManagedEventSource, Topics: ["topic"] }),
    );
    expect(steps.differences).toEqual([]);
  });
});

describe("event source mappings", () => {
  const sources = {
    "An Amazon DynamoDB stream": { EventSourceArn: STREAM_ARN, StartingPosition: "LATEST" },
    "An Amazon Kinesis data stream": {
      EventSourceArn: "arn:aws:kinesis:us-east-1:000000000000:stream/some-stream",
      StartingPosition: "LATEST",
    },
    "Amazon MSK": { EventSourceArn: "arn:aws:kafka:us-east-1:000000000000:cluster/some/uuid" },
    "Amazon MQ": { EventSourceArn: "arn:aws:mq:us-east-1:000000000000:broker:some:uuid" },
  } as const;

  it.each(Object.entries(sources))("of %s are refused by name", async (what, source) => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.function_name_variations`);
    await createFunction(endpoint, steps);
    expect(await steps.arrange(create(source))).toMatchObject({
      Error: { Message: `${what} as an event source is not modelled here.` },
    });
  });

  const refusals: readonly [string, Partial<CreateEventSourceMappingCommandInput>][] = [
    ["Function does not exist", { FunctionName: "doesnotexist" }],
    ["Function does not exist", { FunctionName: `${NAME}:doesnotexist` }],
    ["Unrecognized event source.", { EventSourceArn: undefined }],
    ["StartingPosition is not valid for SQS event sources.", { StartingPosition: "LATEST" }],
    [
      "Unsupported 'parallelizationFactor' parameter for given event source mapping type.",
      { ParallelizationFactor: 2 },
    ],
  ];

  it.each(refusals)("are refused with %s (%j)", async (Message, change) => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.function_name_variations`);
    await createFunction(endpoint, steps);
    expect(await steps.arrange(create(change))).toMatchObject({
      Error: { Code: "InvalidParameterValueException", Message },
    });
  });

  it("are listed by queue and by function, page by page, and are gone when they are deleted", async () => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.function_name_variations`);
    await createFunction(endpoint, steps);
    await createFunction(endpoint, steps, { FunctionName: "other-function" });
    await steps.arrange(new PublishVersionCommand({ FunctionName: NAME }));
    const { UUID: one } = await steps.arrange(create());
    const { UUID: other } = await steps.arrange(create({ FunctionName: "other-function" }));
    endpoint.clock.advance(10_000);
    const sorted = [String(one), String(other)].toSorted((a, b) => (a < b ? -1 : 1));
    const uuidsOf = async (filter: ListEventSourceMappingsCommandInput) => {
      const page = await steps.arrange(new ListEventSourceMappingsCommand(filter));
      return (page["EventSourceMappings"] as { UUID: string }[]).map(({ UUID }) => UUID);
    };
    expect(await uuidsOf({ EventSourceArn: QUEUE_ARN })).toEqual(sorted);
    expect(await uuidsOf({ FunctionName: NAME })).toEqual([one]);
    expect(await uuidsOf({ FunctionName: `${NAME}:1` })).toEqual([]);
    expect(await uuidsOf({ EventSourceArn: `${QUEUE_ARN}-not` })).toEqual([]);
    const first = await steps.arrange(new ListEventSourceMappingsCommand({ MaxItems: 1 }));
    expect(await uuidsOf({ Marker: String(first["NextMarker"]) })).toEqual(sorted.slice(1));

    const deleted = await steps.arrange(new DeleteEventSourceMappingCommand({ UUID: String(one) }));
    expect(deleted).toMatchObject({ State: "Deleting", ResponseMetadata: { HTTPStatusCode: 202 } });
    endpoint.clock.advance(10_000);
    expect(await steps.arrange(new GetEventSourceMappingCommand({ UUID: String(one) }))).toMatchObject({
      Error: { Code: "ResourceNotFoundException", Message: "The resource you requested does not exist." },
    });
  });
});
