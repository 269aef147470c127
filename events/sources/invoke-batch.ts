import type { Clock } from "../../runtime/core/clock.ts";
import { AwsError } from "../../runtime/core/errors.ts";
import type { Journal } from "../../runtime/core/journal.ts";
import type { Invoke, InvokeOutcome } from "../../runtime/core/ports.ts";
import { describeFailure } from "../errors.ts";
import { type CompiledMapping, receiveVisibilitySeconds } from "../event-source-mapping.ts";
import { pause } from "../pause.ts";
import type { Concurrency } from "./concurrency.ts";
import type { FormedBatch } from "./formed-batch.ts";
import { NeverHandled } from "./never-handled.ts";
import { VisibilityHold } from "./visibility-hold.ts";

/** Between two tries of a throttled invocation; doubles from the first to the second. Ours: AWS does not tell. */
const THROTTLE_RETRY_MS = { min: 1000, max: 30_000 } as const;

export interface InvokerDependencies {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly invoke: Invoke;
  /**
   * Whether a debugger has stopped the function at a breakpoint: its messages' visibility timeout stands still then.
   * Absent when there is no debugger; nothing looks every second then.
   */
  readonly isPaused?: ((functionName: string) => boolean) | undefined;
}

/** Calls the function of one mapping with batches, and again while it is throttled. */
export class BatchInvoker {
  readonly #mapping: CompiledMapping;
  readonly #dependencies: InvokerDependencies;
  readonly #concurrency: Concurrency;
  readonly #neverHandled: NeverHandled;

  constructor(mapping: CompiledMapping, dependencies: InvokerDependencies, concurrency: Concurrency) {
    this.#mapping = mapping;
    this.#dependencies = dependencies;
    this.#concurrency = concurrency;
    this.#neverHandled = new NeverHandled(mapping, dependencies.journal);
  }

  stop(): void {
    this.#neverHandled.stop();
  }

  /**
   * "Lambda continues to retry the message until the message's timestamp exceeds your queue's visibility timeout, at which point Lambda
   * drops the message." What is dropped comes back to the queue, one receive older.
   * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-backoff-strategy
   *
   * @param signal ends the wait between two tries
   */
  async invoke(formed: FormedBatch, signal: AbortSignal): Promise<InvokeOutcome> {
    const messageIds = formed.batch.messages.map((message) => message.messageId);
    let retryMs: number = THROTTLE_RETRY_MS.min;
    for (;;) {
      const outcome = await this.#call(formed);
      if (outcome.kind !== "throttled") {
        this.#neverHandled.handled(messageIds);
        return outcome;
      }
      this.#concurrency.backOff();
      const now = this.#dependencies.clock.now();
      const isLate = now + retryMs >= (await this.#visibleAt(formed));
      this.#recordThrottle(formed, { messageIds, reason: outcome.reason, retryAt: isLate ? undefined : now + retryMs });
      if (isLate) {
        this.#neverHandled.throttled(messageIds, outcome.reason);
        return outcome;
      }
      await pause(this.#dependencies.clock, retryMs, signal);
      if (signal.aborted) return outcome;
      retryMs = Math.min(THROTTLE_RETRY_MS.max, retryMs * 2);
    }
  }

  async #call(formed: FormedBatch): Promise<InvokeOutcome> {
    const { invokedFunctionName: functionName } = this.#mapping;
    const hold = await this.#hold(formed);
    try {
      return await this.#dependencies.invoke({
        functionName,
        payload: formed.batch.payload(),
        causeId: formed.causeId,
      });
    } finally {
      hold?.stop();
    }
  }

  async #hold(formed: FormedBatch): Promise<VisibilityHold | undefined> {
    const { clock, isPaused, journal } = this.#dependencies;
    if (isPaused === undefined) return undefined;
    const { uuid, eventSourceArn, invokedFunctionName } = this.#mapping;
    return new VisibilityHold(
      {
        clock,
        isPaused: () => isPaused(invokedFunctionName),
        onFailure: (error) => {
          if (!(error instanceof AwsError)) throw error;
          const reason = `while a debugger holds the function: ${describeFailure(error)}`;
          journal.record({ kind: "esm.pollFailed", uuid, eventSourceArn, reason }, formed.causeId);
        },
      },
      { source: formed.source, messages: formed.batch.messages, visibleAt: await this.#visibleAt(formed) },
    );
  }

  async #visibleAt({ source, receivedAt }: FormedBatch): Promise<number> {
    return receivedAt + (await receiveVisibilitySeconds(this.#mapping, source)) * 1000;
  }

  #recordThrottle(
    { causeId }: FormedBatch,
    { messageIds, reason, retryAt }: { messageIds: readonly string[]; reason: string; retryAt: number | undefined },
  ): void {
    const { uuid, functionName, eventSourceArn } = this.#mapping;
    const again = retryAt === undefined ? {} : { retryAt };
    const fact = { uuid, functionName, eventSourceArn, messageIds, reason, ...again };
    this.#dependencies.journal.record({ kind: "esm.batchThrottled", ...fact }, causeId);
  }
}
