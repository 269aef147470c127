import type { Scope } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import type { Deliver, SnsProtocol } from "../core/deliver.ts";
import type { AwsError } from "../core/errors.ts";
import type { FactId, Journal } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import type { SnsOperations, Tag } from "../protocol/generated/sns.ts";
import type { ConstraintViolation, Service } from "../protocol/service.ts";
import { Deliveries } from "./deliveries.ts";
import { emptyBatchRequest, invalidParameter, validationError } from "./errors.ts";
import { FifoLanes } from "./fifo-lanes.ts";
import { draftMessage, type WireMessage } from "./message-draft.ts";
import { bindOperations } from "./operations.ts";
import { PlatformApplications } from "./platform-applications.ts";
import { Publisher, type PublishReceipt } from "./publisher.ts";
import { Replays } from "./replays.ts";
import { SmsAccounts } from "./sms.ts";
import { Subscriptions } from "./subscriptions.ts";
import type { Subscription } from "./subscription.ts";
import type { Topic } from "./topic.ts";
import { Topics } from "./topics.ts";

export type { WireMessage } from "./message-draft.ts";
export type { PublishReceipt } from "./publisher.ts";
export type { Subscription } from "./subscription.ts";
export type { Topic } from "./topic.ts";

export interface SnsOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  /** Brings one notification to one endpoint; in the same process it can answer at once. */
  readonly deliver: Deliver;
  /** Endpoints that need no confirmation although AWS would ask them; by default none. */
  readonly confirmsItself?: ((protocol: SnsProtocol, endpoint: string) => boolean) | undefined;
}

/** Amazon SNS: its operations for clients, its topics for the other rooms. */
export interface Sns {
  readonly service: Service<SnsOperations>;
  /**
   * Creates a topic as CreateTopic does: an existing one with the same attributes is given back.
   *
   * @param attributes CreateTopic's, for example `{ FifoTopic: "true" }`
   * @throws {AwsError} CreateTopic's
   */
  createTopic(
    scope: Scope,
    name: string,
    attributes?: Readonly<Record<string, string>>,
    tags?: Readonly<Record<string, string>>,
  ): Topic;
  /** Deletes a topic and ends its subscriptions. @throws {AwsError} DeleteTopic's */
  deleteTopic(topic: Topic): void;
  /** Changes one attribute as SetTopicAttributes does; an empty value unsets it. @throws {AwsError} SetTopicAttributes's */
  setTopicAttribute(topic: Topic, name: string, value: string): void;
  /**
   * Subscribes an endpoint as its owner: a queue or function needs no confirmation.
   *
   * @param attributes Subscribe's, for example `{ RawMessageDelivery: "true" }`
   * @throws {AwsError} Subscribe's
   */
  subscribe(
    topic: Topic,
    protocol: string,
    endpoint: string,
    attributes?: Readonly<Record<string, string>>,
  ): Subscription;
  unsubscribe(subscription: Subscription): void;
  /** Changes one attribute as SetSubscriptionAttributes does; an empty value unsets it. @throws {AwsError} SetSubscriptionAttributes's */
  setSubscriptionAttribute(subscription: Subscription, name: string, value: string): void;
  /**
   * Publishes as Publish does; deliveries to targets in this process begin before it returns.
   *
   * @throws {AwsError} Publish's
   */
  publish(
    topic: Topic,
    message: WireMessage,
    origin?: { readonly causeId?: FactId | undefined; readonly traceHeader?: string | undefined },
  ): PublishReceipt;
  topicByArn(arn: string): Topic | undefined;
  topics(): Iterable<Topic>;
  subscriptions(): Iterable<Subscription>;
  /** What a pending subscription's endpoint was asked to confirm with. */
  tokenOf(subscription: Subscription): string | undefined;
  /** What the owner of a phone does by answering STOP. */
  optOut(scope: Scope, phoneNumber: string): void;
  /** Resolves when no delivery attempt is under way; retries that wait for their time do not count. */
  settled(): Promise<void>;
  /** Nothing is left on the clock; what waits for a retry is dropped. */
  stop(): void;
}

export function createSnsService(options: SnsOptions): Sns {
  const { deliveries, ...parts } = createParts(options);
  const { topics, subscriptions, publisher, sms } = parts;
  const operations = bindOperations(parts);
  return {
    service: { name: "sns", operations, constraintError, selfReported: SELF_REPORTED },
    createTopic: (scope, name, attributes = {}, tags = {}) =>
      topics.create(scope, name, { attributes, tags: toTags(tags) }),
    deleteTopic(topic) {
      topics.delete(topic);
      subscriptions.endAll(topic);
    },
    setTopicAttribute: (topic, name, value) =>
      topics.setAttribute(topic, name, name === "ArchivePolicy" && value === "" ? "{}" : value),
    subscribe(topic, protocol, endpoint, attributes = {}) {
      // Whoever writes both into one config owns both.
      const callerId = endpoint.split(":")[4] ?? topic.scope.accountId;
      return subscriptions.subscribe(topic, { protocol, endpoint, attributes, callerId });
    },
    unsubscribe: (subscription) => subscriptions.unsubscribe(subscription, true),
    setSubscriptionAttribute: (subscription, name, value) =>
      subscriptions.setAttribute(subscription, name, value === "" ? undefined : value),
    publish: (topic, message, { causeId, traceHeader } = {}) =>
      publisher.publish(topic, draftMessage(message, "messageAttributes"), { causeId, traceHeader }),
    topicByArn: (arn) => topics.byArn(arn),
    topics: () => topics.all(),
    subscriptions: () => subscriptions.all(),
    tokenOf: (subscription) => subscriptions.tokenOf(subscription),
    optOut: (scope, phoneNumber) => sms.optOut(scope, phoneNumber),
    settled: () => deliveries.settled(),
    stop() {
      subscriptions.stop();
      deliveries.stop();
    },
  };
}

/** The service's parts, each given those that it needs. */
function createParts({ clock, random, journal, deliver, confirmsItself }: SnsOptions) {
  const deliveries = new Deliveries({ clock, journal, deliver });
  const sms = new SmsAccounts(random.fork("sns sms"));
  const topics = new Topics(clock, journal);
  const lanes = new FifoLanes(deliveries);
  const publisher = new Publisher({ clock, journal, deliveries, lanes, sms, random: random.fork("sns messages") });
  const replays = new Replays({ clock, journal, publisher });
  const platforms = new PlatformApplications(random.fork("sns platforms"));
  const subscriptions = new Subscriptions({
    clock,
    journal,
    deliveries,
    confirmsItself,
    random: random.fork("sns subscriptions"),
    hasEndpoint: (arn) => platforms.endpoint(arn) !== undefined,
    topicByArn: (arn) => topics.byArn(arn),
    onReplayPolicy: (subscription, topic, causeId) => replays.apply(subscription, topic, causeId),
  });
  return { clock, deliveries, topics, subscriptions, publisher, platforms, sms };
}

/** These record facts of their own about all that they change. */
const SELF_REPORTED: readonly string[] = [
  "AddPermission",
  "ConfirmSubscription",
  "CreateTopic",
  "DeleteTopic",
  "Publish",
  "PublishBatch",
  "RemovePermission",
  "SetSubscriptionAttributes",
  "SetTopicAttributes",
  "Subscribe",
  "Unsubscribe",
];

/** SNS has a sentence of its own for a text that is missing; the rest is the one of AWS's front end. */
function constraintError(violations: readonly [ConstraintViolation, ...ConstraintViolation[]]): AwsError {
  const [{ kind, member, path, value, rule }] = violations;
  if (kind === "required" && member === "PublishBatchRequestEntries") return emptyBatchRequest();
  if (kind === "required" && !path.includes(".") && member !== "Attributes") {
    return invalidParameter(`${member} Reason: no value for required parameter`);
  }
  return validationError(path, value, rule);
}

function toTags(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
