import { describeFailure } from "../errors.ts";
import type { CompiledMapping } from "../event-source-mapping.ts";
import { pause } from "../pause.ts";
import { Concurrency } from "./concurrency.ts";
import type { FormedBatch } from "./formed-batch.ts";
import { type GatheredBatch, Gatherer, type GathererDependencies, type Received } from "./gather.ts";
import { PollBudget } from "./poll-budget.ts";
import type { QueueMessage } from "./queue-source.ts";
import { PER_POLLER, provisionedScaling, type Scaling, standardScaling } from "./scaling.ts";
import { BatchSettler, type SettlerDependencies } from "./settle.ts";

export interface SqsPollerDependencies extends GathererDependencies, SettlerDependencies {
  /** Concurrent executions that the account has in all. */
  readonly accountConcurrency: number;
}

/** Between two tries when the queue cannot be read; doubles from the first to the second. Ours: AWS does not tell. */
const POLL_RETRY_MS = { min: 1000, max: 30_000 } as const;

/**
 * The poller of one event source mapping: gathers batches and invokes the function with them, several at a time.
 *
 * One loop reads the queue while there is a place for a batch; a complete batch runs on its own while the loop reads on.
 * Waiting for a message is one pending receive, so an idle mapping costs nothing and a sent message is seen at once.
 * On a FIFO queue the queue itself keeps one batch in flight per message group: a group with messages in flight gives no more.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export class SqsPoller {
  readonly #mapping: CompiledMapping;
  readonly #dependencies: SqsPollerDependencies;
  readonly #concurrency: Concurrency;
  readonly #gatherer: Gatherer;
  readonly #settler: BatchSettler;
  readonly #stop = new AbortController();
  readonly #idleListeners: (() => void)[] = [];
  #retryMs: number = POLL_RETRY_MS.min;

  constructor(mapping: CompiledMapping, dependencies: SqsPollerDependencies) {
    this.#mapping = mapping;
    this.#dependencies = dependencies;
    const { clock } = dependencies;
    const concurrency = new Concurrency(clock, scalingOf(mapping, dependencies.accountConcurrency));
    this.#concurrency = concurrency;
    const pollers = (): number => Math.ceil(concurrency.limit / PER_POLLER.invokes);
    const budget = mapping.provisionedPollers && new PollBudget(clock, pollers);
    this.#gatherer = new Gatherer(mapping, dependencies, { signal: this.#stop.signal, budget });
    this.#settler = new BatchSettler(mapping, dependencies, this.#concurrency);
  }

  /** Batches whose invocation has not been settled yet. */
  get inFlight(): number {
    return this.#concurrency.inFlight;
  }

  /** How many of them there may be now. */
  get concurrencyLimit(): number {
    return this.#concurrency.limit;
  }

  /** Whether nothing that was received still waits for its invocation or for its verdict. */
  get idle(): boolean {
    return this.#settler.abandoned || (!this.#gatherer.holdsMessages && this.#concurrency.inFlight === 0);
  }

  /** Resolves when it is idle. */
  async whenIdle(): Promise<void> {
    while (!this.idle) await new Promise<void>((resolve) => this.#idleListeners.push(resolve));
  }

  start(): void {
    void this.#run();
  }

  /**
   * Reads no more. Messages already received are still handed over and settled, in the background;
   * with `abandon`, everything that is not settled by now is left to its visibility timeout instead.
   */
  stop(options: { readonly abandon?: boolean } = {}): void {
    if (options.abandon === true) this.#settler.abandon();
    this.#stop.abort();
    this.#settler.stop();
    this.#concurrency.wake();
    this.#announceIdle();
  }

  async #run(): Promise<void> {
    while (!this.#isDone()) {
      if (!this.#concurrency.hasRoom) {
        await this.#concurrency.change();
        continue;
      }
      try {
        const gathered = await this.#gatherer.next();
        if (gathered !== undefined) this.#dispatch(gathered);
        this.#retryMs = POLL_RETRY_MS.min;
      } catch (error) {
        await this.#backOff(error);
      }
      this.#announceIdle();
    }
  }

  #isDone(): boolean {
    if (this.#settler.abandoned) return true;
    return this.#stop.signal.aborted && !this.#gatherer.holdsMessages;
  }

  #dispatch(gathered: GatheredBatch): void {
    if (this.#settler.abandoned) return;
    this.#concurrency.acquire();
    void this.#runAll(gathered).finally(() => {
      this.#concurrency.release();
      this.#announceIdle();
    });
  }

  /** Runs a batch, and after it what of a FIFO queue was received with it. */
  async #runAll(gathered: GatheredBatch): Promise<void> {
    for (let next: GatheredBatch | undefined = gathered; next !== undefined;) {
      const kept = await this.#settler.run(this.#form(next));
      if (next.rest.length === 0 || this.#settler.abandoned) return;
      next = await this.#gatherer.nextOf(this.#inOrder(next, kept));
    }
  }

  #form({ batch, closedBy, source, receivedAt }: GatheredBatch): FormedBatch {
    const { uuid, functionName, eventSourceArn } = this.#mapping;
    const messageIds = batch.messages.map((message) => message.messageId);
    const receivedFactIds = batch.messages.flatMap(({ receivedFactId }) => receivedFactId ?? []);
    const causes = receivedFactIds.length === 0 ? {} : { receivedFactIds };
    const causeId = this.#dependencies.journal.record(
      { kind: "esm.batchFormed", uuid, functionName, eventSourceArn, messageIds, ...causes, closedBy },
      receivedFactIds[0],
    );
    return { batch, source, receivedAt, causeId };
  }

  /**
   * What may follow a batch: later messages of a group of which one failed must not overtake it, they come back after it. "If your function
   * returns an error, the function attempts all retries on the affected messages before Lambda receives additional messages from the
   * same group." https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  #inOrder({ batch, rest }: GatheredBatch, kept: ReadonlySet<string>): readonly Received[] {
    const groups = batch.messages.filter(({ messageId }) => kept.has(messageId)).map(groupOf);
    const failed = new Set(groups);
    const late = rest.filter(({ message }) => failed.has(groupOf(message)));
    this.#gatherer.leave(late, "an earlier message of their group failed");
    return rest.filter(({ message }) => !failed.has(groupOf(message)));
  }

  /** The queue could not be read: tells the journal and waits, so that a queue that is gone does not make the loop spin. */
  async #backOff(error: unknown): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const { uuid, eventSourceArn } = this.#mapping;
    const delayMs = this.#retryMs;
    const retryAt = this.#dependencies.clock.now() + delayMs;
    const reason = describeFailure(error);
    this.#dependencies.journal.record({ kind: "esm.pollFailed", uuid, eventSourceArn, reason, retryAt });
    this.#retryMs = Math.min(POLL_RETRY_MS.max, delayMs * 2);
    await pause(this.#dependencies.clock, delayMs, this.#stop.signal);
  }

  #announceIdle(): void {
    if (this.idle) for (const resolve of this.#idleListeners.splice(0)) resolve();
  }
}

function scalingOf(mapping: CompiledMapping, accountConcurrency: number): Scaling {
  const { provisionedPollers, scalingConfig } = mapping;
  if (provisionedPollers !== undefined) return provisionedScaling(provisionedPollers, accountConcurrency);
  return standardScaling(Math.min(scalingConfig.maximumConcurrency ?? Infinity, accountConcurrency));
}

function groupOf({ attributes }: QueueMessage): string | undefined {
  return attributes["MessageGroupId"];
}
