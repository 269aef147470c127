import type { Cancel, Clock } from "../runtime/core/clock.ts";
import { AwsError } from "../runtime/core/errors.ts";
import type { FactId, Journal } from "../runtime/core/journal.ts";
import type { AsyncPolicy, Invoke, InvokeAsync, InvokeOutcome } from "../runtime/core/ports.ts";
import type { Random } from "../runtime/core/random.ts";
import { type DestinationDoors, deliverRecord, type RecordDelivery } from "./deliver/to-destination.ts";
import { describeFailure } from "./errors.ts";
import { shortFunctionName } from "./mappings/function-name.ts";
import {
  type FinishedInvocation,
  type InvocationCondition,
  type InvocationResponse,
  messageIn,
} from "./payloads/invocation-record.ts";

export interface AsyncInvocationDependencies {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly invoke: Invoke;
  /**
   * How a function's events are treated; asked again before every attempt, so that a changed policy counts for what waits.
   *
   * @throws {AwsError} `ResourceNotFoundException` when there is no such function, version or alias
   */
  readonly policyOf: (functionName: string, qualifier: string | undefined) => AsyncPolicy;
  readonly destinations: DestinationDoors;
}

/** After the first and after the second error. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const ERROR_RETRY_DELAYS_MS: readonly number[] = [60_000, 120_000];
/**
 * "For throttling errors (429) and system errors (500-series), Lambda returns the event to the queue [...]. The retry interval increases
 * exponentially from 1 second after the first attempt to a maximum of 5 minutes." Same page.
 */
const BACK_OFF_MS = { min: 1000, max: 300_000 };

interface QueuedEvent {
  readonly functionName: string;
  readonly qualifier: string | undefined;
  readonly requestId: string;
  readonly payload: string;
  readonly traceHeader: string;
  readonly clientContext: string | undefined;
  readonly queuedAt: number;
  /** The newest that is known: a function that is gone still has the destinations it had. */
  policy: AsyncPolicy;
  /** Attempts that reached the function, or found that it is gone. */
  attempts: number;
  /** Throttles and system errors. */
  backOffs: number;
  response: InvocationResponse | undefined;
  /** What led to the next attempt. */
  causeId: FactId;
}

/**
 * Lambda's queue of asynchronous events: runs each at once, and again after errors and throttling, by the function's policy; in the end
 * its destinations and its dead-letter queue get their records.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
 */
export class AsyncInvocations {
  readonly #dependencies: AsyncInvocationDependencies;
  readonly #traces: Random;
  readonly #waiting = new Set<Cancel>();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(dependencies: AsyncInvocationDependencies) {
    this.#dependencies = dependencies;
    this.#traces = dependencies.random.fork("traces");
  }

  readonly invoke: InvokeAsync = (invocation) => {
    const { functionName, qualifier, payload, causeId, traceHeader, clientContext } = invocation;
    const { clock, random, journal, policyOf } = this.#dependencies;
    const policy = policyOf(functionName, qualifier);
    const requestId = random.uuid();
    const queued = journal.record(
      {
        kind: "lambda.asyncInvocationQueued",
        functionName: displayName(policy),
        requestId,
        payloadBytes: Buffer.byteLength(payload),
      },
      causeId,
    );
    this.#start({
      functionName,
      qualifier,
      requestId,
      payload,
      clientContext,
      policy,
      traceHeader: traceHeader ?? this.#newTraceHeader(),
      queuedAt: clock.now(),
      attempts: 0,
      backOffs: 0,
      response: undefined,
      causeId: queued,
    });
    return { requestId };
  };

  /** Resolves when no attempt and no delivery is under way; events that wait for their next attempt are not waited for. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Forgets the events that wait and leaves nothing on the clock. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#waiting) cancel();
    this.#waiting.clear();
  }

  #start(event: QueuedEvent): void {
    this.#track(this.#attempt(event));
  }

  #track(work: Promise<void>): void {
    const tracked = work.catch((error: unknown) => this.#bug(error)).finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
  }

  async #attempt(event: QueuedEvent): Promise<void> {
    const { functionName, qualifier, requestId, payload, causeId, traceHeader, clientContext } = event;
    try {
      event.policy = this.#dependencies.policyOf(functionName, qualifier);
      if (event.policy.neverRuns) {
        // "Lambda starts sending new events to the configured dead-letter queue or the on-failure event destination, without any retries."
        event.response = undefined;
        this.#drop(event, "ZeroReservedConcurrency", "its reserved concurrency is 0");
        return;
      }
      const outcome = await this.#dependencies.invoke({
        functionName,
        requestId,
        payload,
        causeId,
        traceHeader,
        ...(qualifier !== undefined && { qualifier }),
        ...(clientContext !== undefined && { clientContext }),
      });
      if (!this.#stopped) this.#settle(event, outcome);
    } catch (error) {
      if (!this.#stopped) this.#notInvoked(event, error);
    }
  }

  #settle(event: QueuedEvent, outcome: InvokeOutcome): void {
    if (outcome.kind === "throttled") {
      event.response = { statusCode: 429 };
      this.#backOff(event, `Rate Exceeded. (${outcome.reason})`);
      return;
    }
    const { executedVersion = "$LATEST", payload } = outcome;
    event.attempts += 1;
    event.response = { statusCode: 200, executedVersion, payload };
    if (outcome.kind === "returned") {
      this.#deliver(event, "Success", event.causeId);
      return;
    }
    event.response = { ...event.response, functionError: "Unhandled" };
    this.#retryAfterError(event, reasonOf(outcome));
  }

  /** No function that could be invoked, or a failure of the system: ours. */
  #notInvoked(event: QueuedEvent, error: unknown): void {
    if (error instanceof AwsError && error.code === "ResourceNotFoundException") {
      // Measured on AWS by a public suite: a function that is gone counts as an attempt with status 404 and is tried again like an error.
      event.attempts += 1;
      event.response = { statusCode: 404 };
      this.#retryAfterError(event, error.message);
      return;
    }
    if (error instanceof AwsError && error.code === "RecursiveInvocationException") {
      // "Lambda sends the event to a dead-letter queue or on-failure destination, if one is configured"; the record's condition is our choice.
      event.response = { statusCode: error.status ?? 400 };
      this.#drop(event, "RetriesExhausted", error.message);
      return;
    }
    if (!(error instanceof AwsError)) this.#bug(error);
    this.#backOff(event, describeFailure(error));
  }

  #retryAfterError(event: QueuedEvent, reason: string): void {
    const delayMs = ERROR_RETRY_DELAYS_MS[event.attempts - 1];
    if (event.attempts > event.policy.maximumRetryAttempts || delayMs === undefined) {
      this.#drop(event, "RetriesExhausted", reason);
    } else this.#retry(event, delayMs, reason);
  }

  #backOff(event: QueuedEvent, reason: string): void {
    const delayMs = Math.min(BACK_OFF_MS.min * 2 ** event.backOffs, BACK_OFF_MS.max);
    event.backOffs += 1;
    this.#retry(event, delayMs, reason);
  }

  #retry(event: QueuedEvent, delayMs: number, reason: string): void {
    const { clock, journal } = this.#dependencies;
    const retryAt = clock.now() + delayMs;
    // An attempt that would come too late is not waited for; measured on AWS by a public suite.
    if (retryAt - event.queuedAt >= event.policy.maximumEventAgeInSeconds * 1000) {
      this.#drop(event, "EventAgeExceeded", reason);
      return;
    }
    const { policy, requestId, causeId } = event;
    const functionName = displayName(policy);
    const retried = { functionName, requestId, retryAt, reason, ...statusOf(event) };
    event.causeId = journal.record({ kind: "lambda.asyncInvocationRetried", ...retried }, causeId);
    const cancel = clock.schedule(delayMs, () => {
      this.#waiting.delete(cancel);
      this.#start(event);
    });
    this.#waiting.add(cancel);
  }

  #drop(event: QueuedEvent, condition: Exclude<InvocationCondition, "Success">, reason: string): void {
    const { policy, requestId, causeId } = event;
    const functionName = displayName(policy);
    const dropped = this.#dependencies.journal.record(
      { kind: "lambda.asyncInvocationDropped", functionName, requestId, condition, reason, ...statusOf(event) },
      causeId,
    );
    this.#deliver(event, condition, dropped);
  }

  #deliver(event: QueuedEvent, condition: InvocationCondition, causeId: FactId): void {
    const { policy, requestId, payload, traceHeader, response, attempts: invokeCount } = event;
    const { qualifiedArn, onSuccess, onFailure, deadLetterTargetArn } = policy;
    const at = this.#dependencies.clock.now();
    const invocation = { at, requestId, qualifiedArn, condition, invokeCount, payload, response };
    const targets: readonly (readonly [RecordDelivery["role"], string | undefined])[] =
      condition === "Success"
        ? [["onSuccess", onSuccess]]
        : [
            ["onFailure", onFailure],
            ["deadLetterQueue", deadLetterTargetArn],
          ];
    for (const [role, destinationArn] of targets) {
      if (destinationArn === undefined || destinationArn === "") continue;
      this.#track(this.#bring({ role, destinationArn, invocation, traceHeader, causeId }, displayName(policy)));
    }
  }

  async #bring(delivery: RecordDelivery, functionName: string): Promise<void> {
    const { journal, random, destinations } = this.#dependencies;
    const { role, destinationArn, invocation } = delivery;
    const { requestId, condition } = invocation satisfies FinishedInvocation;
    const facts = { functionName, requestId, condition, role, destinationArn };
    const causeId = journal.record({ kind: "lambda.destinationSent", ...facts }, delivery.causeId);
    const doors = { ...destinations, journal, random, invokeAsync: this.invoke };
    const outcome = await deliverRecord(doors, { ...delivery, causeId });
    if (outcome.kind === "failed") {
      journal.record({ kind: "lambda.destinationFailed", ...facts, reason: outcome.reason }, causeId);
    }
  }

  /** Unsampled. All attempts and the records of an event share its root. */
  #newTraceHeader(): string {
    const seconds = Math.floor(this.#dependencies.clock.now() / 1000).toString(16);
    return `Root=1-${seconds.padStart(8, "0")}-${this.#traces.hex(12)};Parent=${this.#traces.hex(8)};Sampled=0`;
  }

  #bug(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    this.#dependencies.journal.record({ kind: "internal.failed", where: "events/async-invocation", message, stack });
  }
}

function statusOf({ response }: QueuedEvent): { readonly statusCode?: number } {
  return response === undefined ? {} : { statusCode: response.statusCode };
}

/** `orders`, or `orders:prod` when the event was sent to a version or an alias. */
function displayName({ qualifiedArn }: AsyncPolicy): string {
  return shortFunctionName(qualifiedArn).replace(/:\$LATEST$/, "");
}

function reasonOf({ kind, payload }: Extract<InvokeOutcome, { payload: string }>): string {
  return `handler ${VERB[kind]}: ${messageIn(payload) ?? "no reason given"}`;
}

const VERB = { returned: "returned", threw: "threw", timedOut: "timed out", crashed: "crashed" } as const;
