import { describe, expect, test } from "vitest";
import { AwsError } from "../../../../runtime/core/errors.ts";
import { seededRandom } from "../../../../runtime/core/random.ts";
import {
  readConfiguration,
  type ReadConfigurationOptions,
} from "../../../../runtime/s3/notifications/read-configuration.ts";
import {
  toWireConfiguration,
  type WireNotification,
  type WireNotificationConfiguration,
} from "../../../../runtime/s3/notifications/wire-configuration.ts";

const queueArn = "arn:aws:sqs:eu-west-1:111122223333:q";
const topicArn = "arn:aws:sns:eu-west-1:111122223333:t";
const functionArn = "arn:aws:lambda:eu-west-1:111122223333:function:f";
const created = ["s3:ObjectCreated:*"];

function read(wire: WireNotificationConfiguration, options: Partial<ReadConfigurationOptions> = {}) {
  return readConfiguration(wire, {
    bucketRegion: "eu-west-1",
    random: seededRandom("test"),
    destinationExists: () => true,
    skipDestinationValidation: false,
    ...options,
  });
}

function toQueue(notification: Partial<WireNotification> & { QueueArn?: string } = {}): WireNotificationConfiguration {
  return { QueueConfigurations: [{ QueueArn: queueArn, Events: created, ...notification }] };
}

function toQueues(...notifications: Partial<WireNotification>[]): WireNotificationConfiguration {
  return { QueueConfigurations: notifications.map((one) => ({ QueueArn: queueArn, Events: created, ...one })) };
}

function filter(prefix?: string, suffix?: string): WireNotification {
  const FilterRules = [
    ...(prefix === undefined ? [] : [{ Name: "prefix", Value: prefix }]),
    ...(suffix === undefined ? [] : [{ Name: "suffix", Value: suffix }]),
  ];
  return { Filter: { Key: { FilterRules } } };
}

function refusalOf(wire: WireNotificationConfiguration, options: Partial<ReadConfigurationOptions> = {}): object {
  try {
    read(wire, options);
  } catch (error) {
    if (error instanceof AwsError) return { code: error.code, message: error.message, ...error.members };
    throw error;
  }
  return { code: "none" };
}

describe("a configuration that is put", () => {
  test("is read back with destinations by kind and EventBridge", () => {
    const wire = {
      TopicConfigurations: [{ Id: "a", TopicArn: topicArn, Events: ["s3:ObjectRemoved:*"] }],
      QueueConfigurations: [{ Id: "b", QueueArn: queueArn, Events: created, ...filter("in/") }],
      LambdaFunctionConfigurations: [{ Id: "c", LambdaFunctionArn: functionArn, Events: ["s3:ObjectTagging:Put"] }],
      EventBridgeConfiguration: {},
    };

    expect(toWireConfiguration(read(wire))).toEqual({
      ...wire,
      QueueConfigurations: [
        {
          Id: "b",
          QueueArn: queueArn,
          Events: created,
          Filter: { Key: { FilterRules: [{ Name: "Prefix", Value: "in/" }] } },
        },
      ],
    });
  });

  test("is empty when it is put empty", () => {
    expect(toWireConfiguration(read({}))).toEqual({});
  });

  test("gets an id like AWS's where it has none", () => {
    const [one, two] = read(toQueues({ ...filter("a") }, { Id: "", ...filter("b") })).notifications;

    expect(Buffer.from(one?.id ?? "", "base64").toString()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(two?.id).toMatch(/^[A-Za-z0-9]{48}$/);
    expect(two?.id).not.toBe(one?.id);
  });

  test("may name a function's version", () => {
    const LambdaFunctionArn = `${functionArn}:$LATEST`;
    const { notifications } = read({ LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events: created }] });

    expect(notifications[0]?.destination).toEqual({ kind: "function", arn: LambdaFunctionArn });
  });
});

describe("a destination", () => {
  test.each([
    ["no ARN", { QueueConfigurations: [{ QueueArn: "q", Events: created }] }, "Queue", "q"],
    ["another service's ARN", { QueueConfigurations: [{ QueueArn: topicArn, Events: created }] }, "Queue", topicArn],
    ["no topic's", { TopicConfigurations: [{ TopicArn: `${topicArn}:x`, Events: created }] }, "Topic", `${topicArn}:x`],
    [
      "no function's",
      { LambdaFunctionConfigurations: [{ LambdaFunctionArn: functionArn.replace("function:", ""), Events: created }] },
      "CloudFunction",
      functionArn.replace("function:", ""),
    ],
  ])("with %s is not parsed", (_, wire, ArgumentName, ArgumentValue) => {
    const message = "The ARN could not be parsed";
    expect(refusalOf(wire)).toEqual({ code: "InvalidArgument", message, ArgumentName, ArgumentValue });
    expect(refusalOf(wire, { skipDestinationValidation: true })).toMatchObject({ message });
  });

  test("may not be a FIFO queue", () => {
    expect(refusalOf(toQueue({ QueueArn: `${queueArn}.fifo` }))).toMatchObject({
      message: "FIFO SQS queues are not supported.",
    });
  });

  test("is in the bucket's region", () => {
    expect(refusalOf(toQueue(), { bucketRegion: "us-east-1" })).toEqual({
      code: "InvalidArgument",
      message: "The notification destination service region is not valid for the bucket location constraint",
      ArgumentName: "Queue",
      ArgumentValue: queueArn,
    });
  });

  test("exists: all that do not are told, numbered", () => {
    const wire = {
      TopicConfigurations: [{ TopicArn: topicArn, Events: ["s3:ObjectRemoved:*"] }],
      ...toQueues(filter("a"), filter("b")),
      LambdaFunctionConfigurations: [{ LambdaFunctionArn: functionArn, Events: ["s3:ObjectAcl:Put"] }],
    };

    expect(refusalOf(wire, { destinationExists: (kind) => kind === "topic" })).toEqual({
      code: "InvalidArgument",
      message: "Unable to validate the following destination configurations",
      ArgumentName1: queueArn,
      ArgumentValue1: "The destination queue does not exist",
      ArgumentName2: queueArn,
      ArgumentValue2: "The destination queue does not exist",
      ArgumentName3: `${functionArn}, null`,
      ArgumentValue3: `Not authorized to invoke function [${functionArn}]`,
    });
  });

  test("need not exist when its validation is skipped", () => {
    const options = { destinationExists: () => false, skipDestinationValidation: true };
    expect(read(toQueue(), options).notifications).toHaveLength(1);
  });

  // Recorded 2023: one-queue-invalid-one-not-existent of multiple_invalid_sqs_arns.
  test("with a malformed ARN is told before another that does not exist", () => {
    const wire = {
      QueueConfigurations: [
        { QueueArn: queueArn, Events: created, ...filter("a") },
        { QueueArn: "invalid_arn_2", Events: created, ...filter("b") },
      ],
    };
    expect(refusalOf(wire, { destinationExists: () => false })).toMatchObject({ ArgumentValue: "invalid_arn_2" });
  });
});

describe("what is refused", () => {
  test.each([
    ["an unknown event", toQueue({ Events: ["s3:ObjectMelted:*"] }), "The event is not supported for notifications"],
    ["an event without s3:", toQueue({ Events: ["ObjectCreated:*"] }), "The event is not supported for notifications"],
    [
      "another rule",
      toQueue({ Filter: { Key: { FilterRules: [{ Name: "infix", Value: "a" }] } } }),
      "filter rule name must be either prefix or suffix",
    ],
    [
      "two prefixes",
      toQueue({
        Filter: {
          Key: {
            FilterRules: [
              { Name: "prefix", Value: "a" },
              { Name: "Prefix", Value: "b" },
            ],
          },
        },
      }),
      "Cannot specify more than one prefix rule in a filter.",
    ],
    [
      "a value above 1,024 bytes",
      toQueue(filter("é".repeat(513))),
      "Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation",
    ],
    [
      "an id twice",
      toQueues({ Id: "a", ...filter("a") }, { Id: "a", ...filter("b") }),
      "Same ID used for multiple configurations. IDs must be unique.",
    ],
  ])("%s", (_, wire, message) => {
    expect(refusalOf(wire)).toMatchObject({ code: "InvalidArgument", message });
  });

  test.each([
    ["no destination", { QueueConfigurations: [{ Events: created }] }],
    ["no event", toQueue({ Events: [] })],
  ])("%s, as malformed", (_, wire) => {
    expect(refusalOf(wire)).toMatchObject({ code: "MalformedXML" });
  });

  test("a value of 1,024 bytes is not", () => {
    expect(read(toQueue(filter("é".repeat(512)))).notifications).toHaveLength(1);
  });
});

const COMMON = "Configurations overlap. Configurations on the same bucket cannot share a common event type.";
const AMBIGUOUS =
  "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.";

describe("two notifications of one event", () => {
  test.each([
    ["no filters", {}, {}, COMMON],
    ["a filter on one side", filter("images/"), {}, AMBIGUOUS],
    ["the same prefix", filter("images/"), filter("images/"), AMBIGUOUS],
    ["one prefix within the other", filter("images"), filter("images/cats"), AMBIGUOUS],
    ["one suffix within the other", filter(undefined, "jpg"), filter(undefined, ".jpg"), AMBIGUOUS],
    ["a prefix and a suffix", filter("images/"), filter(undefined, ".jpg"), AMBIGUOUS],
    ["a family and its member", filter("a"), { ...filter("a"), Events: ["s3:ObjectCreated:Put"] }, AMBIGUOUS],
  ])("overlap with %s", (_, one, other, message) => {
    expect(refusalOf(toQueues(one, other))).toMatchObject({ code: "InvalidArgument", message });
  });

  test.each([
    ["other prefixes", filter("images/"), filter("videos/")],
    ["other suffixes", filter("images/", ".jpg"), filter("images/", ".png")],
    ["other events", {}, { Events: ["s3:ObjectRemoved:*"] }],
    [
      "other members of a family",
      { Events: ["s3:ObjectCreated:Put"] },
      { Events: ["s3:ObjectCreated:Copy", "s3:ObjectRemoved:Delete"] },
    ],
  ])("do not overlap with %s", (_, one, other) => {
    expect(read(toQueues(one, other)).notifications).toHaveLength(2);
  });

  test("overlap also when their destinations are of two kinds", () => {
    const LambdaFunctionConfigurations = [{ LambdaFunctionArn: functionArn, Events: ["s3:ObjectCreated:Put"] }];
    expect(refusalOf({ ...toQueue(), LambdaFunctionConfigurations })).toMatchObject({ message: COMMON });
  });

  test("are refused within one notification too", () => {
    expect(refusalOf(toQueue({ Events: ["s3:ObjectRemoved:*", "s3:ObjectRemoved:*"] }))).toEqual({
      code: "InvalidArgument",
      message: COMMON,
      ArgumentName: "Event",
      ArgumentValue: "s3:ObjectRemoved:*, s3:ObjectRemoved:*",
    });
  });
});
