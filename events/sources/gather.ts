import type { Clock } from "../../runtime/core/clock.ts";
import type { Journal } from "../../runtime/core/journal.ts";
import { Batch, type ClosedBy } from "../batch.ts";
import { describeFailure, queueDoesNotExist } from "../errors.ts";
import { type CompiledMapping, receiveVisibilitySeconds } from "../event-source-mapping.ts";
import type { PollBudget } from "./poll-budget.ts";
import type { QueueMessage, QueueSource } from "./queue-source.ts";

export interface GathererDependencies {
  readonly clock: Clock;
  readonly journal: Journal;
  /** Looked up before every receive, so that a queue that was made anew is found. */
  readonly queueSource: (queueArn: string) => QueueSource | undefined;
}

/** The messages of one invocation, complete. */
export interface GatheredBatch {
  readonly batch: Batch;
  readonly closedBy: ClosedBy;
  /** Where its messages came from and are deleted. */
  readonly source: QueueSource;
  /** Epoch milliseconds of its first receive. */
  readonly receivedAt: number;
  /**
   * Of a FIFO queue: what was received with it and did not fit. It must wait for this batch, since its message groups may be in it:
   * the queue gave them to us, so it is us who keep one batch of a group in flight.
   */
  readonly rest: readonly Received[];
}

/** A message that is ours until its visibility timeout ends. */
export interface Received {
  readonly message: QueueMessage;
  readonly source: QueueSource;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** SQS gives at most 10 messages a receive. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MAX_RECEIVE = 10;

/** Reads the queue into batches, one at a time, and deletes what the mapping's filters refuse. */
export class Gatherer {
  readonly #mapping: CompiledMapping;
  readonly #dependencies: GathererDependencies;
  readonly #signal: AbortSignal;
  readonly #budget: PollBudget | undefined;
  /** Received and wanted, but not in a batch yet: what did not fit into a batch by size begins the next one. */
  #waiting: Received[] = [];
  #open: Batch | undefined;

  /**
   * @param limits `signal` ends every wait (what has been received by then is still handed out), `budget` is what may be received in a second
   */
  constructor(
    mapping: CompiledMapping,
    dependencies: GathererDependencies,
    limits: { readonly signal: AbortSignal; readonly budget?: PollBudget | undefined },
  ) {
    this.#mapping = mapping;
    this.#dependencies = dependencies;
    this.#signal = limits.signal;
    this.#budget = limits.budget;
  }

  /** Whether messages have been received that no batch has taken away yet. */
  get holdsMessages(): boolean {
    return this.#waiting.length > 0 || (this.#open?.messages.length ?? 0) > 0;
  }

  /**
   * The next batch; waits for a first message as long as it takes, `undefined` when the signal aborted before there was one.
   *
   * @throws {AwsError} when the queue cannot be read
   */
  async next(): Promise<GatheredBatch | undefined> {
    if (this.#waiting.length > 0) this.#waiting = await this.#stillOurs(this.#waiting);
    const batch = new Batch(this.#mapping, this.#mapping.batchSize);
    this.#open = batch;
    const firsts: Received[] = [];
    try {
      const closedBy = await this.#gather(batch, firsts);
      const [first] = firsts;
      if (first === undefined) return undefined;
      const rest = this.#mapping.fifo ? this.#waiting.splice(0) : [];
      return { batch, closedBy, source: first.source, receivedAt: first.at, rest };
    } finally {
      this.#open = undefined;
    }
  }

  /** The next batch of what did not fit into one before; `undefined` when nothing of it is ours any more. */
  async nextOf(received: readonly Received[]): Promise<GatheredBatch | undefined> {
    const ours = await this.#stillOurs(received);
    const [first] = ours;
    if (first === undefined) return undefined;
    const batch = new Batch(this.#mapping, this.#mapping.batchSize);
    const taken = fill(batch, ours);
    const rest = ours.slice(taken);
    const closedBy = rest.length === 0 ? "noMoreMessages" : "payloadSize";
    return { batch, closedBy, source: first.source, receivedAt: first.at, rest };
  }

  /** What was received is handed out within its visibility timeout or not at all: after that, somebody else may have it. */
  async #stillOurs(received: readonly Received[]): Promise<Received[]> {
    const now = this.#dependencies.clock.now();
    const ours: Received[] = [];
    const late: Received[] = [];
    for (const one of received) {
      const visibleAt = one.at + (await receiveVisibilitySeconds(this.#mapping, one.source)) * 1000;
      (now < visibleAt ? ours : late).push(one);
    }
    this.leave(late, "their visibility timeout ended before there was a place for them");
    return ours;
  }

  /** Tells that messages are not handed out; they come back after their visibility timeout. */
  leave(received: readonly Received[], reason: string): void {
    if (received.length === 0) return;
    const { uuid, functionName, eventSourceArn } = this.#mapping;
    const messageIds = received.map(({ message }) => message.messageId);
    this.#dependencies.journal.record(
      { kind: "esm.messagesLeft", uuid, functionName, eventSourceArn, messageIds, reason },
      received[0]?.message.receivedFactId,
    );
  }

  async #gather(batch: Batch, firsts: Received[]): Promise<ClosedBy> {
    const windowMs = this.#mapping.maximumBatchingWindowInSeconds * 1000;
    const { clock } = this.#dependencies;
    for (;;) {
      const fits = this.#fill(batch, firsts);
      if (!fits) return "payloadSize";
      if (batch.room === 0) return "batchSize";
      const [first] = firsts;
      if (this.#signal.aborted || (first !== undefined && windowMs === 0)) return "noMoreMessages";
      // The window opens with the first message that is wanted. https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
      const waitMs = first === undefined ? undefined : first.at + windowMs - clock.now();
      if (waitMs !== undefined && waitMs <= 0) return "window";
      if (!(await this.#receive(batch, waitMs))) return this.#signal.aborted ? "noMoreMessages" : "window";
    }
  }

  /** Moves what waits into the batch; `false` when the next one does not fit by size. */
  #fill(batch: Batch, firsts: Received[]): boolean {
    const taken = fill(batch, this.#waiting);
    const [first] = this.#waiting;
    if (firsts.length === 0 && taken > 0 && first !== undefined) firsts.push(first);
    this.#waiting = this.#waiting.slice(taken);
    return this.#waiting.length === 0 || batch.room === 0;
  }

  /** `false` when the wait ended without a message. */
  async #receive(batch: Batch, waitMs: number | undefined): Promise<boolean> {
    let messages: readonly QueueMessage[];
    const source = this.#dependencies.queueSource(this.#mapping.eventSourceArn);
    try {
      if (source === undefined) throw queueDoesNotExist();
      await this.#budget?.take(this.#signal);
      messages = await this.#ask(source, batch.room, waitMs);
      this.#budget?.spend(messages.reduce((bytes, { body }) => bytes + Buffer.byteLength(body), 0));
    } catch (error) {
      // What has been gathered goes first; the next call meets the same error with empty hands.
      if (batch.messages.length > 0) return false;
      throw error;
    }
    const at = this.#dependencies.clock.now();
    for (const message of messages) {
      if (await this.#isWanted(message, source)) this.#waiting.push({ message, source, at });
    }
    return messages.length > 0;
  }

  async #ask(source: QueueSource, room: number, waitMs: number | undefined): Promise<readonly QueueMessage[]> {
    const hasWindow = this.#mapping.maximumBatchingWindowInSeconds > 0;
    const messages = await source.receive({
      max: Math.min(MAX_RECEIVE, room),
      signal: this.#signal,
      receiver: this.#mapping.uuid,
      ...(waitMs === undefined ? {} : { waitMs }),
      ...(hasWindow ? { visibilityTimeoutSeconds: await receiveVisibilitySeconds(this.#mapping, source) } : {}),
    });
    // Without this a source that breaks its promise would make the poller spin.
    if (messages.length === 0 && waitMs === undefined && !this.#signal.aborted) {
      throw new Error("The queue source ended a wait without end and gave no message.");
    }
    return messages;
  }

  /** "Filtered" messages are deleted: Lambda treats them as processed. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html */
  async #isWanted(message: QueueMessage, source: QueueSource): Promise<boolean> {
    const reason = this.#mapping.filter?.refusal(message);
    if (reason === undefined) return true;
    const { uuid, eventSourceArn } = this.#mapping;
    const { journal } = this.#dependencies;
    const causeId = journal.record(
      { kind: "esm.messageFiltered", uuid, eventSourceArn, messageId: message.messageId, reason },
      message.receivedFactId,
    );
    try {
      await source.delete(message.receiptHandle, { by: uuid, causeId });
    } catch (error) {
      // It comes back after its visibility timeout and is refused again.
      journal.record({ kind: "esm.pollFailed", uuid, eventSourceArn, reason: describeFailure(error) }, causeId);
    }
    return false;
  }
}

/** @returns how many of the first messages were taken: until the batch is full, or the next does not fit by size */
function fill(batch: Batch, received: readonly Received[]): number {
  let taken = 0;
  for (const { message } of received) {
    if (batch.room === 0 || !batch.add(message)) break;
    taken += 1;
  }
  return taken;
}
