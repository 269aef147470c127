import type { NotificationConfiguration as WireConfiguration } from "../../protocol/generated/s3.ts";
import type { DestinationKind, Notification, NotificationConfiguration } from "./configuration.ts";

/** `NotificationConfiguration` of the model as a client may really send it: anything can be missing. */
export interface WireNotificationConfiguration {
  readonly TopicConfigurations?: readonly WireTopicConfiguration[] | undefined;
  readonly QueueConfigurations?: readonly WireQueueConfiguration[] | undefined;
  readonly LambdaFunctionConfigurations?: readonly WireLambdaFunctionConfiguration[] | undefined;
  readonly EventBridgeConfiguration?: object | undefined;
}

export interface WireNotification {
  readonly Id?: string | undefined;
  readonly Events?: readonly string[] | undefined;
  readonly Filter?: WireFilter | undefined;
}

interface WireTopicConfiguration extends WireNotification {
  readonly TopicArn?: string | undefined;
}

interface WireQueueConfiguration extends WireNotification {
  readonly QueueArn?: string | undefined;
}

interface WireLambdaFunctionConfiguration extends WireNotification {
  readonly LambdaFunctionArn?: string | undefined;
}

interface WireFilter {
  readonly Key?: { readonly FilterRules?: readonly WireFilterRule[] | undefined } | undefined;
}

export interface WireFilterRule {
  readonly Name?: string | undefined;
  readonly Value?: string | undefined;
}

/**
 * The answer of GetBucketNotificationConfiguration: what is empty is absent (recorded).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html
 */
export function toWireConfiguration({ notifications, eventBridge }: NotificationConfiguration): WireConfiguration {
  const wiresOf = (kind: DestinationKind): Wire[] =>
    notifications.filter(({ destination }) => destination.kind === kind).map(toWire);
  const topics = wiresOf("topic").map(({ arn: TopicArn, ...wire }) => ({ ...wire, TopicArn }));
  const queues = wiresOf("queue").map(({ arn: QueueArn, ...wire }) => ({ ...wire, QueueArn }));
  const functions = wiresOf("function").map(({ arn, ...wire }) => ({ ...wire, LambdaFunctionArn: arn }));
  return {
    ...(topics.length === 0 ? {} : { TopicConfigurations: topics }),
    ...(queues.length === 0 ? {} : { QueueConfigurations: queues }),
    ...(functions.length === 0 ? {} : { LambdaFunctionConfigurations: functions }),
    ...(eventBridge ? { EventBridgeConfiguration: {} } : {}),
  };
}

type Wire = ReturnType<typeof toWire>;

function toWire({ id, destination, eventTypes, filterRules }: Notification) {
  const wire = { Id: id, arn: destination.arn, Events: eventTypes };
  if (filterRules === undefined) return wire;
  const FilterRules = filterRules.map(({ name, value }) => ({ Name: name, Value: value }));
  return { ...wire, Filter: { Key: { FilterRules } } };
}
