import * as z from "zod/mini";
import {
  DELAY_SECONDS,
  MAXIMUM_MESSAGE_SIZE,
  MAX_RECEIVE_COUNT,
  MESSAGE_RETENTION_SECONDS,
  VISIBILITY_TIMEOUT_SECONDS,
  WAIT_TIME_SECONDS,
} from "../../runtime/sqs/limits.ts";
import { lambdaFunction } from "./schema-function.ts";
import {
  flag,
  functionReference,
  integer,
  isOne,
  list,
  matching,
  oneOf,
  queueReference,
  strictObject,
  text,
  texts,
  topicReference,
} from "./schema-parts.ts";

/**
 * The shape of a config. Every `error` is what was expected, in words: `problems.ts` puts the place and what was found around it.
 * AWS's own rules (a visibility timeout below the function's timeout, a FIFO name without `fifoQueue`) are not repeated here:
 * the services refuse those with AWS's sentences.
 */

/** A regular expression, or its source as a string (JSON has none). */
const pattern = z.custom<RegExp | string>(isPattern, { error: "a regular expression" });

function isPattern(value: unknown): boolean {
  if (value instanceof RegExp) return true;
  if (typeof value !== "string" || value === "") return false;
  try {
    return new RegExp(value).source !== "";
  } catch {
    return false;
  }
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const queue = strictObject({
  visibilityTimeout: z.optional(integer(VISIBILITY_TIMEOUT_SECONDS, " (seconds)")),
  delaySeconds: z.optional(integer(DELAY_SECONDS, " (seconds)")),
  messageRetentionPeriod: z.optional(integer(MESSAGE_RETENTION_SECONDS, " (seconds)")),
  maximumMessageSize: z.optional(integer(MAXIMUM_MESSAGE_SIZE, " (bytes)")),
  receiveMessageWaitTimeSeconds: z.optional(integer(WAIT_TIME_SECONDS, " (seconds)")),
  fifoQueue: z.optional(flag),
  contentBasedDeduplication: z.optional(flag),
  deduplicationScope: z.optional(oneOf("messageGroup", "queue")),
  fifoThroughputLimit: z.optional(oneOf("perQueue", "perMessageGroupId")),
  deadLetterQueue: z.optional(strictObject({ queue: queueReference, maxReceiveCount: integer(MAX_RECEIVE_COUNT) })),
  redriveAllowPolicy: z.optional(
    strictObject({
      redrivePermission: oneOf("allowAll", "denyAll", "byQueue"),
      sourceQueueArns: z.optional(list(text, "queue ARNs")),
    }),
  ),
  tags: z.optional(texts),
});

const policy = z.record(z.string(), z.unknown(), { error: "a policy: an object" });

const SUBSCRIPTION_PROTOCOLS = ["http", "https", "email", "email-json", "sms", "application"] as const;

/** Who gets a topic's messages: a `queue`, a `function`, or an `endpoint` with its `protocol`. */
const subscription = strictObject({
  queue: z.optional(queueReference),
  function: z.optional(functionReference),
  protocol: z.optional(oneOf(...SUBSCRIPTION_PROTOCOLS)),
  endpoint: z.optional(text),
  filterPolicy: z.optional(policy),
  filterPolicyScope: z.optional(oneOf("MessageAttributes", "MessageBody")),
  rawMessageDelivery: z.optional(flag),
  deliveryPolicy: z.optional(policy),
  deadLetterQueue: z.optional(queueReference),
}).check(z.refine(hasOneTarget, { error: 'one of "queue", "function", or "protocol" with "endpoint"' }));

interface SubscriptionTarget {
  readonly queue?: string | undefined;
  readonly function?: string | undefined;
  readonly protocol?: string | undefined;
  readonly endpoint?: string | undefined;
}

function hasOneTarget(target: SubscriptionTarget): boolean {
  if ((target.protocol === undefined) !== (target.endpoint === undefined)) return false;
  return isOne(target.queue, target.function, target.endpoint);
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
const topic = strictObject({
  displayName: z.optional(text),
  fifoTopic: z.optional(flag),
  contentBasedDeduplication: z.optional(flag),
  fifoThroughputScope: z.optional(oneOf("Topic", "MessageGroup")),
  signatureVersion: z.optional(oneOf("1", "2")),
  archivePolicy: z.optional(policy),
  deliveryPolicy: z.optional(policy),
  tags: z.optional(texts),
  subscriptions: z.optional(list(subscription, "subscriptions")),
});

/** Which of a bucket's events go to a `queue`, a `topic` or a `function`. */
const notification = strictObject({
  events: list(text, 'event names, like "s3:ObjectCreated:*"'),
  prefix: z.optional(text),
  suffix: z.optional(text),
  queue: z.optional(queueReference),
  topic: z.optional(topicReference),
  function: z.optional(functionReference),
}).check(
  z.refine(({ queue: toQueue, topic: toTopic, function: toFunction }) => isOne(toQueue, toTopic, toFunction), {
    error: 'one of "queue", "topic" or "function"',
  }),
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html */
const bucket = strictObject({
  versioning: z.optional(flag),
  eventVersion: z.optional(matching(/^\d+\.\d+$/, 'the version of its event records, like "2.5"')),
  eventBridge: z.optional(flag),
  notifications: z.optional(list(notification, "notifications")),
});

const queueName = matching(
  /^(?=.{1,80}$)[A-Za-z0-9_-]+(\.fifo)?$/,
  "a queue name: 1 to 80 letters, digits, hyphens and underscores (a FIFO queue's ends in .fifo)",
);
const bucketName = matching(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "a bucket name: 3 to 63 lower-case letters, digits, hyphens and dots",
);
const topicName = matching(
  /^(?=.{1,256}$)[A-Za-z0-9_-]+(\.fifo)?$/,
  "a topic name: 1 to 256 letters, digits, hyphens and underscores (a FIFO topic's ends in .fifo)",
);
const functionName = matching(
  /^[A-Za-z0-9_-]{1,64}$/,
  "a function name: 1 to 64 letters, digits, hyphens and underscores",
);

/** A secret of the project's own, by the name of its key or by what it looks like. */
const redaction = strictObject({
  name: matching(/^[a-z0-9-]{1,40}$/, "a name: 1 to 40 lower-case letters, digits and hyphens"),
  key: z.optional(pattern),
  pattern: z.optional(pattern),
}).check(
  z.refine(({ key, pattern: looks }) => key !== undefined || looks !== undefined, { error: '"key" or "pattern"' }),
);

/** How invocations are kept. */
const capture = strictObject({
  enabled: z.optional(flag),
  maxCaptures: z.optional(integer({ min: 10, max: 1_000_000 })),
  maxMegabytes: z.optional(integer({ min: 1, max: 100_000 }, " (MB)")),
  redact: z.optional(list(redaction, "redaction rules")),
});

export const configSchema = strictObject({
  region: z.optional(matching(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region, like "eu-west-1"')),
  accountId: z.optional(matching(/^\d{12}$/, "an account id: a string of 12 digits")),
  port: z.optional(integer({ min: 0, max: 65_535 })),
  seed: z.optional(text),
  ordered: z.optional(flag),
  accountConcurrency: z.optional(integer({ min: 1, max: 1_000_000 })),
  minimumUnreservedConcurrency: z.optional(integer({ min: 0, max: 100 })),
  allowedHosts: z.optional(list(text, "host names")),
  autoConfirmSubscriptions: z.optional(flag),
  allowedOutboundHosts: z.optional(list(text, "host names")),
  envFile: z.optional(text),
  capture: z.optional(capture),
  queues: z.optional(z.record(queueName, queue, { error: "an object of queues by name" })),
  topics: z.optional(z.record(topicName, topic, { error: "an object of topics by name" })),
  buckets: z.optional(z.record(bucketName, bucket, { error: "an object of buckets by name" })),
  functions: z.optional(z.record(functionName, lambdaFunction, { error: "an object of functions by name" })),
});

/** A config that has the right shape, with nothing filled in. */
export type CheckedConfig = z.infer<typeof configSchema>;
export type CheckedCapture = z.infer<typeof capture>;
export type CheckedQueue = z.infer<typeof queue>;
export type CheckedBucket = z.infer<typeof bucket>;
export type CheckedNotification = z.infer<typeof notification>;
export type CheckedTopic = z.infer<typeof topic>;
export type CheckedSubscription = z.infer<typeof subscription>;
