import { describeFailure } from "../errors.ts";
import type { CompiledMapping } from "../event-source-mapping.ts";
import { pause } from "../pause.ts";
import { Concurrency, MAXIMUM_CONCURRENT_BATCHES } from "./concurrency.ts";
import { type GatheredBatch, Gatherer, type GathererDependencies } from "./gather.ts";
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
    const cap = mapping.scalingConfig.maximumConcurrency ?? MAXIMUM_CONCURRENT_BATCHES;
    this.#mapping = mapping;
    this.#dependencies = dependencies;
    this.#concurrency = new Concurrency(dependencies.clock, Math.min(cap, dependencies.accountConcurrency));
    this.#gatherer = new Gatherer(mapping, dependencies, this.#stop.signal);
    this.#settler = new BatchSettler(mapping, dependencies, this.#concurrency);
  }

  /** Batches whose invocation has not been settled yet. */
  get inFlight(): number {
    return this.#concurrency.inFlight;
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

  #dispatch({ batch, closedBy, source, receivedAt }: GatheredBatch): void {
    if (this.#settler.abandoned) return;
    const { uuid, functionName, eventSourceArn } = this.#mapping;
    const messageIds = batch.messages.map((message) => message.messageId);
    const causeId = this.#dependencies.journal.record(
      { kind: "esm.batchFormed", uuid, functionName, eventSourceArn, messageIds, closedBy },
      batch.messages[0]?.receivedFactId,
    );
    this.#concurrency.acquire();
    void this.#settler.run({ batch, source, receivedAt, causeId }).finally(() => {
      this.#concurrency.release();
      this.#announceIdle();
    });
  }

  /** The queue could not be read: tells the journal and waits, so that a queue that is gone does not make the loop spin. */
  async #backOff(error: unknown): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const { uuid, eventSourceArn } = this.#mapping;
    this.#dependencies.journal.record({ kind: "esm.pollFailed", uuid, eventSourceArn, reason: describeFailure(error) });
    const delayMs = this.#retryMs;
    this.#retryMs = Math.min(POLL_RETRY_MS.max, delayMs * 2);
    await pause(this.#dependencies.clock, delayMs, this.#stop.signal);
  }

  #announceIdle(): void {
    if (this.idle) for (const resolve of this.#idleListeners.splice(0)) resolve();
  }
}
