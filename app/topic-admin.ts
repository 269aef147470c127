import type { Scope } from "../runtime/core/arn.ts";
import { formatArn } from "../runtime/core/arn.ts";
import type { Sns, Subscription, Topic } from "../runtime/sns/index.ts";
import type { SubscriptionDeclaration, TopicDeclaration } from "./config/resolve-topic.ts";

/** Creates and changes a config's topics and subscriptions, with the checks that every client's calls have. */
export class TopicAdmin {
  readonly #sns: Sns;
  readonly #scope: Scope;

  constructor(sns: Sns, scope: Scope) {
    this.#sns = sns;
    this.#scope = scope;
  }

  /**
   * Like queues, a topic that is no longer declared stays; attributes that are no longer declared stay as they are.
   *
   * @returns what changed, one sentence each
   * @throws {AwsError} CreateTopic's, SetTopicAttributes's
   */
  applyTopic(wanted: TopicDeclaration, before: TopicDeclaration | undefined): string[] {
    const topic = this.#topic(wanted.name);
    if (topic === undefined) {
      this.#sns.createTopic(this.#scope, wanted.name, wanted.attributes, wanted.tags);
      return [`topic ${wanted.name} created`];
    }
    const changed = Object.entries(wanted.attributes).filter(([name, value]) => before?.attributes[name] !== value);
    for (const [name, value] of changed) this.#sns.setTopicAttribute(topic, name, value);
    return changed.length === 0 ? [] : [`topic ${wanted.name}: ${changed.map(([name]) => name).join(", ")}`];
  }

  /** @throws {AwsError} Subscribe's, SetSubscriptionAttributes's */
  applySubscription(
    topicName: string,
    wanted: SubscriptionDeclaration,
    before: SubscriptionDeclaration | undefined,
  ): string[] {
    const topic = this.#topic(topicName);
    if (topic === undefined) return [];
    const existing = this.#subscription(topic, wanted);
    const label = `subscription ${topicName} → ${nameOf(wanted.endpoint)}`;
    if (existing === undefined) {
      this.#sns.subscribe(topic, wanted.protocol, wanted.endpoint, wanted.attributes);
      return [`${label} created`];
    }
    const names = new Set([...Object.keys(before?.attributes ?? {}), ...Object.keys(wanted.attributes)]);
    const changed = [...names].filter((name) => wanted.attributes[name] !== before?.attributes[name]);
    for (const name of changed) {
      this.#sns.setSubscriptionAttribute(existing, name, wanted.attributes[name] ?? UNSET[name] ?? "");
    }
    return changed.length === 0 ? [] : [`${label}: ${changed.join(", ")}`];
  }

  /** @returns what changed, one sentence each */
  removeSubscription(topicName: string, declared: SubscriptionDeclaration): string[] {
    const topic = this.#topic(topicName);
    const existing = topic === undefined ? undefined : this.#subscription(topic, declared);
    if (existing === undefined) return [];
    this.#sns.unsubscribe(existing);
    return [`subscription ${topicName} → ${nameOf(declared.endpoint)} removed`];
  }

  #topic(name: string): Topic | undefined {
    return this.#sns.topicByArn(formatArn("sns", this.#scope, name));
  }

  #subscription(topic: Topic, { protocol, endpoint }: SubscriptionDeclaration): Subscription | undefined {
    for (const subscription of this.#sns.subscriptions()) {
      const isSame = subscription.protocol === protocol && subscription.endpoint === endpoint;
      if (isSame && subscription.topic.arn === topic.arn) return subscription;
    }
    return undefined;
  }
}

/** What an attribute is set to when it is no longer declared; an empty policy removes it. */
const UNSET: Readonly<Record<string, string>> = {
  RawMessageDelivery: "false",
  FilterPolicyScope: "MessageAttributes",
};

function nameOf(endpoint: string): string {
  return endpoint.startsWith("arn:") ? endpoint.slice(endpoint.lastIndexOf(":") + 1) : endpoint;
}
