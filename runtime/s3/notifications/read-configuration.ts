import { parseArn } from "../../core/arn.ts";
import type { Random } from "../../core/random.ts";
import { malformedXml } from "../errors.ts";
import type { DestinationKind, FilterRule, Notification, NotificationConfiguration } from "./configuration.ts";
import {
  type Argument,
  destinationsNotValidated,
  fifoQueue,
  filterValueTooLong,
  otherRegion,
  repeatedFilterRule,
  repeatedId,
  unknownFilterRule,
  unparsableArn,
  unsupportedEvent,
} from "./errors.ts";
import { isEventType } from "./event-names.ts";
import { refuseOverlaps } from "./overlaps.ts";
import type { WireFilterRule, WireNotification, WireNotificationConfiguration } from "./wire-configuration.ts";

export interface ReadConfigurationOptions {
  readonly bucketRegion: string;
  readonly random: Random;
  /** Whether S3 could deliver there. */
  readonly destinationExists: (kind: DestinationKind, arn: string) => boolean;
  readonly skipDestinationValidation: boolean;
}

/**
 * A configuration as a client puts it, checked as AWS does: first each one's form, then their overlaps, then the destinations.
 *
 * @throws {AwsError} `InvalidArgument` or `MalformedXML` with AWS's sentence
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export function readConfiguration(
  wire: WireNotificationConfiguration,
  options: ReadConfigurationOptions,
): NotificationConfiguration {
  const notifications = [
    ...(wire.TopicConfigurations ?? []).map((one) => read("topic", one.TopicArn, one, options)),
    ...(wire.QueueConfigurations ?? []).map((one) => read("queue", one.QueueArn, one, options)),
    ...(wire.LambdaFunctionConfigurations ?? []).map((one) => read("function", one.LambdaFunctionArn, one, options)),
  ];
  refuseRepeatedIds(notifications);
  refuseOverlaps(notifications);
  if (!options.skipDestinationValidation) refuseMissingDestinations(notifications, options);
  return { notifications, eventBridge: wire.EventBridgeConfiguration !== undefined };
}

function read(
  kind: DestinationKind,
  arn: string | undefined,
  { Id, Events, Filter }: WireNotification,
  options: ReadConfigurationOptions,
): Notification {
  if (arn === undefined || Events === undefined || Events.length === 0) throw malformedXml();
  checkArn(kind, arn, options.bucketRegion);
  const unsupported = Events.find((eventType) => !isEventType(eventType));
  if (unsupported !== undefined) throw unsupportedEvent(unsupported);
  const id = Id === undefined || Id === "" ? generatedId(options.random) : Id;
  const notification = { id, destination: { kind, arn }, eventTypes: [...Events] };
  return Filter === undefined
    ? notification
    : { ...notification, filterRules: readFilterRules(Filter.Key?.FilterRules ?? []) };
}

/** Real generated ids are the base64 of a UUID's text. */
function generatedId(random: Random): string {
  return Buffer.from(random.uuid()).toString("base64");
}

const SERVICES: Readonly<Record<DestinationKind, string>> = { topic: "sns", queue: "sqs", function: "lambda" };
const RESOURCES: Readonly<Record<DestinationKind, RegExp>> = {
  // S3 cannot send to FIFO topics, whose names end in .fifo. AWS's words for those are not known to us.
  topic: /^[\w-]{1,256}$/,
  queue: /^[\w-]{1,80}(\.fifo)?$/,
  function: /^function:[\w-]{1,64}(:(\$LATEST|[\w-]+))?$/,
};

/** Checked also when the destination's existence is not (recorded). */
function checkArn(kind: DestinationKind, text: string, bucketRegion: string): void {
  const arn = parseArn(text);
  if (arn?.service !== SERVICES[kind] || !RESOURCES[kind].test(arn.resource)) throw unparsableArn(kind, text);
  if (kind === "queue" && arn.resource.endsWith(".fifo")) throw fifoQueue(text);
  if (arn.region !== bucketRegion) throw otherRegion(kind, text);
}

function readFilterRules(wire: readonly WireFilterRule[]): FilterRule[] {
  const rules = wire.map((rule) => readFilterRule(rule));
  for (const [index, { name }] of rules.entries()) {
    if (rules.findIndex((other) => other.name === name) !== index) throw repeatedFilterRule(name);
  }
  return rules;
}

/** Bytes. The sentence of `filterValueTooLong`. */
const FILTER_VALUE_BYTES = 1024;

function readFilterRule({ Name, Value }: WireFilterRule): FilterRule {
  // Recorded, s3_api--TestS3BucketNotificationConfiguration.bucket_notification_with_missing_values_in_rule.
  if (Name === undefined || Value === undefined) throw malformedXml();
  const name = RULE_NAMES.get(Name.toLowerCase());
  if (name === undefined) throw unknownFilterRule(Name);
  if (Buffer.byteLength(Value) > FILTER_VALUE_BYTES) throw filterValueTooLong(Value);
  return { name, value: Value };
}

/** Any case is accepted and answered in this one (recorded, filter_rules_case_insensitive). */
const RULE_NAMES: ReadonlyMap<string, FilterRule["name"]> = new Map([
  ["prefix", "Prefix"],
  ["suffix", "Suffix"],
]);

function refuseRepeatedIds(notifications: readonly Notification[]): void {
  const ids = new Set<string>();
  for (const { id } of notifications) {
    if (ids.has(id)) throw repeatedId(id);
    ids.add(id);
  }
}

function refuseMissingDestinations(
  notifications: readonly Notification[],
  { destinationExists }: ReadConfigurationOptions,
): void {
  const refused = notifications
    .map(({ destination }) => destination)
    .filter(({ kind, arn }) => !destinationExists(kind, arn))
    .map(({ kind, arn }) => missingDestination(kind, arn));
  if (refused.length > 0) throw destinationsNotValidated(refused);
}

/** Recorded for queues and functions, `, null` included; a topic's is after them. */
function missingDestination(kind: DestinationKind, arn: string): Argument {
  if (kind === "function") return { name: `${arn}, null`, value: `Not authorized to invoke function [${arn}]` };
  return { name: arn, value: `The destination ${kind} does not exist` };
}
