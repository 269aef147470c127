import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { createSqsService, type Queue, type ReceivedMessage } from "../../../runtime/sqs/index.ts";

/** Where the model believes a message to be. */
type Place =
  | { readonly kind: "delayed" | "inFlight"; readonly until: number; readonly queue: string }
  | { readonly kind: "available"; readonly queue: string }
  | { readonly kind: "deleted" }
  | { readonly kind: "expired" };

export interface ModelMessage {
  readonly id: string;
  readonly groupId: string | undefined;
  readonly sentAt: number;
  place: Place;
  receivesHere: number;
}

const SCOPE = { region: "us-east-1", accountId: "000000000000" };
export const MAX_RECEIVES = 3;
const VISIBILITY_SECONDS = 30;
const RETENTION_SECONDS = 600;

/** By default fast-check prefers short lists, in which nothing comes back to a queue. */
export const LONG = { minLength: 10, maxLength: 80, size: "max" } as const;

/**
 * A queue with a dead-letter queue beside a model so small that it is right by reading: every message has one place, time moves
 * it, and only what the real queues say (received, moved) is copied, after it was checked against the place before.
 */
export class Lab {
  readonly clock = new VirtualClock();
  readonly journal = new Journal(this.clock);
  readonly messages = new Map<string, ModelMessage>();
  readonly handles: {
    readonly queue: Queue;
    readonly handle: string;
    readonly id: string;
    readonly receive: number;
  }[] = [];
  readonly source: Queue;
  readonly deadLetters: Queue;

  constructor(options: { readonly fifo: boolean; readonly seed: number }) {
    const { clock, journal } = this;
    const random = seededRandom(String(options.seed));
    const sqs = createSqsService({ clock, journal, random, homeRegion: SCOPE.region });
    const suffix = options.fifo ? ".fifo" : "";
    const common = {
      MessageRetentionPeriod: String(RETENTION_SECONDS),
      VisibilityTimeout: String(VISIBILITY_SECONDS),
      ...(options.fifo ? { FifoQueue: "true" } : undefined),
    };
    this.deadLetters = sqs.createQueue(SCOPE, `dead-letters${suffix}`, common);
    const policy = { deadLetterTargetArn: this.deadLetters.arn, maxReceiveCount: MAX_RECEIVES };
    this.source = sqs.createQueue(SCOPE, `source${suffix}`, { ...common, RedrivePolicy: JSON.stringify(policy) });
    journal.subscribe((entry) => {
      if (entry.kind === "sqs.messageMovedToDeadLetterQueue") this.#moved(entry.messageId);
    });
  }

  send(draft: { readonly delaySeconds?: number; readonly groupId?: string; readonly deduplicationId?: string }): void {
    const now = this.clock.now();
    const { messageId } = this.source.send({ body: "work", ...draft });
    if (this.messages.has(messageId)) return;
    const until = now + (draft.delaySeconds ?? 0) * 1000;
    const queue = this.source.arn;
    this.messages.set(messageId, {
      id: messageId,
      groupId: draft.groupId,
      sentAt: now,
      place: until > now ? { kind: "delayed", until, queue } : { kind: "available", queue },
      receivesHere: 0,
    });
  }

  /** @returns what came, after checking that the model allows it */
  receive(queue: Queue, max: number, visibilityTimeoutSeconds: number | undefined): ModelMessage[] {
    this.settle();
    const received = queue.receive({ max, visibilityTimeoutSeconds, receiver: "property" }) as ReceivedMessage[];
    const until = this.clock.now() + (visibilityTimeoutSeconds ?? VISIBILITY_SECONDS) * 1000;
    const messages = received.map(({ messageId, receiptHandle }) => {
      const message = this.known(messageId);
      if (message.place.kind !== "available" || message.place.queue !== queue.arn) {
        throw new Error(`received ${messageId} while it was ${JSON.stringify(message.place)}`);
      }
      message.receivesHere += 1;
      message.place = { kind: "inFlight", until, queue: queue.arn };
      this.handles.push({ queue, handle: receiptHandle, id: messageId, receive: message.receivesHere });
      return message;
    });
    this.settle();
    return messages;
  }

  known(id: string): ModelMessage {
    const message = this.messages.get(id);
    if (message === undefined) throw new Error(`${id} was never sent`);
    return message;
  }

  /** Lets the model's time pass: what is due comes back, what is too old is gone. */
  settle(): void {
    const now = this.clock.now();
    for (const message of this.messages.values()) {
      const { place } = message;
      const isHere = place.kind !== "deleted" && place.kind !== "expired";
      if (isHere && message.sentAt + RETENTION_SECONDS * 1000 <= now) message.place = { kind: "expired" };
      else if ((place.kind === "delayed" || place.kind === "inFlight") && place.until <= now) {
        message.place = { kind: "available", queue: place.queue };
      }
    }
  }

  /** The queues' own counts, which must be the model's. */
  counts(queue: Queue): { readonly real: unknown; readonly model: unknown } {
    this.settle();
    const count = (kind: Place["kind"]): number =>
      [...this.messages.values()].filter(
        ({ place }) => place.kind === kind && "queue" in place && place.queue === queue.arn,
      ).length;
    const model = { available: count("available"), inFlight: count("inFlight"), delayed: count("delayed") };
    return { real: queue.counts, model };
  }

  #moved(id: string): void {
    const message = this.known(id);
    const isRight = message.place.kind === "available" && message.place.queue === this.source.arn;
    if (!isRight || message.receivesHere < MAX_RECEIVES) {
      throw new Error(`moved ${id} after ${message.receivesHere} receives from ${JSON.stringify(message.place)}`);
    }
    message.place = { kind: "available", queue: this.deadLetters.arn };
    message.receivesHere = 0;
  }
}
