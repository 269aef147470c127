import type { Scope } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import type { AwsError } from "../core/errors.ts";
import type { FactId, Journal } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import type { SnsFact } from "../core/sns-facts.ts";
import type { Deliveries, DeliveryTarget } from "./deliveries.ts";
import { type DirectTarget, endpointTarget, phoneTarget } from "./direct-target.ts";
import { invalidParameter } from "./errors.ts";
import type { FifoLanes } from "./fifo-lanes.ts";
import { refusal } from "./filter.ts";
import { contentDeduplicationId, type MessageDraft } from "./message-draft.ts";
import { PublishedMessage } from "./message.ts";
import type { PlatformEndpoint } from "./platform-applications.ts";
import type { SmsAccounts } from "./sms.ts";
import type { Subscription } from "./subscription.ts";
import type { Topic } from "./topic.ts";

export interface PublisherOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly deliveries: Deliveries;
  readonly lanes: FifoLanes;
  readonly sms: SmsAccounts;
}

/** Where a publish comes from. */
export interface PublishContext {
  readonly causeId: FactId | undefined;
  readonly traceHeader: string | undefined;
}

/** What the publisher is told. */
export interface PublishReceipt {
  readonly messageId: string;
  /** FIFO topics only. */
  readonly sequenceNumber?: string;
  /**
   * First attempts to queues and functions that are not over yet (a signature takes a moment). AWS's publisher need not wait for
   * them; ours does, so that a receive right behind a publish finds the message.
   */
  readonly underWay?: Promise<unknown>;
}

/** From a draft to deliveries: the one place that every door reaches. */
export class Publisher {
  readonly #options: PublisherOptions;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  /**
   * Publishes to a topic; deliveries begin before this returns.
   *
   * @throws {AwsError} `InvalidParameter`
   * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
   */
  publish(topic: Topic, draft: MessageDraft, context: PublishContext): PublishReceipt {
    checkForTopic(topic, draft);
    if (draft.bytes > topic.messageBytesLimit) throw messageTooLong();
    return this.take(topic, draft, context);
  }

  /** Publishes what `checkForTopic` has accepted. */
  take(topic: Topic, draft: MessageDraft, context: PublishContext): PublishReceipt {
    const { clock, random } = this.#options;
    if (topic.fifo !== undefined) return this.#takeInOrder(topic, draft, context);
    const publication = { messageId: random.uuid(), publishedAt: clock.now(), traceHeader: context.traceHeader };
    const message = new PublishedMessage(draft, publication);
    const publishedId = this.#recordPublished(topic.arn, message, context.causeId, audienceOf(topic));
    const underWay: Promise<void>[] = [];
    for (const subscription of topic.subscriptions) {
      if (!this.#wants(subscription, message, publishedId)) continue;
      const { protocol } = subscription;
      const attempt = this.#options.deliveries.begin(subscription, message.notificationFor(subscription), publishedId);
      if (attempt !== undefined && (protocol === "sqs" || protocol === "lambda")) underWay.push(attempt);
    }
    const { messageId } = message;
    return underWay.length === 0 ? { messageId } : { messageId, underWay: Promise.all(underWay) };
  }

  /** Hands archived messages to one subscription, in order with what is published meanwhile. @param ended when the last is settled */
  replay(
    subscription: Subscription,
    messages: readonly PublishedMessage[],
    causeId: FactId | undefined,
    ended: () => void,
  ): void {
    let open = 1;
    const close = (): void => {
      if (--open === 0) ended();
    };
    for (const message of messages) {
      if (!this.#wants(subscription, message, causeId)) continue;
      open++;
      const notification = message.replayed().notificationFor(subscription);
      this.#options.lanes.begin(subscription, message.messageGroupId ?? "", { notification, causeId, ended: close });
    }
    close();
  }

  /** Publishes to one mobile device: `TargetArn`. */
  publishToEndpoint(endpoint: PlatformEndpoint, draft: MessageDraft, context: PublishContext): PublishReceipt {
    if (draft.bytes > DIRECT_MESSAGE_BYTES) throw messageTooLong();
    return this.#publishDirectly(endpointTarget(endpoint.arn), draft, context);
  }

  /** Publishes an SMS: `PhoneNumber`. Nobody is told when the number has opted out; the message goes nowhere. */
  publishToPhone(scope: Scope, phoneNumber: string, draft: MessageDraft, context: PublishContext): PublishReceipt {
    if (draft.bytes > DIRECT_MESSAGE_BYTES) throw messageTooLong();
    const isOptedOut = this.#options.sms.isOptedOut(scope, phoneNumber);
    return this.#publishDirectly(phoneTarget(phoneNumber), draft, context, isOptedOut);
  }

  #publishDirectly(
    target: DirectTarget,
    draft: MessageDraft,
    { causeId, traceHeader }: PublishContext,
    isOptedOut = false,
  ): PublishReceipt {
    const { clock, random, deliveries } = this.#options;
    const message = new PublishedMessage(draft, { messageId: random.uuid(), publishedAt: clock.now(), traceHeader });
    const publishedId = this.#recordPublished(target.arn, message, causeId);
    if (isOptedOut) this.#recordFilteredOut(target, message, OPTED_OUT, publishedId);
    else void deliveries.begin(target, message.notificationFor(target.view), publishedId);
    return { messageId: message.messageId };
  }

  #takeInOrder(topic: Topic, draft: MessageDraft, context: PublishContext): PublishReceipt {
    const { fifo, settings } = topic;
    const { clock, random } = this.#options;
    const now = clock.now();
    const messageGroupId = draft.messageGroupId ?? "";
    const messageDeduplicationId = draft.messageDeduplicationId ?? contentDeduplicationId(draft);
    const scope = settings.fifoThroughputScope === "MessageGroup" ? messageGroupId : "";
    const earlier = fifo?.earlier(messageDeduplicationId, scope, now);
    if (earlier !== undefined) {
      const fact = { topicArn: topic.arn, messageId: earlier.messageId, messageDeduplicationId };
      this.#options.journal.record({ kind: "sns.messageDeduplicated", ...fact }, context.causeId);
      return { messageId: earlier.messageId, sequenceNumber: earlier.sequenceNumber };
    }
    const accepted = { messageId: random.uuid(), sequenceNumber: fifo?.next() ?? "" };
    fifo?.remember(messageDeduplicationId, scope, accepted, now);
    const message = new PublishedMessage(draft, {
      messageId: accepted.messageId,
      publishedAt: now,
      traceHeader: context.traceHeader,
      fifo: { messageGroupId, messageDeduplicationId, sequenceNumber: accepted.sequenceNumber },
    });
    if (settings.archiveRetentionDays !== undefined) topic.archive.add(message, settings.archiveRetentionDays);
    const causeId = this.#recordPublished(topic.arn, message, context.causeId, audienceOf(topic));
    for (const subscription of topic.subscriptions) {
      if (!this.#wants(subscription, message, causeId)) continue;
      const notification = message.notificationFor(subscription);
      this.#options.lanes.begin(subscription, messageGroupId, { notification, causeId, ended: undefined });
    }
    return accepted;
  }

  #wants(subscription: Subscription, message: PublishedMessage, causeId: FactId | undefined): boolean {
    if (subscription.isPending) return false;
    const reason = this.#reasonAgainst(subscription, message);
    if (reason === undefined) return true;
    this.#recordFilteredOut(subscription, message, reason, causeId);
    return false;
  }

  #reasonAgainst(subscription: Subscription, message: PublishedMessage): string | undefined {
    const { settings, protocol, ownerId, endpoint, topic } = subscription;
    if (settings.filter !== undefined) return refusal(settings.filter, message, subscription);
    if (protocol !== "sms") return undefined;
    const scope = { accountId: ownerId, region: topic.arn.split(":")[3] ?? "" };
    return this.#options.sms.isOptedOut(scope, endpoint) ? OPTED_OUT : undefined;
  }

  #recordPublished(
    target: string,
    { messageId, bytes }: PublishedMessage,
    causeId: FactId | undefined,
    audience: Audience = {},
  ): FactId {
    const fact = { target, messageId, messageBytes: bytes, ...audience };
    return this.#options.journal.record({ kind: "sns.messagePublished", ...fact }, causeId);
  }

  #recordFilteredOut(
    { arn: subscriptionArn, view: { protocol, endpoint } }: DeliveryTarget,
    { messageId }: PublishedMessage,
    reason: string,
    causeId: FactId | undefined,
  ): void {
    const about = { subscriptionArn, messageId, protocol, endpoint };
    this.#options.journal.record({ kind: "sns.messageFilteredOut", ...about, reason }, causeId);
  }
}

type Audience = Pick<
  Extract<SnsFact, { kind: "sns.messagePublished" }>,
  "subscriptions" | "pendingSubscriptions" | "archived"
>;

function audienceOf(topic: Topic): Audience {
  let subscriptions = 0;
  let pendingSubscriptions = 0;
  for (const { isPending } of topic.subscriptions) {
    subscriptions += 1;
    if (isPending) pendingSubscriptions += 1;
  }
  const isArchived = topic.isFifo && topic.settings.archiveRetentionDays !== undefined;
  return { subscriptions, pendingSubscriptions, ...(isArchived && { archived: true }) };
}

const OPTED_OUT = "the phone number has opted out";
/** Bytes of a message to a device or phone. */
const DIRECT_MESSAGE_BYTES = 262_144;

function messageTooLong(): AwsError {
  return invalidParameter("Message too long");
}

/** What a topic's type asks of a message. Sentences as AWS clients report them. */
export function checkForTopic(topic: Topic, draft: MessageDraft): void {
  if (!topic.isFifo) {
    if (draft.messageDeduplicationId !== undefined) {
      throw invalidParameter(
        "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
      );
    }
    return;
  }
  if (draft.messageGroupId === undefined) {
    throw invalidParameter("The MessageGroupId parameter is required for FIFO topics");
  }
  if (draft.messageDeduplicationId === undefined && !topic.settings.contentBasedDeduplication) {
    throw invalidParameter(
      "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
}
