import type { JournalEntry } from "../../runtime/core/journal.ts";
import { eventNameOf, type ObjectChange, objectReason, publishedReason } from "./delivery-reason.ts";
import { byKind, type ByKind, type EntryOf, FactIndex, isOfKind } from "./fact-index.ts";
import { livesOf, type MessageLife } from "./message-lives.ts";
import { type Known, messageReason } from "./message-reason.ts";
import { nameOf } from "./names.ts";
import { type Reason, reason } from "./reasons.ts";
import { answeredReason, eventReason, invocationReason, refusedReason } from "./request-reason.ts";
import type { World } from "./world.ts";

/** What has a reason: something that was sent, published, stored, queued, invoked or asked. */
export interface Subject {
  readonly kind: "message" | "published" | "object" | "event" | "invocation" | "request";
  /** A message's or a request's id, or `bucket/key`. */
  readonly id: string;
  /** `message 1f0c… in orders` */
  readonly title: string;
  readonly reason: Reason;
  /** The fact with which it began, as far as the journal still has it. */
  readonly entry: JournalEntry;
}

/** All that can be asked about the journal's facts and how things are now. */
export class Explanations {
  readonly index: FactIndex;
  readonly world: World;
  readonly lives: ReadonlyMap<string, MessageLife>;
  readonly #known: Known;
  readonly #byRequest = new Map<string, JournalEntry[]>();
  readonly #begins: ByKind<Subject | undefined> = {
    "sqs.messageSent": ({ messageId }) => this.#message(messageId),
    "sns.messagePublished": (entry) => this.#published(entry),
    "s3.objectCreated": (entry) => this.#objectChange(entry),
    "s3.objectRemoved": (entry) => this.#objectChange(entry),
    "sqs.messageDeduplicated": deduplicated,
    "sns.messageDeduplicated": deduplicated,
    "lambda.asyncInvocationQueued": ({ requestId }) => this.#exact(requestId),
    "lambda.invocationStarted": ({ requestId }) => this.#exact(requestId),
    "lambda.invocationEnded": ({ requestId }) => this.#exact(requestId),
    "http.answered": ({ requestId }) => this.#exact(requestId),
    "replay.started": ({ id }) => {
      const [first] = this.index.effectsOf(id);
      return first && this.subjectOf(first);
    },
    "http.refused": (entry) => {
      const title = `${entry.method} ${entry.path}`;
      return { kind: "request", id: "", title, reason: refusedReason(entry), entry };
    },
  };

  /** @param entries oldest first */
  constructor(entries: readonly JournalEntry[], world: World) {
    this.index = new FactIndex(entries);
    this.world = world;
    this.lives = livesOf(entries, world.now);
    this.#known = { index: this.index, lives: this.lives, world };
    for (const entry of entries) {
      if (!("requestId" in entry) || entry.requestId === undefined) continue;
      const facts = this.#byRequest.get(entry.requestId);
      if (facts === undefined) this.#byRequest.set(entry.requestId, [entry]);
      else facts.push(entry);
    }
  }

  /**
   * Exactly one reason for everything that the journal knows; `undefined` for what it does not, or no longer.
   *
   * @param id as `find`
   */
  reasonOf(id: string): Reason | undefined {
    return this.find(id)?.reason;
  }

  /** @param id a message's or a request's id, a beginning of one, `bucket/key`, or `last` for the newest request from outside */
  find(id: string): Subject | undefined {
    if (id === "last") return this.newest();
    return this.#exact(id) ?? this.#object(id) ?? this.#byBeginning(id);
  }

  /** The newest send, publish, put or invocation that no handler and no service made. */
  newest(): Subject | undefined {
    for (let place = this.index.entries.length - 1; place >= 0; place--) {
      const entry = this.index.entries[place];
      if (entry === undefined || entry.causeId !== undefined) continue;
      const subject = this.subjectOf(entry);
      if (subject !== undefined) return subject;
    }
    return undefined;
  }

  /** What begins with a fact; `undefined` for facts with which nothing begins. */
  subjectOf(entry: JournalEntry): Subject | undefined {
    return byKind(this.#begins, entry);
  }

  #exact(id: string): Subject | undefined {
    return this.#message(id) ?? this.#publishedById(id) ?? this.#request(id);
  }

  #message(messageId: string): Subject | undefined {
    const life = this.lives.get(messageId);
    if (life === undefined) return undefined;
    const title = `message ${messageId} in ${nameOf(life.queueArn)}`;
    return { kind: "message", id: messageId, title, reason: messageReason(life, this.#known), entry: life.first };
  }

  #publishedById(messageId: string): Subject | undefined {
    const entry = this.index.published(messageId);
    return entry && this.#published(entry);
  }

  #published(entry: EntryOf<"sns.messagePublished">): Subject {
    const { messageId: id, target } = entry;
    const title = `message ${id} published to ${nameOf(target)}`;
    return { kind: "published", id, title, reason: publishedReason(entry, this.index), entry };
  }

  #object(id: string): Subject | undefined {
    const name = id.replace(/^s3:\/\//, "");
    const entry = this.index.entries.findLast(
      (one): one is ObjectChange =>
        (one.kind === "s3.objectCreated" || one.kind === "s3.objectRemoved") && `${one.bucketName}/${one.key}` === name,
    );
    return entry && this.#objectChange(entry);
  }

  #objectChange(entry: ObjectChange): Subject {
    const id = `${entry.bucketName}/${entry.key}`;
    const title = `${id} (${eventNameOf(entry)})`;
    return { kind: "object", id, title, reason: objectReason(entry, this.index), entry };
  }

  #request(id: string): Subject | undefined {
    const facts = this.#byRequest.get(id);
    const [entry] = facts ?? [];
    if (facts === undefined || entry === undefined) return undefined;
    const queued = facts.find((one) => isOfKind(one, "lambda.asyncInvocationQueued"));
    if (queued !== undefined) {
      const title = `event ${id} for ${queued.functionName}`;
      return { kind: "event", id, title, reason: eventReason(queued, facts), entry: queued };
    }
    const invoked = facts.find(
      (one) => isOfKind(one, "lambda.invocationStarted") || isOfKind(one, "lambda.invocationEnded"),
    );
    if (invoked !== undefined && "functionName" in invoked) {
      const title = `invocation ${id} of ${invoked.functionName}`;
      return { kind: "invocation", id, title, reason: invocationReason(facts), entry: invoked };
    }
    if (!isOfKind(entry, "http.answered")) return undefined;
    const title = `request ${id}: ${entry.service} ${entry.operation}`;
    return { kind: "request", id, title, reason: answeredReason(entry), entry };
  }

  /** Of all ids the only one that begins so: `dev` shows eight digits of them. */
  #byBeginning(beginning: string): Subject | undefined {
    if (beginning.length < SHORTEST_BEGINNING) return undefined;
    const ids = new Set(
      [...this.lives.keys(), ...this.index.publishedIds(), ...this.#byRequest.keys()].filter((id) =>
        id.startsWith(beginning),
      ),
    );
    const [id] = ids;
    return ids.size === 1 && id !== undefined ? this.#exact(id) : undefined;
  }
}

const SHORTEST_BEGINNING = 4;

function deduplicated(entry: EntryOf<"sqs.messageDeduplicated"> | EntryOf<"sns.messageDeduplicated">): Subject {
  const { messageId, messageDeduplicationId: deduplicationId } = entry;
  if (entry.kind === "sns.messageDeduplicated") {
    const topic = nameOf(entry.topicArn);
    return {
      kind: "published",
      id: messageId,
      title: `what was published to ${topic}`,
      reason: reason("published.deduplicated", { topic, messageId, deduplicationId }),
      entry,
    };
  }
  const queue = nameOf(entry.queueArn);
  return {
    kind: "message",
    id: messageId,
    title: `what was sent to ${queue}`,
    reason: reason("message.deduplicated", { queue, messageId, deduplicationId }),
    entry,
  };
}
