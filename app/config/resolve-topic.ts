import type { Scope } from "../../runtime/core/arn.ts";
import { functionArn, pascalCase, queueArn } from "./references.ts";
import type { KeyPath } from "./locate-key.ts";
import type { CheckedSubscription, CheckedTopic } from "./schema.ts";

/** A topic to create, in the terms of CreateTopic. */
export interface TopicDeclaration {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly subscriptions: readonly SubscriptionDeclaration[];
  readonly path: KeyPath;
}

/** A subscription to create, in the terms of Subscribe. */
export interface SubscriptionDeclaration {
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly path: KeyPath;
}

/** AWS's attribute values are strings, policies JSON text. https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export function toTopic(name: string, topic: CheckedTopic, scope: Scope): TopicDeclaration {
  const { tags, subscriptions = [], ...attributes } = topic;
  const path: KeyPath = ["topics", name];
  return {
    name,
    attributes: toAttributes(attributes),
    tags: tags ?? {},
    subscriptions: subscriptions.map((subscription, index) =>
      toSubscription(subscription, scope, [...path, "subscriptions", index]),
    ),
    path,
  };
}

function toSubscription(subscription: CheckedSubscription, scope: Scope, path: KeyPath): SubscriptionDeclaration {
  const { queue, function: functionReference, protocol, endpoint, deadLetterQueue, ...attributes } = subscription;
  const redrivePolicy =
    deadLetterQueue === undefined ? undefined : { deadLetterTargetArn: queueArn(deadLetterQueue, scope) };
  return {
    ...targetOf({ queue, functionReference, protocol, endpoint }, scope),
    attributes: toAttributes({ ...attributes, redrivePolicy }),
    path,
  };
}

interface Target {
  readonly queue: string | undefined;
  readonly functionReference: string | undefined;
  readonly protocol: string | undefined;
  readonly endpoint: string | undefined;
}

function targetOf(target: Target, scope: Scope): { protocol: string; endpoint: string } {
  const { queue, functionReference, protocol = "", endpoint = "" } = target;
  if (queue !== undefined) return { protocol: "sqs", endpoint: queueArn(queue, scope) };
  if (functionReference === undefined) return { protocol, endpoint };
  return { protocol: "lambda", endpoint: functionArn(functionReference, scope) };
}

function toAttributes(values: Readonly<Record<string, string | boolean | object | undefined>>): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    attributes[pascalCase(key)] = typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  return attributes;
}
