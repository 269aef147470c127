import { setMaxListeners } from "node:events";
import { AwsError } from "../../runtime/core/errors.ts";
import type { InvokeOutcome } from "../../runtime/core/ports.ts";
import { batchVerdict, type BatchVerdict } from "../batch-response.ts";
import { describeFailure } from "../errors.ts";
import type { CompiledMapping } from "../event-source-mapping.ts";
import type { Concurrency } from "./concurrency.ts";
import type { FormedBatch } from "./formed-batch.ts";
import { BatchInvoker, type InvokerDependencies } from "./invoke-batch.ts";
import type { QueueMessage } from "./queue-source.ts";

export type SettlerDependencies = InvokerDependencies;

/** Invokes the function with a batch and deletes what succeeded; the rest is left to its visibility timeout. */
export class BatchSettler {
  readonly #mapping: CompiledMapping;
  readonly #dependencies: SettlerDependencies;
  readonly #concurrency: Concurrency;
  readonly #invoker: BatchInvoker;
  readonly #abandon = new AbortController();

  constructor(mapping: CompiledMapping, dependencies: SettlerDependencies, concurrency: Concurrency) {
    this.#mapping = mapping;
    this.#dependencies = dependencies;
    this.#concurrency = concurrency;
    this.#invoker = new BatchInvoker(mapping, dependencies, concurrency);
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

  /** No batch comes any more. */
  stop(): void {
    this.#invoker.stop();
  }

  /**
   * Never rejects.
   *
   * @returns the ids of the messages that stay in the queue
   */
  async run(formed: FormedBatch): Promise<ReadonlySet<string>> {
    try {
      const verdict = await this.#verdict(formed);
      if (!this.abandoned) return await this.#settle(formed, verdict);
    } catch (error) {
      this.#recordBug(error);
    }
    return new Set(formed.batch.messages.map((message) => message.messageId));
  }

  async #verdict(formed: FormedBatch): Promise<BatchVerdict> {
    const items = formed.batch.messages.map((message) => ({
      messageId: message.messageId,
      messageGroupId: this.#mapping.fifo ? message.attributes["MessageGroupId"] : undefined,
    }));
    try {
      const outcome = await this.#invoker.invoke(formed, this.#abandon.signal);
      this.#adapt(outcome);
      return batchVerdict(outcome, items, this.#mapping.reportBatchItemFailures);
    } catch (error) {
      this.#recordUnlessAwsError(error);
      this.#concurrency.backOff();
      const failedMessageIds = new Set(items.map((item) => item.messageId));
      const reason = `the function could not be invoked: ${describeFailure(error)}`;
      return { failedMessageIds, reason, code: "notInvoked" };
    }
  }

  /**
   * Failures of the function's code reduce concurrency too, but not with ReportBatchItemFailures: "Lambda doesn't scale down message
   * polling when function invocations fail."
   * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
   */
  #adapt(outcome: InvokeOutcome): void {
    if (outcome.kind === "returned") this.#concurrency.recover();
    else if (outcome.kind !== "throttled" && !this.#mapping.reportBatchItemFailures) this.#concurrency.backOff();
  }

  async #settle(formed: FormedBatch, verdict: BatchVerdict): Promise<ReadonlySet<string>> {
    const { uuid, functionName, eventSourceArn } = this.#mapping;
    const deleted: string[] = [];
    const kept: string[] = [];
    const undeleted: string[] = [];
    let { reason } = verdict;
    for (const message of formed.batch.messages) {
      if (verdict.failedMessageIds.has(message.messageId)) {
        kept.push(message.messageId);
        continue;
      }
      const failure = await this.#delete(formed, message);
      (failure === undefined ? deleted : kept).push(message.messageId);
      if (failure === undefined) continue;
      undeleted.push(message.messageId);
      reason = `${verdict.reason}, but deleting failed: ${failure}`;
    }
    const deleteFailed = undeleted.length === 0 ? {} : { deleteFailed: undeleted };
    const fact = { uuid, functionName, eventSourceArn, deleted, kept, reason, verdict: verdict.code, ...deleteFailed };
    this.#dependencies.journal.record({ kind: "esm.batchSettled", ...fact }, formed.causeId);
    return new Set(kept);
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
