import { describe, expect, test } from "vitest";
import { changeSettings, DEFAULT_SETTINGS, newSettings } from "../../../runtime/sqs/queue-settings.ts";
import { checkDeadLetterTarget } from "../../../runtime/sqs/redrive-policy.ts";

const STANDARD = DEFAULT_SETTINGS;
const FIFO = newSettings({ FifoQueue: "true" });
const DEAD_LETTERS = "arn:aws:sqs:us-east-1:123456789012:DeadLetters";

describe("numeric attributes", () => {
  test.each([
    ["VisibilityTimeout", 0, 43_200],
    ["DelaySeconds", 0, 900],
    ["MaximumMessageSize", 1024, 1_048_576],
    ["MessageRetentionPeriod", 60, 1_209_600],
    ["ReceiveMessageWaitTimeSeconds", 0, 20],
    ["KmsDataKeyReusePeriodSeconds", 60, 86_400],
  ])("%s is %i to %i", (name, min, max) => {
    const set = (text: string) => () => changeSettings(STANDARD, { [name]: text });

    for (const good of [min, max]) expect(set(String(good))).not.toThrow();
    for (const bad of [String(min - 1), String(max + 1), "", " 1", "1.5", "true", "abc"]) {
      expect(set(bad)).toThrow(
        expect.objectContaining({ code: "InvalidAttributeValue", message: `Invalid value for the parameter ${name}.` }),
      );
    }
  });
});

describe("attribute names", () => {
  test.each(["Foo", "__proto__", "constructor", "QueueArn", "ApproximateNumberOfMessages"])(
    "%s cannot be set",
    (name) => {
      const attributes = Object.fromEntries([[name, "1"]]);

      expect(() => changeSettings(STANDARD, attributes)).toThrow(
        expect.objectContaining({ code: "InvalidAttributeName", message: `Unknown Attribute ${name}.` }),
      );
    },
  );

  test("nothing is set when one of several is wrong", () => {
    expect(() => changeSettings(STANDARD, { DelaySeconds: "5", Foo: "1" })).toThrow("Unknown Attribute Foo.");
  });
});

describe("RedrivePolicy", () => {
  const policy = (value: unknown): string => JSON.stringify(value);
  const target = { deadLetterTargetArn: DEAD_LETTERS };

  test.each([
    ["abc", "Invalid value for the parameter RedrivePolicy. Reason: Redrive policy is not a valid JSON map."],
    ["[]", "Invalid value for the parameter RedrivePolicy. Reason: Redrive policy is not a valid JSON map."],
    [policy({}), "Redrive policy does not contain mandatory attribute: maxReceiveCount."],
    [policy({ maxReceiveCount: 5 }), "Redrive policy does not contain mandatory attribute: deadLetterTargetArn."],
    [
      policy({ ...target, maxReceiveCount: 0 }),
      "Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both inclusive.",
    ],
    [
      policy({ ...target, maxReceiveCount: 1001 }),
      "Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both inclusive.",
    ],
    [
      policy({ ...target, maxReceiveCount: "x" }),
      "Invalid value for maxReceiveCount: x, valid values are from 1 to 1000 both inclusive.",
    ],
    [policy({ deadLetterTargetArn: "dummy", maxReceiveCount: 5 }), "Invalid value for deadLetterTargetArn."],
    [
      policy({ deadLetterTargetArn: DEAD_LETTERS.replace("sqs", "sns"), maxReceiveCount: 5 }),
      "Only SQS queues are valid resources for deadLetterTargetArn.",
    ],
    [
      policy({ ...target, maxReceiveCount: 5, more: 1 }),
      "Only following attributes are supported: [maxReceiveCount, deadLetterTargetArn].",
    ],
  ])("%s is refused", (text, reason) => {
    expect(() => changeSettings(STANDARD, { RedrivePolicy: text })).toThrow(reason);
  });

  test("takes a count in quotes as a number", () => {
    const { redrivePolicy } = changeSettings(STANDARD, { RedrivePolicy: policy({ ...target, maxReceiveCount: "42" }) });

    expect(redrivePolicy).toEqual({ deadLetterTargetArn: DEAD_LETTERS, maxReceiveCount: 42 });
  });

  test("is removed by an empty text", () => {
    const settings = changeSettings(STANDARD, { RedrivePolicy: policy({ ...target, maxReceiveCount: 1 }) });

    expect(changeSettings(settings, { RedrivePolicy: "" }).redrivePolicy).toBeUndefined();
  });
});

describe("a dead-letter queue", () => {
  const source = { arn: "arn:aws:sqs:us-east-1:123456789012:Orders", isFifo: false };
  const target = { isFifo: false, redriveAllowPolicy: undefined };
  const text = (arn: string): string => `{"deadLetterTargetArn": "${arn}", "maxReceiveCount": "5"}`;
  const policy = (arn: string) => ({ deadLetterTargetArn: arn, maxReceiveCount: 5, text: text(arn) });
  const allowing = (value: object) => ({
    ...target,
    redriveAllowPolicy: changeSettings(STANDARD, { RedriveAllowPolicy: JSON.stringify(value) }).redriveAllowPolicy,
  });

  test.each([
    [
      "of another account",
      DEAD_LETTERS.replace("123456789012", "210987654321"),
      "Dead-letter target owner should be same as the source.",
    ],
    ["of another type", `${DEAD_LETTERS}.fifo`, "Dead-letter queue must be same type of queue as the source.."],
    ["of another region", DEAD_LETTERS.replace("us-east-1", "eu-west-1"), "Dead letter target does not exist."],
  ])("%s is refused", (_, arn, reason) => {
    expect(() => checkDeadLetterTarget(source, policy(arn), target)).toThrow(
      `Value ${text(arn)} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
    );
  });

  test("that does not exist is refused", () => {
    expect(() => checkDeadLetterTarget(source, policy(DEAD_LETTERS), undefined)).toThrow(
      `Value ${text(DEAD_LETTERS)} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
    );
  });

  test.each([
    [{ redrivePermission: "allowAll" }, true],
    [{ redrivePermission: "denyAll" }, false],
    [{ redrivePermission: "byQueue", sourceQueueArns: [source.arn] }, true],
    [{ redrivePermission: "byQueue", sourceQueueArns: [`${source.arn}2`] }, false],
  ])("with %j lets the source use it: %s", (allowPolicy, isAllowed) => {
    const check = (): void => checkDeadLetterTarget(source, policy(DEAD_LETTERS), allowing(allowPolicy));

    expect(refusalOf(check) === undefined).toBe(isAllowed);
  });
});

describe("RedriveAllowPolicy", () => {
  const arns = (count: number): string[] => Array.from({ length: count }, (_, index) => `${DEAD_LETTERS}${index}`);
  const format = "Amazon SQS can't create the redrive allow policy, as it’s in an unsupported format.";

  test.each([
    ["badjson", format],
    ["[]", format],
    ["{}", format],
    ['{"redrivePermission":"some"}', format],
    ['{"redrivePermission":"allowAll","more":1}', format],
    ['{"redrivePermission":"byQueue","sourceQueueArns":"arn"}', format],
    [
      '{"redrivePermission":"byQueue"}',
      "When you specify the byQueue permission type, you must also specify one or more sourceQueueArns values.",
    ],
    [
      '{"redrivePermission":"allowAll","sourceQueueArns":["arn"]}',
      "To specify one or more source queue ARNs, you must set redrivePermission to byQueue.",
    ],
    [
      JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: arns(11) }),
      "The maximum number of source queue ARNs you can specify is 10.",
    ],
  ])("%s is refused", (text, reason) => {
    expect(() => changeSettings(STANDARD, { RedriveAllowPolicy: text })).toThrow(reason);
  });
});

describe("FIFO attributes", () => {
  test("the type of a queue cannot be changed", () => {
    expect(() => changeSettings(FIFO, { FifoQueue: "false" })).toThrow(
      "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.",
    );
    expect(() => changeSettings(FIFO, { FifoQueue: "true" })).not.toThrow();
  });

  test.each([
    ["True", true],
    ["FALSE", false],
  ])("booleans may be written %s", (text, value) => {
    expect(changeSettings(FIFO, { ContentBasedDeduplication: text }).contentBasedDeduplication).toBe(value);
    expect(newSettings({ FifoQueue: "True" }).isFifo).toBe(true);
  });

  test("throughput per group needs deduplication per group", () => {
    expect(() => changeSettings(FIFO, { FifoThroughputLimit: "perMessageGroupId" })).toThrow(
      "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.",
    );
  });
});

function refusalOf(check: () => void): unknown {
  try {
    check();
    return undefined;
  } catch (error) {
    return error;
  }
}
