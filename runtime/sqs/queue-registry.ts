import { formatArn, type Scope } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import type { FactId, Journal } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import type { RequestContext } from "../protocol/service.ts";
import {
  invalidParameterValue,
  missingParameter,
  queueDeletedRecently,
  queueDoesNotExist,
  queueNameExists,
} from "./errors.ts";
import { RECENTLY_DELETED_MS } from "./limits.ts";
import { asksForFifo, differingAttribute, newSettings, changeSettings, type QueueSettings } from "./queue-settings.ts";
import { parseQueueUrl, queueUrl } from "./queue-url.ts";
import { Queue } from "./queue.ts";
import { checkDeadLetterTarget, type RedriveParty } from "./redrive-policy.ts";

export interface QueueRegistryOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly homeRegion: string;
  readonly ordered: boolean;
  readonly duplicates: number;
}

export type QueueListener = (queue: Queue) => void;

/** Remembered URLs; beyond it they are all forgotten, which costs one more look-up each. */
const REMEMBERED_URLS = 20_000;
const NAME = /^[A-Za-z0-9_-]{1,80}$/;
const FIFO_NAME = /^[A-Za-z0-9_-]{1,75}\.fifo$/;

/** All queues of all accounts and regions, and how they are found. */
export class QueueRegistry {
  readonly homeRegion: string;
  readonly #options: QueueRegistryOptions;
  readonly #byArn = new Map<string, Queue>();
  /** Region of the request, then URL: what every call pays for must not parse. */
  readonly #byUrl = new Map<string, Map<string, Queue>>();
  /** By scope; made when asked for, forgotten when queues come or go. */
  readonly #sorted = new Map<string, readonly Queue[]>();
  readonly #deletedAt = new Map<string, number>();
  /** Source queues by the ARN of their dead-letter queue. */
  readonly #sources = new Map<string, Set<Queue>>();
  readonly #created = new Set<QueueListener>();
  readonly #deleted = new Set<QueueListener>();

  constructor(options: QueueRegistryOptions) {
    this.homeRegion = options.homeRegion;
    this.#options = options;
  }

  /**
   * Creates a queue, or gives the one that exists when `attributes` say nothing else than what it has.
   *
   * @throws {AwsError} `QueueNameExists`, `QueueDeletedRecently`, and what an invalid name or attribute is answered with
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
   */
  create(
    scope: Scope,
    name: string,
    options: {
      readonly attributes: Readonly<Record<string, string>>;
      readonly tags?: Readonly<Record<string, string>> | undefined;
      readonly causeId?: FactId | undefined;
    },
  ): Queue {
    const { attributes, tags, causeId } = options;
    checkQueueName(name, asksForFifo(attributes));
    const settings = newSettings(attributes);
    const arn = formatArn("sqs", scope, name);
    const existing = this.#byArn.get(arn);
    if (existing !== undefined) {
      const different = differingAttribute(existing.settings, attributes);
      if (different !== undefined) throw queueNameExists(different);
      return existing;
    }
    this.#refuseRecentlyDeleted(arn);
    this.#checkRedrive({ arn, isFifo: settings.isFifo }, settings, attributes["RedrivePolicy"]);
    const { clock, journal, random, ordered, duplicates } = this.#options;
    const queueByArn = (other: string): Queue | undefined => this.#byArn.get(other);
    const parts = { clock, journal, ordered, duplicates, queueByArn, random: random.fork(arn) };
    const queue = new Queue(name, scope, settings, parts);
    for (const [key, value] of Object.entries(tags ?? {})) queue.tags.set(key, value);
    this.#byArn.set(arn, queue);
    this.#forgetLookups();
    this.#linkSource(queue, undefined);
    journal.record({ kind: "sqs.queueCreated", queueArn: arn }, causeId);
    for (const listener of this.#created) listener(queue);
    return queue;
  }

  /** Sets attributes; nothing changes when one of them is invalid. */
  setAttributes(queue: Queue, attributes: Readonly<Record<string, string>>, causeId?: FactId): void {
    const settings = changeSettings(queue.settings, attributes);
    this.#checkRedrive(queue, settings, attributes["RedrivePolicy"]);
    const oldTarget = queue.settings.redrivePolicy?.deadLetterTargetArn;
    queue.change(settings);
    this.#linkSource(queue, oldTarget);
    const names = Object.keys(attributes);
    const delay = "DelaySeconds" in attributes ? { delaySeconds: settings.delaySeconds } : {};
    const fact = { queueArn: queue.arn, attributes: names, ...delay };
    this.#options.journal.record({ kind: "sqs.queueAttributesSet", ...fact }, causeId);
  }

  /** Sets or removes the policy document that permissions are written in. */
  setPolicy(queue: Queue, policy: string | undefined, causeId?: FactId): void {
    this.setAttributes(queue, { Policy: policy ?? "" }, causeId);
  }

  delete(queue: Queue, causeId?: FactId): void {
    const { available, inFlight, delayed } = queue.counts;
    this.#byArn.delete(queue.arn);
    this.#forgetLookups();
    this.#deletedAt.set(queue.arn, this.#options.clock.now());
    const target = queue.settings.redrivePolicy?.deadLetterTargetArn;
    if (target !== undefined) this.#sources.get(target)?.delete(queue);
    queue.close();
    const messages = available + inFlight + delayed;
    this.#options.journal.record({ kind: "sqs.queueDeleted", queueArn: queue.arn, messages }, causeId);
    for (const listener of this.#deleted) listener(queue);
  }

  byArn(arn: string): Queue | undefined {
    return this.#byArn.get(arn);
  }

  byName(scope: Scope, name: string): Queue | undefined {
    return this.#byArn.get(formatArn("sqs", scope, name));
  }

  /** Queues of one account and region by name. */
  sorted(scope: Scope): readonly Queue[] {
    const key = formatArn("sqs", scope, "");
    let sorted = this.#sorted.get(key);
    if (sorted === undefined) {
      const { region, accountId } = scope;
      const isInScope = ({ scope: other }: Queue): boolean => other.region === region && other.accountId === accountId;
      sorted = [...this.#byArn.values()].filter(isInScope).toSorted(byName);
      this.#sorted.set(key, sorted);
    }
    return sorted;
  }

  all(): Iterable<Queue> {
    return this.#byArn.values();
  }

  /** Queues that have `arn` as their dead-letter queue. */
  sourcesOf(arn: string): Iterable<Queue> {
    return this.#sources.get(arn) ?? [];
  }

  /**
   * The queue that a request means: by its `QueueUrl`, else (Query protocol) by its own path. The region is the URL's, else the
   * request's, else home.
   *
   * @throws {AwsError} `QueueDoesNotExist`
   */
  ofRequest(url: string | undefined, context: RequestContext): Queue {
    const text = url ?? (context.path === "/" ? undefined : context.path);
    if (text === undefined || text === "") throw missingParameter("QueueUrl");
    let remembered = this.#byUrl.get(context.region);
    const known = remembered?.get(text);
    if (known !== undefined) return known;
    const queue = this.#find(text, context);
    if (queue === undefined) throw queueDoesNotExist(context.protocol);
    if (remembered === undefined || remembered.size >= REMEMBERED_URLS) {
      remembered = new Map();
      this.#byUrl.set(context.region, remembered);
    }
    // A bare name means another queue for another account.
    if (text.includes("/")) remembered.set(text, queue);
    return queue;
  }

  urlOf(queue: Queue, endpoint: string): string {
    return queueUrl(endpoint, queue.scope, queue.name, this.homeRegion);
  }

  onCreated(listener: QueueListener): () => void {
    return subscribe(this.#created, listener);
  }

  onDeleted(listener: QueueListener): () => void {
    return subscribe(this.#deleted, listener);
  }

  #forgetLookups(): void {
    this.#byUrl.clear();
    this.#sorted.clear();
  }

  #find(url: string, context: RequestContext): Queue | undefined {
    const address = parseQueueUrl(url);
    if (address === undefined) return undefined;
    const accountId = address.accountId ?? context.accountId;
    const regions = address.region === undefined ? [context.region, this.homeRegion] : [address.region];
    for (const region of regions) {
      const queue = this.byName({ region, accountId }, address.name);
      if (queue !== undefined) return queue;
    }
    return undefined;
  }

  #refuseRecentlyDeleted(arn: string): void {
    const deletedAt = this.#deletedAt.get(arn);
    if (deletedAt === undefined) return;
    if (this.#options.clock.now() - deletedAt < RECENTLY_DELETED_MS) throw queueDeletedRecently();
    this.#deletedAt.delete(arn);
  }

  /** @param text the policy as it was given, which AWS repeats when it refuses it */
  #checkRedrive(source: RedriveParty, settings: QueueSettings, text: string | undefined): void {
    const policy = settings.redrivePolicy;
    if (policy === undefined || text === undefined) return;
    const target = this.#byArn.get(policy.deadLetterTargetArn);
    checkDeadLetterTarget(
      source,
      { ...policy, text },
      target && { isFifo: target.isFifo, redriveAllowPolicy: target.settings.redriveAllowPolicy },
    );
  }

  #linkSource(queue: Queue, oldTarget: string | undefined): void {
    const target = queue.settings.redrivePolicy?.deadLetterTargetArn;
    if (target === oldTarget) return;
    if (oldTarget !== undefined) this.#sources.get(oldTarget)?.delete(queue);
    if (target === undefined) return;
    const sources = this.#sources.get(target) ?? new Set();
    this.#sources.set(target, sources.add(queue));
  }
}

/** Code point order, as `pageOf` compares. */
export function byName(a: Queue, b: Queue): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}

/** Sentences as AWS clients report them; no recording of ours has them. */
function checkQueueName(name: string, isFifo: boolean): void {
  if (name === "") throw invalidParameterValue("Queue name cannot be empty");
  if (isFifo && name.endsWith(".fifo") && FIFO_NAME.test(name)) return;
  if (isFifo) {
    throw invalidParameterValue(
      "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.",
    );
  }
  if (!NAME.test(name)) {
    throw invalidParameterValue("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
  }
}

function subscribe(listeners: Set<QueueListener>, listener: QueueListener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
