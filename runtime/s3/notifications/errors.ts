import { AwsError } from "../../core/errors.ts";
import type { DestinationKind } from "./configuration.ts";

/** What an error calls a destination: the element of the configuration. */
const ARGUMENT_NAMES: Readonly<Record<DestinationKind, string>> = {
  topic: "Topic",
  queue: "Queue",
  function: "CloudFunction",
};

export interface Argument {
  readonly name: string;
  readonly value: string;
}

/** Recorded, s3_notifications_sqs--TestS3NotificationsToSQS.invalid_sqs_arn. */
export function unparsableArn(kind: DestinationKind, arn: string): AwsError {
  return invalidArgument("The ARN could not be parsed", { name: ARGUMENT_NAMES[kind], value: arn });
}

/** The sentence as AWS clients report it. */
export function fifoQueue(arn: string): AwsError {
  return invalidArgument("FIFO SQS queues are not supported.", { name: ARGUMENT_NAMES.queue, value: arn });
}

/** The sentence as AWS clients report it. */
export function otherRegion(kind: DestinationKind, arn: string): AwsError {
  const sentence = "The notification destination service region is not valid for the bucket location constraint";
  return invalidArgument(sentence, { name: ARGUMENT_NAMES[kind], value: arn });
}

/** The sentence as AWS clients report it. */
export function unsupportedEvent(eventType: string): AwsError {
  return invalidArgument("The event is not supported for notifications", { name: "Event", value: eventType });
}

/** Recorded, s3_api--TestS3BucketNotificationConfiguration.bucket_notification_with_invalid_filter_rules. */
export function unknownFilterRule(name: string): AwsError {
  const sentence = "filter rule name must be either prefix or suffix";
  return invalidArgument(sentence, { name: "FilterRule.Name", value: name });
}

/** The sentence as AWS clients report it. */
export function repeatedFilterRule(name: "Prefix" | "Suffix"): AwsError {
  const rule = name.toLowerCase();
  return invalidArgument(`Cannot specify more than one ${rule} rule in a filter.`, {
    name: "FilterRule.Name",
    value: rule,
  });
}

/** The sentence as AWS clients report it. */
export function filterValueTooLong(value: string): AwsError {
  const sentence = "Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation";
  return invalidArgument(sentence, { name: "FilterRule.Value", value });
}

/** The sentence as AWS clients report it. */
export function repeatedId(id: string): AwsError {
  const sentence = "Same ID used for multiple configurations. IDs must be unique.";
  return invalidArgument(sentence, { name: "Id", value: id });
}

/** Two configurations without filters; arguments as in an answer that a MinIO developer got from AWS (minio/minio#2472). */
export function commonEventType(one: string, other: string): AwsError {
  const sentence = "Configurations overlap. Configurations on the same bucket cannot share a common event type.";
  return invalidArgument(sentence, { name: "Event", value: `${one}, ${other}` });
}

/** Two configurations of which at least one has a filter (aws/aws-cli#2387). */
export function overlappingFilters(): AwsError {
  return invalidArgument(
    "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
  );
}

/** Recorded with one and with two arguments: they are numbered also when there is only one. */
export function destinationsNotValidated(refused: readonly Argument[]): AwsError {
  const members = Object.fromEntries(
    refused.flatMap(({ name, value }, index) => [
      [`ArgumentName${index + 1}`, name],
      [`ArgumentValue${index + 1}`, value],
    ]),
  );
  const sentence = "Unable to validate the following destination configurations";
  return new AwsError("InvalidArgument", sentence, { status: 400, members });
}

function invalidArgument(sentence: string, argument?: Argument): AwsError {
  const members = argument === undefined ? {} : { ArgumentName: argument.name, ArgumentValue: argument.value };
  return new AwsError("InvalidArgument", sentence, { status: 400, members });
}
