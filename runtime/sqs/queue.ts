import type { Scope } from "../core/arn.ts";
import { formatArn } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import type { FactId, Journal } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import {
  messageNotAvailableForVisibilityChange,
  purgeQueueInProgress,
  queueDoesNotExist,
  receiptHandleExpired,
  receiptHandleIsInvalid,
  tooManyInFlight,
} from "./errors.ts";
import { IN_FLIGHT_MESSAGES, PURGE_INTERVAL_MS } from "./limits.ts";
import { contentOf, type SentMessage, sentMessage } from "./message-content.ts";
import { checkDraft, type MessageDraft } from "./message-draft.ts";
import { MessageStates } from "./message-states.ts";
import type { Arrival, MessageContent, MessageHistory, MessageId } from "./message.ts";
import { Message, NO_HISTORY } from "./message.ts";
import { QueueFacts } from "./queue-facts.ts";
import type { QueueSettings } from "./queue-settings.ts";
import { queueTypeOf } from "./queue-type.ts";
import { ReceiveAttempts } from "./receive-attempts.ts";
import { ReceiptHandles } from "./receipt-handle.ts";
import { type InFlightReceive, ReceivedMessage, type ReceiveRequest } from "./received-message.ts";
import type { Sending } from "./sending.ts";
import { hiddenUntil } from "./visibility.ts";
import { Waiters } from "./waiters.ts";

/** What a queue is given from outside. */
export interface QueueParts {
  readonly clock: Clock;
  readonly journal: Journal;
  /** This queue's own stream. */
  readonly random: Random;
  /** Plain order instead of a standard queue's best-effort order. */
  readonly ordered: boolean;
  /** The share of a standard queue's receives, 0 to 1, after which the message can be received once more at once. */
  readonly duplicates: number;
  /** The queue that a redrive policy names, when it exists. */
  readonly queueByArn: (arn: string) => Queue | undefined;
}

/**
 * An SQS queue of either type. Knows no protocol: every door (SDK call, batch entry, delivery, event source mapping) uses these
 * methods, which hold the rules and record what happens.
 */
export class Queue {
  readonly arn: string;
  readonly name: string;
  readonly scope: Scope;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly isFifo: boolean;
  readonly tags = new Map<string, string>();
  /** Lower it to meet `OverLimit` in a test. */
  inFlightLimit = IN_FLIGHT_MESSAGES;
  /** Whom to tell of every message that comes into the queue, once it is in it: tests look at bodies. */
  readonly arrivals: { onArrival: ((message: Message) => void) | undefined };
  readonly #parts: QueueParts;
  readonly #handles: ReceiptHandles;
  readonly #states: MessageStates;
  readonly #waiters: Waiters<ReceiveRequest, ReceivedMessage[]>;
  readonly #attempts = new ReceiveAttempts();
  readonly #sending: Sending;
  readonly #facts: QueueFacts;
  #settings: QueueSettings;
  #modifiedAt: number;
  #purgedAt = Number.NEGATIVE_INFINITY;
  #nextSequence = 0;
  #deleted = false;

  constructor(name: string, scope: Scope, settings: QueueSettings, parts: QueueParts) {
    this.name = name;
    this.scope = scope;
    this.arn = formatArn("sqs", scope, name);
    this.isFifo = settings.isFifo;
    this.createdAt = parts.clock.now();
    this.#modifiedAt = this.createdAt;
    this.#settings = settings;
    this.#parts = parts;
    this.#handles = new ReceiptHandles(parts.random);
    this.#waiters = new Waiters(parts.clock, (): ReceivedMessage[] => []);
    const { sending, makeBacklog } = queueTypeOf(settings, parts.random, parts.ordered);
    this.#sending = sending;
    this.#states = new MessageStates(parts.clock, makeBacklog, () => this.#advance(this.#parts.clock.now()));
    this.#facts = new QueueFacts(parts.journal, this.arn, settings.isFifo);
    this.arrivals = this.#states;
  }

  get settings(): QueueSettings {
    return this.#settings;
  }

  get visibilityTimeoutSeconds(): number {
    return this.#settings.visibilityTimeoutSeconds;
  }

  /** Epoch milliseconds of the last change of an attribute. */
  get modifiedAt(): number {
    return this.#modifiedAt;
  }

  /** Exact, at this moment. */
  get counts(): { readonly available: number; readonly inFlight: number; readonly delayed: number } {
    this.#advance(this.#parts.clock.now());
    const { available, inFlight, delayed } = this.#states.counts;
    return { available, inFlight, delayed };
  }

  /**
   * Puts a message into the queue; a FIFO queue answers a duplicate with the first one's ids and keeps one.
   *
   * @throws {AwsError} when AWS would refuse it for this queue
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
   */
  send(draft: MessageDraft): SentMessage {
    this.#mustExist();
    const bodyBytes = checkDraft(draft, this.#settings);
    const now = this.#parts.clock.now();
    const numbered = this.#sending.number(draft, this.#settings, now);
    const content = contentOf(draft, numbered);
    if (!numbered.isRepeat) {
      this.#advance(now);
      const { delaySeconds } = this.#settings;
      // A FIFO queue has one delay for all: a message's own can only be 0, which means the queue's.
      const delayMs = (this.isFifo ? delaySeconds : (draft.delaySeconds ?? delaySeconds)) * 1000;
      this.#arrive(content, { now, delayMs, bodyBytes, causeId: draft.causeId });
    } else this.#facts.deduplicated(content.id, content.deduplicationId ?? "", draft.causeId);
    return sentMessage(content, draft);
  }

  /**
   * Puts a message into the queue that its receiver has already, so that nobody else gets it before its visibility timeout has ended: one
   * that is received once more. It is a new message, whatever was sent before, and does not close its group.
   *
   * @throws {AwsError} when AWS would refuse it for this queue
   */
  sendInFlight(draft: MessageDraft, receive: InFlightReceive): ReceivedMessage {
    const { receiver, receiveCount, visibilityTimeoutSeconds } = receive;
    this.#mustExist();
    const bodyBytes = checkDraft(draft, this.#settings);
    const now = this.#parts.clock.now();
    const content = contentOf(draft, this.#sending.renumber(draft.deduplicationId));
    const factId = this.#facts.sent(content, { bodyBytes, availableAt: now }, draft.causeId, now);
    const history = { ...NO_HISTORY, receiveCount: receiveCount - 1 };
    const message = new Message(content, { sequence: this.#nextSequence++, sentAt: now, factId }, history);
    message.receivesHere = history.receiveCount;
    const until = now + visibilityTimeoutSeconds * 1000;
    this.#states.add(message, until);
    return this.#deliver(message, { now, until, receiver });
  }

  /**
   * Takes available messages into flight: at once when there are any (or `waitMs` is 0), else a promise that resolves as soon as
   * one arrives, or with none when the time is over or the signal aborts.
   *
   * @throws {AwsError} `OverLimit` on a standard queue with too many messages in flight, when not waiting
   */
  receive(request: ReceiveRequest): ReceivedMessage[] | Promise<ReceivedMessage[]> {
    this.#mustExist();
    const waitMs = request.waitMs ?? 0;
    this.#advance(this.#parts.clock.now());
    // Only a short poll of a standard queue is told; the others get nothing.
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
    if (this.#states.counts.inFlight >= this.inFlightLimit && !this.isFifo && waitMs === 0) {
      throw tooManyInFlight(this.inFlightLimit);
    }
    const received = this.#repeat(request) ?? this.#take(request);
    if (received.length > 0 || waitMs === 0) return received;
    return this.#waiters.wait(request, waitMs, request.signal);
  }

  /**
   * Deletes the message that the handle names; a second time does nothing. On a standard queue a handle whose visibility timeout
   * has ended still deletes (recorded), on a FIFO queue it does not.
   *
   * @throws {AwsError} `ReceiptHandleIsInvalid` when this queue never made the handle, `InvalidParameterValue` when it expired
   */
  delete(handle: string, { by, causeId }: { readonly by: string; readonly causeId?: FactId | undefined }): void {
    const message = this.#find(handle);
    if (message === undefined) return;
    this.#states.remove(message);
    this.#facts.deleted(message, by, causeId, this.#parts.clock.now());
    this.#wakeIfNeeded();
  }

  /**
   * Hides a message again, counting from now; does not add to what was left.
   *
   * @param visibilityTimeoutSeconds 0 to 43 200; 0 makes it available at once
   * @throws {AwsError} `InvalidParameterValue` when the message is gone or would be hidden for more than 12 hours in all
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
   */
  changeVisibility(handle: string, visibilityTimeoutSeconds: number): void {
    const message = this.#find(handle);
    if (message === undefined) throw messageNotAvailableForVisibilityChange(handle);
    const now = this.#parts.clock.now();
    const until = hiddenUntil(now, message.lastReceivedAt, visibilityTimeoutSeconds);
    if (visibilityTimeoutSeconds > 0) this.#hide(message, until);
    else if (message.state.kind === "inFlight") this.#giveBack(message, now);
  }

  /** Of the message that a receipt handle of this queue names, also one that has expired; `undefined` when it is gone. */
  messageIdOf(handle: string): MessageId | undefined {
    return this.#states.received(this.#handles.decode(handle)?.sequence ?? -1)?.content.id;
  }

  /** @throws {AwsError} `PurgeQueueInProgress` within 60 seconds of the last purge */
  purge(causeId?: FactId): void {
    const now = this.#parts.clock.now();
    if (now - this.#purgedAt < PURGE_INTERVAL_MS) throw purgeQueueInProgress(this.name);
    this.#purgedAt = now;
    const { available, inFlight, delayed } = this.counts;
    this.#states.clear();
    this.#sending.forget();
    this.#attempts.forget();
    this.#facts.purged(available + inFlight + delayed, causeId);
  }

  /** Takes effect at once; AWS may need up to 60 seconds. */
  change(settings: QueueSettings): void {
    const { delaySeconds } = this.#settings;
    this.#settings = settings;
    this.#modifiedAt = this.#parts.clock.now();
    // Retroactive for FIFO queues only. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html
    if (this.isFifo && settings.delaySeconds !== delaySeconds) {
      this.#states.redelay((message) => message.sentAt + settings.delaySeconds * 1000);
    }
  }

  /** Ends all waits and leaves nothing on the clock. */
  stop(): void {
    this.#states.clear();
    this.#waiters.dismiss();
  }

  /** The queue was deleted: those who wait get nothing, later calls `QueueDoesNotExist`. */
  close(): void {
    this.#deleted = true;
    this.stop();
  }

  /**
   * Sends the first available message to the queue that `destinationOf` chooses, as a new message with its own id and time.
   *
   * @returns whether there was one
   * @throws what `destinationOf` throws; the message then stays
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
   */
  redriveOne(destinationOf: (message: Message) => Queue): boolean {
    this.#advance(this.#parts.clock.now());
    const message = this.#states.first();
    if (message === undefined) return false;
    const destination = destinationOf(message);
    this.#states.remove(message);
    const newMessageId = destination.#acceptRedriven(message);
    this.#facts.redriven(message, destination.arn, newMessageId);
    return true;
  }

  #acceptRedriven({ content, arrivalFactId }: Message): MessageId {
    const { messageId, sequenceNumber } = this.#sending.renumber(content.deduplicationId);
    const bodyBytes = Buffer.byteLength(content.body);
    const arrival = { now: this.#parts.clock.now(), delayMs: 0, bodyBytes, causeId: arrivalFactId };
    this.#arrive({ ...content, id: messageId, sequenceNumber }, arrival);
    return messageId;
  }

  /** A message that another queue gave up on. It keeps its id, and on a standard queue its age. */
  #acceptDeadLetter(content: MessageContent, sentAt: number, history: MessageHistory, factId: FactId): void {
    const now = this.#parts.clock.now();
    const arrival = { sequence: this.#nextSequence++, sentAt: this.isFifo ? now : sentAt, factId };
    this.#states.add(new Message(content, arrival, history), undefined);
    this.#advance(now);
    this.#wakeIfNeeded();
  }

  #mustExist(): void {
    if (this.#deleted) throw queueDoesNotExist();
  }

  #arrive(content: MessageContent, { now, delayMs, bodyBytes, causeId }: Arrival): void {
    const availableAt = now + delayMs;
    const factId = this.#facts.sent(content, { bodyBytes, availableAt }, causeId, now);
    const place = { sequence: this.#nextSequence++, sentAt: now, factId };
    this.#states.add(new Message(content, place, NO_HISTORY), delayMs > 0 ? availableAt : undefined);
    this.#wakeIfNeeded();
  }

  #take(request: ReceiveRequest): ReceivedMessage[] {
    const { counts } = this.#states;
    const max = Math.min(request.max, this.inFlightLimit - counts.inFlight);
    if (counts.available === 0 || max <= 0) return [];
    const now = this.#parts.clock.now();
    const visibilityTimeout = request.visibilityTimeoutSeconds ?? this.#settings.visibilityTimeoutSeconds;
    const until = now + visibilityTimeout * 1000;
    const received: ReceivedMessage[] = [];
    const taken: Message[] = [];
    this.#states.take(max, (message) => {
      if (this.#isDeadLetter(message)) return false;
      received.push(this.#deliver(message, { now, until, receiver: request.receiver }));
      taken.push(message);
      return true;
    });
    if (this.isFifo && request.attemptId !== undefined)
      this.#attempts.remember(request.attemptId, taken, received, now);
    // Only now: a message given back at once could be taken twice by the same receive.
    for (const message of taken) if (visibilityTimeout === 0 || this.#isDuplicated()) this.#giveBack(message, now);
    return received;
  }

  /** At least once: now and then AWS delivers what somebody already has. */
  #isDuplicated(): boolean {
    const { duplicates, random } = this.#parts;
    return duplicates > 0 && !this.isFifo && random.float() < duplicates;
  }

  #repeat({ attemptId, visibilityTimeoutSeconds }: ReceiveRequest): ReceivedMessage[] | undefined {
    if (!this.isFifo || attemptId === undefined) return undefined;
    const now = this.#parts.clock.now();
    const until = now + (visibilityTimeoutSeconds ?? this.#settings.visibilityTimeoutSeconds) * 1000;
    return this.#attempts.repeat(attemptId, now, (message) => this.#hide(message, until));
  }

  #deliver(
    message: Message,
    receive: { readonly now: number; readonly until: number; readonly receiver: string },
  ): ReceivedMessage {
    const { now, until, receiver } = receive;
    message.receiveCount += 1;
    message.receivesHere += 1;
    message.firstReceivedAt ??= now;
    message.lastReceivedAt = now;
    this.#states.putInFlight(message, until, until > now);
    const maxReceiveCount = this.#settings.redrivePolicy?.maxReceiveCount;
    const factId = this.#facts.received(message, { invisibleUntil: until, receiver, maxReceiveCount });
    message.lastReceiveFactId = factId;
    return new ReceivedMessage(message, this.#handles.encode(message.sequence, message.receivesHere), factId);
  }

  /** Whether it was received too often, and is in the dead-letter queue now; one whose target is missing stays. */
  #isDeadLetter(message: Message): boolean {
    const policy = this.#settings.redrivePolicy;
    if (policy === undefined || message.receivesHere < policy.maxReceiveCount) return false;
    const target = this.#parts.queueByArn(policy.deadLetterTargetArn);
    if (target === undefined) return false;
    const { receiveCount, firstReceivedAt, content } = message;
    this.#states.remove(message);
    const factId = this.#facts.deadLettered(message, target.arn, policy.maxReceiveCount);
    const history = { receiveCount, firstReceivedAt, deadLetterSourceArn: this.arn };
    target.#acceptDeadLetter(content, message.sentAt, history, factId);
    return true;
  }

  #hide(message: Message, until: number): void {
    this.#states.putInFlight(message, until);
    this.#facts.visibilityChanged(message, until);
  }

  #giveBack(message: Message, now: number): void {
    this.#states.makeAvailable(message);
    this.#facts.returned(message, now);
    this.#wakeIfNeeded();
  }

  /** The message a handle names, when it is still here. */
  #find(handle: string): Message | undefined {
    this.#mustExist();
    const receipt = this.#handles.decode(handle);
    if (receipt === undefined) throw receiptHandleIsInvalid(handle);
    this.#advance(this.#parts.clock.now());
    const message = this.#states.received(receipt.sequence);
    if (message === undefined || !this.isFifo) return message;
    const isCurrent = message.state.kind === "inFlight" && message.receivesHere === receipt.receive;
    if (!isCurrent) throw receiptHandleExpired(handle);
    return message;
  }

  #advance(now: number): void {
    this.#states.advance(now, this.#settings.messageRetentionSeconds * 1000, this.#facts);
    this.#wakeIfNeeded();
  }

  /** Serves long polls after the current step, so that all messages of one batch reach the same one. */
  #wakeIfNeeded(): void {
    if (this.#waiters.size === 0 || this.#states.counts.available === 0) return;
    this.#waiters.serveSoon((request) => {
      const received = this.#take(request);
      return received.length > 0 ? received : undefined;
    });
  }
}
