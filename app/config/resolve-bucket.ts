import type { Scope } from "../../runtime/core/arn.ts";
import type { WireNotificationConfiguration } from "../../runtime/s3/index.ts";
import type { KeyPath } from "./locate-key.ts";
import { functionArn, queueArn, topicArn } from "./references.ts";
import type { CheckedBucket, CheckedNotification } from "./schema.ts";

/** A bucket to create, in the terms of CreateBucket and what follows it. */
export interface BucketDeclaration {
  readonly name: string;
  readonly versioning: boolean;
  readonly eventVersion: string | undefined;
  readonly notificationConfiguration: WireNotificationConfiguration;
  readonly path: KeyPath;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_NotificationConfiguration.html */
export function toBucket(name: string, bucket: CheckedBucket, scope: Scope): BucketDeclaration {
  const { notifications = [], versioning = false, eventVersion, eventBridge = false } = bucket;
  return {
    name,
    versioning,
    eventVersion,
    notificationConfiguration: {
      QueueConfigurations: notifications.flatMap((notification) =>
        notification.queue === undefined
          ? []
          : [{ ...toWire(notification), QueueArn: queueArn(notification.queue, scope) }],
      ),
      TopicConfigurations: notifications.flatMap((notification) =>
        notification.topic === undefined
          ? []
          : [{ ...toWire(notification), TopicArn: topicArn(notification.topic, scope) }],
      ),
      LambdaFunctionConfigurations: notifications.flatMap((notification) =>
        notification.function === undefined
          ? []
          : [{ ...toWire(notification), LambdaFunctionArn: functionArn(notification.function, scope) }],
      ),
      ...(eventBridge ? { EventBridgeConfiguration: {} } : {}),
    },
    path: ["buckets", name],
  };
}

function toWire({ events, prefix, suffix }: CheckedNotification): object {
  const rules = [
    ...(prefix === undefined ? [] : [{ Name: "prefix", Value: prefix }]),
    ...(suffix === undefined ? [] : [{ Name: "suffix", Value: suffix }]),
  ];
  return { Events: events, ...(rules.length === 0 ? {} : { Filter: { Key: { FilterRules: rules } } }) };
}
