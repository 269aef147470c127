import { formatArn, type Scope } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import type { AwsError } from "../core/errors.ts";
import type { FactId, Journal } from "../core/journal.ts";
import type { Tag } from "../protocol/generated/sns.ts";
import { checkArn } from "./arns.ts";
import { invalidParameter, invalidState, topicDoesNotExist } from "./errors.ts";
import { MESSAGE_BYTES, TOPIC_NAME_LENGTH } from "./limits.ts";
import { addTags, hasTags } from "./tags.ts";
import { changeTopicSettings, fitsSettings, newTopicSettings } from "./topic-settings.ts";
import { Topic } from "./topic.ts";

export interface NewTopic {
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags?: readonly Tag[] | undefined;
  readonly dataProtectionPolicy?: string | undefined;
  readonly causeId?: FactId | undefined;
}

const NAME = /^[A-Za-z0-9_-]+$/;

/** All topics of all accounts and regions, and how they are found. */
export class Topics {
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #byArn = new Map<string, Topic>();

  constructor(clock: Clock, journal: Journal) {
    this.#clock = clock;
    this.#journal = journal;
  }

  /**
   * Creates a topic, or gives the one that exists when nothing else is asked for than what it has.
   *
   * @throws {AwsError} `InvalidParameter`
   * @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
   */
  create(scope: Scope, name: string, { attributes, tags = [], dataProtectionPolicy, causeId }: NewTopic): Topic {
    checkName(name, attributes["FifoTopic"]?.toLowerCase() === "true");
    const arn = formatArn("sns", scope, name);
    const existing = this.#byArn.get(arn);
    if (existing !== undefined) return sameTopic(existing, attributes, tags);
    const topic = new Topic(arn, name, scope, newTopicSettings(attributes, inAttributes));
    addTags(topic.tags, tags);
    topic.dataProtectionPolicy = dataProtectionPolicy;
    if (topic.settings.archiveRetentionDays !== undefined) topic.archive.start(this.#clock.now());
    this.#byArn.set(arn, topic);
    this.#journal.record({ kind: "sns.topicCreated", topicArn: arn }, causeId);
    return topic;
  }

  setAttribute(topic: Topic, name: string, value: string, causeId?: FactId): void {
    const settings = changeTopicSettings(topic.settings, name, value, invalidParameter);
    if ((settings.maximumMessageSize ?? 0) > MESSAGE_BYTES) checkLargeMessages(topic);
    topic.change(settings);
    if (settings.archiveRetentionDays !== undefined) topic.archive.start(this.#clock.now());
    for (const subscription of topic.subscriptions) subscription.refresh();
    this.#journal.record({ kind: "sns.topicAttributesSet", topicArn: topic.arn, attributes: [name] }, causeId);
  }

  /** Sets the policy that permissions are written in. */
  setPolicy(topic: Topic, policy: string, causeId?: FactId): void {
    topic.change({ ...topic.settings, texts: { ...topic.settings.texts, Policy: policy } });
    this.#journal.record({ kind: "sns.topicAttributesSet", topicArn: topic.arn, attributes: ["Policy"] }, causeId);
  }

  /** Its subscriptions are the caller's to end. */
  delete(topic: Topic, causeId?: FactId): void {
    if (topic.settings.archiveRetentionDays !== undefined) {
      // Quoted in public (aws-cdk pull request 37113).
      throw invalidState("Cannot delete a topic with an ArchivePolicy");
    }
    this.#byArn.delete(topic.arn);
    const subscriptions = topic.subscriptions.size;
    this.#journal.record({ kind: "sns.topicDeleted", topicArn: topic.arn, subscriptions }, causeId);
  }

  byArn(arn: string): Topic | undefined {
    return this.#byArn.get(arn);
  }

  all(): Iterable<Topic> {
    return this.#byArn.values();
  }

  /** Topics of one account and region, in the order of their making. */
  of({ region, accountId }: Scope): readonly Topic[] {
    return [...this.#byArn.values()].filter(({ scope }) => scope.region === region && scope.accountId === accountId);
  }

  /**
   * The topic that a request means. A topic of another region is not found from here (recorded).
   *
   * @param parameter where the request has the ARN, as AWS names it
   * @throws {AwsError} `InvalidParameter`, `NotFound`
   */
  ofRequest(arn: string, { region }: Scope, parameter = "TopicArn"): Topic {
    const topic = this.#byArn.get(arn);
    if (topic !== undefined && topic.scope.region === region) return topic;
    checkTopicArn(arn, region, parameter);
    throw topicDoesNotExist();
  }
}

/** Recorded: the sentence for what is no ARN, and for one of another region. */
export function checkTopicArn(arn: string, region: string, parameter = "TopicArn"): void {
  const parts = checkArn(parameter, arn);
  if (parts[2] !== "sns" || parts[3] !== region) throw invalidParameter(parameter);
}

/** Recorded: one sentence for all (create_topic_different_attrs). */
function checkName(name: string, isFifo: boolean): void {
  const stem = isFifo && name.endsWith(".fifo") ? name.slice(0, -".fifo".length) : name;
  const isMissingSuffix = isFifo && stem === name;
  if (isMissingSuffix || name.length > TOPIC_NAME_LENGTH || !NAME.test(stem)) throw invalidParameter("Topic Name");
}

function inAttributes(what: string): AwsError {
  return invalidParameter(`Attributes Reason: ${what}`);
}

function sameTopic(topic: Topic, attributes: Readonly<Record<string, string>>, tags: readonly Tag[]): Topic {
  if (!fitsSettings(topic.settings, attributes, inAttributes)) {
    throw inAttributes("Topic already exists with different attributes");
  }
  if (!hasTags(topic.tags, tags)) {
    throw invalidParameter("Tags Reason: Topic already exists with different tags");
  }
  return topic;
}

/** Over 256 KiB only some protocols can be reached. The sentence is ours. */
function checkLargeMessages(topic: Topic): void {
  for (const { protocol } of topic.subscriptions) {
    if (protocol !== "sqs" && protocol !== "lambda" && protocol !== "firehose") {
      throw invalidParameter(
        `MaximumMessageSize Reason: Topics with ${protocol} subscriptions cannot have messages over ${MESSAGE_BYTES} bytes`,
      );
    }
  }
}
