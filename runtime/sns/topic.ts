import type { Scope } from "../core/arn.ts";
import type { SnsTopicView } from "../core/deliver.ts";
import { formatInstant } from "../protocol/instants.ts";
import { Archive } from "./archive.ts";
import { formatTopicEffectivePolicy } from "./delivery-policy.ts";
import { FifoSequence } from "./fifo-sequence.ts";
import { MESSAGE_BYTES } from "./limits.ts";
import { defaultPolicy } from "./permissions.ts";
import type { Subscription } from "./subscription.ts";
import type { Tags } from "./tags.ts";
import type { TopicSettings } from "./topic-settings.ts";

/** A topic: its settings and who is subscribed. https://docs.aws.amazon.com/sns/latest/dg/sns-create-topic.html */
export class Topic {
  readonly arn: string;
  readonly name: string;
  readonly scope: Scope;
  readonly tags: Tags = new Map();
  /** In the order of subscribing. */
  readonly subscriptions = new Set<Subscription>();
  readonly fifo: FifoSequence | undefined;
  /** Messages that a FIFO topic with an ArchivePolicy keeps. */
  readonly archive = new Archive();
  dataProtectionPolicy: string | undefined;
  #settings: TopicSettings;
  #view: SnsTopicView;
  #subscriptionsDeleted = 0;

  constructor(arn: string, name: string, scope: Scope, settings: TopicSettings) {
    this.arn = arn;
    this.name = name;
    this.scope = { region: scope.region, accountId: scope.accountId };
    this.fifo = settings.isFifo ? new FifoSequence() : undefined;
    this.#settings = settings;
    this.#view = viewOf(arn, settings);
  }

  get isFifo(): boolean {
    return this.fifo !== undefined;
  }

  get settings(): TopicSettings {
    return this.#settings;
  }

  /** One object until something changes, so that what is made for it can be remembered by it. */
  get view(): SnsTopicView {
    return this.#view;
  }

  /** Bytes. */
  get messageBytesLimit(): number {
    return this.#settings.maximumMessageSize ?? MESSAGE_BYTES;
  }

  get policy(): string {
    return this.#settings.texts["Policy"] ?? defaultPolicy(this.arn, this.scope.accountId);
  }

  change(settings: TopicSettings): void {
    this.#settings = settings;
    this.#view = viewOf(this.arn, settings);
    if (settings.archiveRetentionDays === undefined) this.archive.clear();
  }

  remove(subscription: Subscription): void {
    if (this.subscriptions.delete(subscription)) this.#subscriptionsDeleted++;
  }

  /** What GetTopicAttributes answers. */
  attributes(now: number): Record<string, string> {
    const { texts, isFifo, archiveRetentionDays } = this.#settings;
    const pending = [...this.subscriptions].filter(({ isPending }) => isPending).length;
    const attributes: Record<string, string> = {
      Policy: this.policy,
      Owner: this.scope.accountId,
      SubscriptionsPending: String(pending),
      TopicArn: this.arn,
      EffectiveDeliveryPolicy: formatTopicEffectivePolicy(this.#settings.deliveryPolicy),
      SubscriptionsConfirmed: String(this.subscriptions.size - pending),
      DisplayName: "",
      SubscriptionsDeleted: String(this.#subscriptionsDeleted),
      ...(isFifo ? { ContentBasedDeduplication: "false" } : undefined),
    };
    if (archiveRetentionDays !== undefined) {
      const beginning = formatInstant("date-time", this.archive.beginningAt(archiveRetentionDays, now));
      attributes["BeginningArchiveTime"] = String(beginning);
    }
    return Object.assign(attributes, texts);
  }
}

function viewOf(topicArn: string, { isFifo, signatureVersion, displayName }: TopicSettings): SnsTopicView {
  return { topicArn, isFifo, signatureVersion, displayName };
}
