import type { Scope } from "../core/arn.ts";
import type { Cancel, Clock } from "../core/clock.ts";
import type { SnsProtocol } from "../core/deliver.ts";
import type { AwsError } from "../core/errors.ts";
import type { FactId, Journal } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import { checkArn } from "./arns.ts";
import type { Deliveries } from "./deliveries.ts";
import { checkEndpoint, checkTopicTakes, isProtocol, needsConfirmation } from "./endpoints.ts";
import { invalidParameter, subscriptionDoesNotExist } from "./errors.ts";
import { CONFIRMATION_MS, LARGE_MESSAGE_SUBSCRIPTIONS, MESSAGE_BYTES } from "./limits.ts";
import {
  changeSubscriptionSettings,
  fitsSubscription,
  newSubscriptionSettings,
  type SubscriptionSettings,
} from "./subscription-settings.ts";
import { Subscription } from "./subscription.ts";
import { SubscriptionTokens } from "./subscription-tokens.ts";
import type { Topic } from "./topic.ts";

export interface NewSubscription {
  readonly protocol: string;
  readonly endpoint: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** The account that subscribes. */
  readonly callerId: string;
  readonly causeId?: FactId | undefined;
}

export interface SubscriptionsOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly deliveries: Deliveries;
  /** Whether this endpoint needs no confirmation although AWS would ask it: an option of ours, off by default. */
  readonly confirmsItself?: ((protocol: SnsProtocol, endpoint: string) => boolean) | undefined;
  /** Whether there is this platform endpoint. */
  readonly hasEndpoint: (arn: string) => boolean;
  readonly topicByArn: (arn: string) => Topic | undefined;
  /** Called when a subscription has a replay policy that it had not before. */
  readonly onReplayPolicy: (subscription: Subscription, topic: Topic, causeId: FactId | undefined) => void;
}

/** All subscriptions, and how they come, are confirmed, and go. */
export class Subscriptions {
  readonly #options: SubscriptionsOptions;
  readonly #tokens: SubscriptionTokens;
  readonly #byArn = new Map<string, Subscription>();
  /** Ends those that nobody confirms in time. */
  readonly #expiries = new Map<Subscription, Cancel>();

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
    this.#tokens = new SubscriptionTokens(options.random);
  }

  /**
   * Subscribes an endpoint; the same endpoint again gives the subscription that exists.
   *
   * @throws {AwsError} `InvalidParameter`
   * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
   */
  subscribe(topic: Topic, wanted: NewSubscription): Subscription {
    const { protocol, endpoint = "", attributes, callerId, causeId } = wanted;
    if (!isProtocol(protocol)) {
      throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
    }
    this.#check(topic, protocol, endpoint);
    const settings = newSubscriptionSettings(
      attributes,
      { topicIsFifo: topic.isFifo, protocol, endpoint },
      inAttributes,
    );
    const existing = subscriptionOf(topic, protocol, endpoint);
    if (existing !== undefined) return this.#again(existing, settings, causeId);
    if (protocol === "firehose" && settings.texts["SubscriptionRoleArn"] === undefined) {
      throw inAttributes("SubscriptionRoleArn is required for Amazon Data Firehose subscriptions");
    }
    checkLargeMessages(topic, protocol);
    const arn = `${topic.arn}:${this.#options.random.uuid()}`;
    const target = { protocol, endpoint, ownerId: callerId };
    const subscription = new Subscription(arn, topic, target, settings);
    const confirmsItself = this.#options.confirmsItself?.(protocol, endpoint) === true;
    const pendingConfirmation = !confirmsItself && needsConfirmation(protocol, endpoint, callerId);
    if (!pendingConfirmation) subscription.confirm(true);
    this.#add(topic, subscription);
    const fact = { topicArn: topic.arn, subscriptionArn: arn, protocol, endpoint, pendingConfirmation };
    const subscribedId = this.#options.journal.record({ kind: "sns.subscribed", ...fact }, causeId);
    if (pendingConfirmation) this.#ask(subscription, subscribedId);
    else if (settings.replayPolicy !== undefined) this.#options.onReplayPolicy(subscription, topic, subscribedId);
    return subscription;
  }

  /** @throws {AwsError} `InvalidParameter` */
  setAttribute(subscription: Subscription, name: string, value: string | undefined, causeId?: FactId): void {
    const topic = this.#options.topicByArn(subscription.topic.arn);
    const { protocol, endpoint } = subscription;
    const party = { topicIsFifo: subscription.topic.isFifo, protocol, endpoint };
    subscription.change(changeSubscriptionSettings(subscription.settings, [name, value], party, invalidParameter));
    const fact = { ...aboutSubscription(subscription), attributes: [name] };
    const changedId = this.#options.journal.record({ kind: "sns.subscriptionAttributesSet", ...fact }, causeId);
    if (name === "ReplayPolicy" && topic !== undefined) this.#options.onReplayPolicy(subscription, topic, changedId);
  }

  /**
   * Confirms with the token that was sent to the endpoint; also takes back an Unsubscribe whose confirmation carried the token.
   *
   * @throws {AwsError} `InvalidParameter`
   * @see https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html
   */
  confirm(
    topicArn: string,
    token: string,
    how: {
      readonly isSigned: boolean;
      readonly authenticateOnUnsubscribe: boolean;
      readonly causeId?: FactId | undefined;
    },
  ): Subscription {
    // Recorded: "Topic" for what is no ARN and for another region's; which topic it is does not matter, the token knows.
    const [, , service, region] = topicArn.split(":").length < 6 ? [] : topicArn.split(":");
    if (service !== "sns") throw invalidParameter("Topic");
    const subscription = this.#tokens.find(token, this.#options.clock.now());
    if (subscription === undefined) throw invalidParameter("Token");
    if (subscription.topic.arn.split(":")[3] !== region) throw invalidParameter("Topic");
    const topic = this.#options.topicByArn(subscription.topic.arn);
    if (topic === undefined) throw invalidParameter("Token");
    this.#restore(topic, subscription);
    if (subscription.isPending) {
      subscription.confirm(how.isSigned, how.authenticateOnUnsubscribe);
      this.#expiries.get(subscription)?.();
      this.#expiries.delete(subscription);
      this.#options.journal.record(
        { kind: "sns.subscriptionConfirmed", ...aboutSubscription(subscription) },
        how.causeId,
      );
    }
    return subscription;
  }

  /**
   * Ends a subscription. An HTTP/S endpoint is told, with a token to take it back (recorded), unless its owner wants it: "if [...] the
   * requester is not the subscription owner, a final cancellation message is delivered to the endpoint".
   *
   * @see https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html
   */
  unsubscribe(subscription: Subscription, isByOwner: boolean, causeId?: FactId): void {
    const reason = "unsubscribed";
    const unsubscribedId = this.#end(subscription, reason, causeId);
    if (!subscription.isHttp || subscription.isPending || isByOwner) return;
    const token = this.#tokens.create(subscription, this.#options.clock.now());
    const { clock, random, deliveries } = this.#options;
    void deliveries.begin(
      { ...withoutSubscription(subscription), isActive: true },
      { type: "UnsubscribeConfirmation", messageId: random.uuid(), token, publishedAt: clock.now() },
      unsubscribedId,
    );
  }

  /** Ends all of a topic's. */
  endAll(topic: Topic, causeId?: FactId): void {
    for (const subscription of topic.subscriptions) this.#end(subscription, "the topic was deleted", causeId);
  }

  byArn(arn: string): Subscription | undefined {
    return this.#byArn.get(arn);
  }

  /** @throws {AwsError} `NotFound`, `InvalidParameter` for what is no ARN */
  ofRequest(arn: string): Subscription {
    const subscription = this.#byArn.get(arn);
    if (subscription !== undefined) return subscription;
    // A topic's ARN has six elements, a subscription's seven.
    if (checkArn("SubscriptionArn", arn).length < 7) throw invalidParameter("SubscriptionId");
    throw subscriptionDoesNotExist();
  }

  all(): Iterable<Subscription> {
    return this.#byArn.values();
  }

  /** Subscriptions of an account's own topics in a region. */
  of({ region, accountId }: Scope): readonly Subscription[] {
    return [...this.#byArn.values()].filter(
      ({ topic, ownerId }) => ownerId === accountId && topic.arn.split(":")[3] === region,
    );
  }

  /** The newest token of a pending subscription: what its endpoint would send back. */
  tokenOf(subscription: Subscription): string | undefined {
    return this.#tokens.newest(subscription);
  }

  stop(): void {
    for (const cancel of this.#expiries.values()) cancel();
    this.#expiries.clear();
  }

  #check(topic: Topic, protocol: SnsProtocol, endpoint: string): void {
    checkEndpoint(protocol, endpoint);
    if (protocol === "application" && !this.#options.hasEndpoint(endpoint)) throw endpointIsNot(endpoint);
    checkTopicTakes(topic, protocol, endpoint);
  }

  #again(existing: Subscription, wanted: SubscriptionSettings, causeId: FactId | undefined): Subscription {
    if (!fitsSubscription(existing.settings, wanted)) {
      throw inAttributes("Subscription already exists with different attributes");
    }
    if (existing.isPending) this.#ask(existing, causeId);
    return existing;
  }

  /** Sends the question whether the subscription is wanted, with a new token. */
  #ask(subscription: Subscription, causeId: FactId | undefined): void {
    const { clock, random, deliveries } = this.#options;
    const token = this.#tokens.create(subscription, this.#options.clock.now());
    this.#expiries.get(subscription)?.();
    const expire = (): void => void this.#end(subscription, "not confirmed in time", undefined);
    this.#expiries.set(subscription, clock.schedule(CONFIRMATION_MS, expire));
    void deliveries.begin(
      subscription,
      { type: "SubscriptionConfirmation", messageId: random.uuid(), token, publishedAt: clock.now() },
      causeId,
    );
  }

  #add(topic: Topic, subscription: Subscription): void {
    topic.subscriptions.add(subscription);
    this.#byArn.set(subscription.arn, subscription);
    subscription.isActive = true;
  }

  #restore(topic: Topic, subscription: Subscription): void {
    if (subscription.isActive) return;
    if (subscription.isPending || subscriptionOf(topic, subscription.protocol, subscription.endpoint) !== undefined)
      throw invalidParameter("Token");
    this.#add(topic, subscription);
  }

  #end(subscription: Subscription, reason: string, causeId: FactId | undefined): FactId {
    subscription.isActive = false;
    this.#byArn.delete(subscription.arn);
    this.#expiries.get(subscription)?.();
    this.#expiries.delete(subscription);
    this.#options.topicByArn(subscription.topic.arn)?.remove(subscription);
    return this.#options.journal.record(
      { kind: "sns.unsubscribed", ...aboutSubscription(subscription), reason },
      causeId,
    );
  }
}

/** What facts say of a subscription. */
function aboutSubscription({ arn: subscriptionArn, protocol, endpoint }: Subscription) {
  return { subscriptionArn, protocol, endpoint };
}

/** AWS's own words, without a space (moto, test_publish_to_deleted_platform_endpoint, AWS-validated). */
function endpointIsNot(endpoint: string): AwsError {
  return invalidParameter(`Endpoint Reason: Endpoint does not exist for endpoint arn${endpoint}`);
}

function inAttributes(what: string): AwsError {
  return invalidParameter(`Attributes Reason: ${what}`);
}

function subscriptionOf(topic: Topic, protocol: string, endpoint: string): Subscription | undefined {
  for (const subscription of topic.subscriptions) {
    if (subscription.endpoint === endpoint && subscription.protocol === protocol) return subscription;
  }
  return undefined;
}

/** A topic that takes messages over 256 KiB has limits of its own. The sentences are ours. */
function checkLargeMessages(topic: Topic, protocol: string): void {
  if (topic.messageBytesLimit <= MESSAGE_BYTES) return;
  if (protocol !== "sqs" && protocol !== "lambda" && protocol !== "firehose") {
    throw invalidParameter(`Protocol Reason: ${protocol} cannot take messages over ${MESSAGE_BYTES} bytes`);
  }
  if (topic.subscriptions.size >= LARGE_MESSAGE_SUBSCRIPTIONS) {
    throw invalidParameter(
      `TopicArn Reason: A topic with messages over ${MESSAGE_BYTES} bytes can have at most ${LARGE_MESSAGE_SUBSCRIPTIONS} subscriptions`,
    );
  }
}

/** The endpoint of a subscription that is no more: the last thing it gets still reaches it. */
function withoutSubscription(subscription: Subscription): Omit<Parameters<Deliveries["begin"]>[0], "isActive"> {
  const { arn, topicView, view, retryPolicy, maxReceivesPerSecond } = subscription;
  return { arn, topicView, view, retryPolicy, maxReceivesPerSecond, deadLetterQueueArn: undefined };
}
