import { setMaxListeners } from "node:events";
import type { Clock } from "../../runtime/core/clock.ts";
import { AwsError } from "../../runtime/core/errors.ts";
import type { FactId, Journal } from "../../runtime/core/journal.ts";
import type { Invoke, InvokeOutcome } from "../../runtime/core/ports.ts";
import type { Batch } from "../batch.ts";
import { batchVerdict, type BatchVerdict } from "../batch-response.ts";
import { describeFailure } from "../errors.ts";
import { type CompiledMapping, receiveVisibilitySeconds } from "../event-source-mapping.ts";
import { pause } from "../pause.ts";
import type { Concurrency } from "./concurrency.ts";
import type { QueueMessage, QueueSource } from "./queue-source.ts";

/** Between two tries of a throttled invocation; doubles from the first to the second. Ours: AWS does not tell. */
const THROTTLE_RETRY_MS = { min: 1000, max: 30_000 } as const;

export interface SettlerDependencies {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly invoke: Invoke;
}

/** A complete batch on its way to the function. */
export interface FormedBatch {
  readonly batch: Batch;
  /** Where its messages came from and are deleted. */
  readonly source: QueueSource;
  /** Epoch milliseconds of the first receive. */
  readonly receivedAt: number;
  /** The `esm.batchFormed` fact. */
  readonly causeId: FactId;
}

/** Invokes the function with a batch and deletes what succeeded; the rest is left to its visibility timeout. */
export class BatchSettler {
  readonly #mapping: CompiledMapping;
  readonly #dependencies: SettlerDependencies;
  readonly #concurrency: Concurrency;
  readonly #abandon = new AbortController();

  constructor(mapping: CompiledMapping, dependencies: SettlerDependencies, concurrency: Concurrency) {
    this.#mapping = mapping;
    this.#dependencies = dependencies;
    this.#concurrency = concurrency;
    // Every throttled batch waits on it; Node would take more than ten for a leak.
    setMaxListeners(0, this.#abandon.signal);
  }

  get abandoned(): boolean {
    return this.#abandon.signal.aborted;
  }

  /** From now on outcomes are not acted upon: nothing is deleted any more. */
  abandon(): void {
    this.#abandon.abort();
  }

  /** Never rejects. */
  async run(formed: FormedBatch): Promise<void> {
    try {
      const verdict = await this.#verdict(formed);
      if (!this.abandoned) await this.#settle(formed, verdict);
    } catch (error) {
      this.#recordBug(error);
    }
  }

  async #verdict(formed: FormedBatch): Promise<BatchVerdict> {
    const items = formed.batch.messages.map((message) => ({
      messageId: message.messageId,
      messageGroupId: this.#mapping.fifo ? message.attributes["MessageGroupId"] : undefined,
    }));
    try {
      const outcome = await this.#invoke(formed);
      this.#adapt(outcome);
      return batchVerdict(outcome, items, this.#mapping.reportBatchItemFailures);
    } catch (error) {
      this.#recordUnlessAwsError(error);
      const failedMessageIds = new Set(items.map((item) => item.messageId));
      return { failedMessageIds, reason: `the function could not be invoked: ${describeFailure(error)}` };
    }
  }

  /**
   * "Lambda continues to retry the message until the message's timestamp exceeds your queue's visibility timeout."
   * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-backoff-strategy
   */
  async #invoke(formed: FormedBatch): Promise<InvokeOutcome> {
    const { invokedFunctionName: functionName } = this.#mapping;
    const { clock, invoke } = this.#dependencies;
    const payload = formed.batch.payload();
    let retryMs: number = THROTTLE_RETRY_MS.min;
    for (;;) {
      const outcome = await invoke({ functionName, payload, causeId: formed.causeId });
      if (outcome.kind !== "throttled") return outcome;
      this.#concurrency.backOff();
      const visibleAt = formed.receivedAt + (await receiveVisibilitySeconds(this.#mapping, formed.source)) * 1000;
      if (clock.now() + retryMs >= visibleAt) return outcome;
      await pause(clock, retryMs, this.#abandon.signal);
      if (this.abandoned) return outcome;
      retryMs = Math.min(THROTTLE_RETRY_MS.max, retryMs * 2);
    }
  }

  /**
   * Failures of the function's code reduce concurrency too, but not with ReportBatchItemFailures: "Lambda doesn't scale down message
   * polling when function invocations fail." (same page)
   */
  #adapt(outcome: InvokeOutcome): void {
    if (outcome.kind === "returned") this.#concurrency.recover();
    else if (outcome.kind !== "throttled" && !this.#mapping.reportBatchItemFailures) this.#concurrency.backOff();
  }

  async #settle(formed: FormedBatch, verdict: BatchVerdict): Promise<void> {
    const { uuid, functionName, eventSourceArn } = this.#mapping;
    const deleted: string[] = [];
    const kept: string[] = [];
    let { reason } = verdict;
    for (const message of formed.batch.messages) {
      if (verdict.failedMessageIds.has(message.messageId)) {
        kept.push(message.messageId);
        continue;
      }
      const failure = await this.#delete(formed, message);
      (failure === undefined ? deleted : kept).push(message.messageId);
      if (failure !== undefined) reason = `${verdict.reason}, but deleting failed: ${failure}`;
    }
    this.#dependencies.journal.record(
      { kind: "esm.batchSettled", uuid, functionName, eventSourceArn, deleted, kept, reason },
      formed.causeId,
    );
  }

  /** What went wrong, or `undefined`. */
  async #delete({ source, causeId }: FormedBatch, message: QueueMessage): Promise<string | undefined> {
    try {
      await source.delete(message.receiptHandle, { by: this.#mapping.uuid, causeId });
      return undefined;
    } catch (error) {
      this.#recordUnlessAwsError(error);
      return describeFailure(error);
    }
  }

  #recordUnlessAwsError(error: unknown): void {
    if (!(error instanceof AwsError)) this.#recordBug(error);
  }

  #recordBug(error: unknown): void {
    this.#dependencies.journal.record({
      kind: "internal.failed",
      where: `event source mapping ${this.#mapping.uuid}`,
      message: String(error),
      stack: error instanceof Error ? (error.stack ?? "") : "",
    });
  }
}
