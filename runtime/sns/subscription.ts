import type { SnsProtocol, SnsSubscriptionView, SnsTopicView } from "../core/deliver.ts";
import type { DeliveryTarget } from "./deliveries.ts";
import { effectivePolicy, type EffectiveDeliveryPolicy, formatSubscriptionEffectivePolicy } from "./delivery-policy.ts";
import { fixedRetryPolicy, type RetryPolicy } from "./retry-schedule.ts";
import type { SubscriptionSettings } from "./subscription-settings.ts";
import type { TopicSettings } from "./topic-settings.ts";

export type ReplayStatus = "Pending" | "In progress" | "Completed" | "Failed";

/** What a subscription must know of its topic. */
export interface SubscribedTopic {
  readonly arn: string;
  readonly isFifo: boolean;
  readonly settings: TopicSettings;
  readonly view: SnsTopicView;
}

type Confirmation =
  | { readonly kind: "pending" }
  | {
      readonly kind: "confirmed";
      readonly wasAuthenticated: boolean;
      /** Unsubscribe must be signed. */
      readonly authenticateOnUnsubscribe: boolean;
    };

/** An endpoint that gets a topic's messages. */
export class Subscription implements DeliveryTarget {
  readonly arn: string;
  readonly topic: SubscribedTopic;
  readonly protocol: SnsProtocol;
  readonly endpoint: string;
  readonly ownerId: string;
  replayStatus: ReplayStatus | undefined;
  /** Whether it is still one: what waits for a retry of a deleted one is dropped. */
  isActive = true;
  #settings: SubscriptionSettings;
  #confirmation: Confirmation = { kind: "pending" };
  #view: SnsSubscriptionView;
  #policy: EffectiveDeliveryPolicy | undefined;

  constructor(
    arn: string,
    topic: SubscribedTopic,
    target: { readonly protocol: SnsProtocol; readonly endpoint: string; readonly ownerId: string },
    settings: SubscriptionSettings,
  ) {
    this.arn = arn;
    this.topic = topic;
    this.protocol = target.protocol;
    this.endpoint = target.endpoint;
    this.ownerId = target.ownerId;
    this.#settings = settings;
    this.#view = this.#makeView();
  }

  get settings(): SubscriptionSettings {
    return this.#settings;
  }

  get isPending(): boolean {
    return this.#confirmation.kind === "pending";
  }

  get mustAuthenticateUnsubscribe(): boolean {
    return this.#confirmation.kind === "confirmed" && this.#confirmation.authenticateOnUnsubscribe;
  }

  /** One object until something changes. */
  get view(): SnsSubscriptionView {
    return this.#view;
  }

  get topicView(): SnsTopicView {
    return this.topic.view;
  }

  get deadLetterQueueArn(): string | undefined {
    return this.#settings.deadLetterQueueArn;
  }

  get maxReceivesPerSecond(): number | undefined {
    return this.isHttp ? this.deliveryPolicy.maxReceivesPerSecond : undefined;
  }

  get isHttp(): boolean {
    return this.protocol === "http" || this.protocol === "https";
  }

  get retryPolicy(): RetryPolicy {
    const { protocol } = this;
    return protocol === "http" || protocol === "https" ? this.deliveryPolicy.retry : fixedRetryPolicy(protocol);
  }

  /** HTTP/S only. */
  get deliveryPolicy(): EffectiveDeliveryPolicy {
    return (this.#policy ??= effectivePolicy(this.topic.settings.deliveryPolicy, this.#settings.deliveryPolicy));
  }

  confirm(wasAuthenticated: boolean, authenticateOnUnsubscribe = false): void {
    this.#confirmation = { kind: "confirmed", wasAuthenticated, authenticateOnUnsubscribe };
    this.#view = this.#makeView();
  }

  change(settings: SubscriptionSettings): void {
    this.#settings = settings;
    this.refresh();
  }

  /** After a change of the topic's delivery policy. */
  refresh(): void {
    this.#policy = undefined;
    this.#view = this.#makeView();
  }

  /** What GetSubscriptionAttributes answers. */
  attributes(): Record<string, string> {
    const { texts, filterPolicyScope, rawMessageDelivery } = this.#settings;
    const { FilterPolicy: policy, FilterPolicyScope: _, ...others } = texts;
    return {
      SubscriptionPrincipal: `arn:${this.topic.arn.split(":")[1] ?? "aws"}:iam::${this.ownerId}:user/lambdaloop`,
      Owner: this.ownerId,
      RawMessageDelivery: String(rawMessageDelivery),
      TopicArn: this.topic.arn,
      Endpoint: this.endpoint,
      Protocol: this.protocol,
      PendingConfirmation: String(this.isPending),
      ConfirmationWasAuthenticated: String(
        this.#confirmation.kind === "confirmed" && this.#confirmation.wasAuthenticated,
      ),
      SubscriptionArn: this.arn,
      ...others,
      // The scope shows with a policy only (recorded: set_subscription_filter_policy_scope).
      ...(policy === undefined ? undefined : { FilterPolicy: policy, FilterPolicyScope: filterPolicyScope }),
      ...(this.isHttp
        ? { EffectiveDeliveryPolicy: formatSubscriptionEffectivePolicy(this.deliveryPolicy) }
        : undefined),
      ...(this.replayStatus === undefined ? undefined : { ReplayStatus: this.replayStatus }),
    };
  }

  #makeView(): SnsSubscriptionView {
    return {
      subscriptionArn: this.isPending ? "PendingConfirmation" : this.arn,
      protocol: this.protocol,
      endpoint: this.endpoint,
      rawMessageDelivery: this.#settings.rawMessageDelivery,
      ...(this.isHttp ? { headerContentType: this.deliveryPolicy.headerContentType } : undefined),
    };
  }
}
