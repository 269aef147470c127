import type { FilterRule, Notification, NotificationConfiguration } from "./configuration.ts";

/** `NotificationConfiguration` of the model. A client can leave anything out. */
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

export interface WireTopicConfiguration extends WireNotification {
  readonly TopicArn?: string | undefined;
}

export interface WireQueueConfiguration extends WireNotification {
  readonly QueueArn?: string | undefined;
}

export interface WireLambdaFunctionConfiguration extends WireNotification {
  readonly LambdaFunctionArn?: string | undefined;
}

interface WireFilter {
  readonly Key?: { readonly FilterRules?: readonly WireFilterRule[] | undefined } | undefined;
}

export interface WireFilterRule {
  readonly Name?: string | undefined;
  readonly Value?: string | undefined;
}

/** The answer of GetBucketNotificationConfiguration: what is empty is absent (recorded). */
export interface WireConfigurationAnswer {
  TopicConfigurations?: ({ TopicArn: string } & AnsweredNotification)[];
  QueueConfigurations?: ({ QueueArn: string } & AnsweredNotification)[];
  LambdaFunctionConfigurations?: ({ LambdaFunctionArn: string } & AnsweredNotification)[];
  EventBridgeConfiguration?: Record<string, never>;
}

interface AnsweredNotification {
  Id: string;
  Events: string[];
  Filter?: { Key: { FilterRules: { Name: FilterRule["name"]; Value: string }[] } };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html */
export function toWireConfiguration({
  notifications,
  eventBridge,
}: NotificationConfiguration): WireConfigurationAnswer {
  const answer: WireConfigurationAnswer = {};
  for (const notification of notifications) {
    const { kind, arn } = notification.destination;
    const wire = toWireNotification(notification);
    if (kind === "topic") (answer.TopicConfigurations ??= []).push({ ...wire, TopicArn: arn });
    else if (kind === "queue") (answer.QueueConfigurations ??= []).push({ ...wire, QueueArn: arn });
    else (answer.LambdaFunctionConfigurations ??= []).push({ ...wire, LambdaFunctionArn: arn });
  }
  if (eventBridge) answer.EventBridgeConfiguration = {};
  return answer;
}

function toWireNotification({ id, eventTypes, filterRules }: Notification): AnsweredNotification {
  const wire: AnsweredNotification = { Id: id, Events: [...eventTypes] };
  if (filterRules === undefined) return wire;
  const FilterRules = filterRules.map(({ name, value }) => ({ Name: name, Value: value }));
  return { ...wire, Filter: { Key: { FilterRules } } };
}
