import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import {
  readConfiguration,
  type ReadConfigurationOptions,
} from "../../../runtime/s3/notifications/read-configuration.ts";
import {
  toWireConfiguration,
  type WireNotification,
  type WireNotificationConfiguration,
} from "../../../runtime/s3/notifications/wire-configuration.ts";
import { readRecording, RecordingMatcher } from "../recording.ts";

const place = { region: "eu-west-1", accountId: "111122223333" };
const created = ["s3:ObjectCreated:*"];
const queueArn = "arn:aws:sqs:eu-west-1:111122223333:my-queue";

function read(wire: WireNotificationConfiguration, options: Partial<ReadConfigurationOptions> = {}) {
  return toWireConfiguration(
    readConfiguration(wire, {
      bucketRegion: place.region,
      random: seededRandom("test"),
      destinationExists: () => true,
      skipDestinationValidation: false,
      ...options,
    }),
  );
}

/** As clients show it. */
function errorOf(wire: WireNotificationConfiguration, options: Partial<ReadConfigurationOptions> = {}): object {
  try {
    read(wire, options);
    return {};
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const Error = { Code: error.code, Message: error.message, ...error.members };
    return { Error, ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: error.status } };
  }
}

function step(file: string, name: string): object {
  return readRecording(file).get("")?.[name] as object;
}

function differences(recorded: object, actual: object): string[] {
  return new RecordingMatcher(place).differences(recorded, actual);
}

/** The answer of a Get: `ResponseMetadata` is the protocol's. */
function answered(wire: WireNotificationConfiguration, options: Partial<ReadConfigurationOptions> = {}): object {
  return { ...read(wire, options), ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: 200 } };
}

describe("what AWS refused", () => {
  const toQueue = (arn: string): WireNotificationConfiguration => ({
    QueueConfigurations: [{ Id: "id123", QueueArn: arn, Events: created }],
  });
  const toTopic = (arn: string): WireNotificationConfiguration => ({
    TopicConfigurations: [{ Id: "id123", TopicArn: arn, Events: created }],
  });
  const toFunction = (arn: string): WireNotificationConfiguration => ({
    LambdaFunctionConfigurations: [{ Id: "id123", LambdaFunctionArn: arn, Events: created }],
  });
  const functionArn = "arn:aws:lambda:eu-west-1:111122223333:function:my-lambda";
  const missing = { destinationExists: () => false };
  const skipped = { ...missing, skipDestinationValidation: true };

  test.each([
    ["sqs--TestS3NotificationsToSQS.invalid_sqs_arn", "invalid_not_skip", toQueue("invalid-queue"), missing],
    ["sqs--TestS3NotificationsToSQS.invalid_sqs_arn", "invalid_skip", toQueue("invalid-queue"), skipped],
    ["sqs--TestS3NotificationsToSQS.invalid_sqs_arn", "queue-does-not-exist", toQueue(queueArn), missing],
    ["sns--TestS3NotificationsToSns.invalid_topic_arn", "invalid_not_skip", toTopic("invalid-topic"), missing],
    ["sns--TestS3NotificationsToSns.invalid_topic_arn", "invalid_skip", toTopic("invalid-topic"), skipped],
    [
      "lambda--TestS3NotificationsToLambda.invalid_lambda_arn",
      "invalid_not_skip",
      toFunction("invalid-queue"),
      missing,
    ],
    ["lambda--TestS3NotificationsToLambda.invalid_lambda_arn", "invalid_skip", toFunction("invalid-queue"), skipped],
    [
      "lambda--TestS3NotificationsToLambda.invalid_lambda_arn",
      "lambda-does-not-exist",
      toFunction(functionArn),
      missing,
    ],
  ])("%s %s", (file, name, wire, options) => {
    expect(differences(step(`s3/s3_notifications_${file}`, name), errorOf(wire, options))).toEqual([]);
  });

  test.each([
    ["sqs--TestS3NotificationsToSQS.invalid_sqs_arn", toQueue(queueArn)],
    ["sns--TestS3NotificationsToSns.invalid_topic_arn", toTopic("arn:aws:sns:eu-west-1:111122223333:my-topic")],
    ["lambda--TestS3NotificationsToLambda.invalid_lambda_arn", toFunction(functionArn)],
  ])("%s but took without validation", (file, wire) => {
    const recorded = step(`s3/s3_notifications_${file}`, "skip_destination_validation");
    expect(differences(recorded, answered(wire, skipped))).toEqual([]);
  });

  const withRule = (rule: object): WireNotificationConfiguration => ({
    QueueConfigurations: [{ QueueArn: queueArn, Events: created, Filter: { Key: { FilterRules: [rule] } } }],
  });

  test.each([
    ["invalid_filter_rules", "invalid_filter_name", withRule({ Name: "INVALID", Value: "does not matter" })],
    ["missing_values_in_rule", "invalid-rule-no-values", withRule({})],
    ["missing_values_in_rule", "invalid-rule-no-value", withRule({ Name: "suffix" })],
    ["missing_values_in_rule", "invalid-rule-no-name", withRule({ Value: "test" })],
  ])("%s %s", (file, name, wire) => {
    const path = `s3-api/s3_api--TestS3BucketNotificationConfiguration.bucket_notification_with_${file}`;
    expect(differences(step(path, name), errorOf(wire))).toEqual([]);
  });
});

describe("what AWS read back", () => {
  const filtered = (...rules: { Name: string; Value: string }[]): WireNotification => ({
    Filter: { Key: { FilterRules: rules } },
  });
  const file = "s3/s3_notifications_sqs--TestS3NotificationsToSQS";

  test("names of rules in one spelling", () => {
    const rules = filtered({ Name: "PREFIX", Value: "notif-" }, { Name: "suffix", Value: ".txt" });
    const wire = { QueueConfigurations: [{ QueueArn: `${queueArn}-1`, Events: created, ...rules }] };
    const recorded = step(`${file}.filter_rules_case_insensitive`, "bucket_notification_configuration");

    expect(differences(recorded, withoutUnderscores(answered(wire)))).toEqual([]);
  });

  test("an empty value", () => {
    const rules = filtered({ Name: "suffix", Value: "" });
    const wire = { QueueConfigurations: [{ QueueArn: `${queueArn}-1`, Events: created, ...rules }] };
    const recorded = step(`${file}.filter_rules_empty_value`, "bucket_notification_configuration");

    expect(differences(recorded, withoutUnderscores(answered(wire)))).toEqual([]);
  });

  const rules = filtered({ Name: "Prefix", Value: "testupload/" }, { Name: "Suffix", Value: "testfile.txt" });
  const id = { Id: "id123456", QueueArn: queueArn, Events: created };

  test.each([
    [
      "config",
      {
        QueueConfigurations: [
          { QueueArn: queueArn, Events: ["s3:ObjectCreated:*", "s3:ObjectRemoved:Delete"], ...rules },
          { Id: "id0002", QueueArn: queueArn, Events: ["s3:ObjectTagging:*"], ...rules },
        ],
      },
    ],
    ["config_empty", {}],
    ["config_updated", { QueueConfigurations: [id] }],
    [
      "config_updated_filter",
      { QueueConfigurations: [{ ...id, ...filtered({ Name: "Prefix", Value: "testupload/" }) }] },
    ],
  ])("notifications_with_filter %s", (name, wire) => {
    expect(differences(step(`${file}.notifications_with_filter`, name), answered(wire))).toEqual([]);
  });
});

/** The recorder's token `<queue_id>` is none of its own: it stands there as it is. */
function withoutUnderscores(answer: object): object {
  return JSON.parse(JSON.stringify(answer).replaceAll("my-queue-1", "my-queue-<queue_id>")) as object;
}
