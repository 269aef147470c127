import type { Cancel, Clock } from "../runtime/core/clock.ts";
import { AwsError } from "../runtime/core/errors.ts";
import type { FactId, Journal } from "../runtime/core/journal.ts";
import type { Invoke, InvokeAsync, InvokeOutcome } from "../runtime/core/ports.ts";
import type { Random } from "../runtime/core/random.ts";

export interface AsyncInvocationDependencies {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly invoke: Invoke;
  /** The name behind an unqualified ARN, `undefined` when there is no such function. */
  readonly functionNameOf: (functionArn: string) => string | undefined;
}

/** Function errors are tried again twice by default. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const MAXIMUM_RETRY_ATTEMPTS = 2;
/** After the first and after the second error. Same page. */
const ERROR_RETRY_DELAYS_MS: readonly number[] = [60_000, 120_000];
/** Throttled events come back after 1 second, then ever later up to 5 minutes. Same page. */
const THROTTLE_DELAY_MS = { min: 1000, max: 300_000 };
/** Older events are dropped. Same page. */
const MAXIMUM_EVENT_AGE_MS = 6 * 3600 * 1000;

interface QueuedEvent {
  readonly functionName: string;
  readonly requestId: string;
  readonly payload: string;
  readonly traceHeader: string | undefined;
  readonly queuedAt: number;
  /** Attempts that ended in a function error. */
  errors: number;
  throttles: number;
  /** What led to the next attempt. */
  causeId: FactId;
}

/**
 * Lambda's queue of asynchronous events: runs each at once, and again after errors and throttling, by Lambda's schedule.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
 */
export class AsyncInvocations {
  readonly #dependencies: AsyncInvocationDependencies;
  readonly #waiting = new Set<Cancel>();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(dependencies: AsyncInvocationDependencies) {
    this.#dependencies = dependencies;
  }

  readonly invoke: InvokeAsync = ({ functionName: functionArn, payload, causeId, traceHeader }) => {
    const { clock, random, journal, functionNameOf } = this.#dependencies;
    const functionName = functionNameOf(functionArn.replace(/:\$LATEST$/, ""));
    if (functionName === undefined) throw functionNotFound(functionArn);
    const requestId = random.uuid();
    const payloadBytes = Buffer.byteLength(payload);
    const queued = journal.record(
      { kind: "lambda.asyncInvocationQueued", functionName, requestId, payloadBytes },
      causeId,
    );
    const event = { functionName, requestId, payload, traceHeader, queuedAt: clock.now() };
    this.#start({ ...event, errors: 0, throttles: 0, causeId: queued });
    return { requestId };
  };

  /** Resolves when no attempt is under way; events that wait for their next one are not waited for. */
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
    const attempt = this.#attempt(event).finally(() => this.#running.delete(attempt));
    this.#running.add(attempt);
  }

  async #attempt(event: QueuedEvent): Promise<void> {
    const { functionName, requestId, payload, causeId, traceHeader } = event;
    try {
      const trace = traceHeader === undefined ? {} : { traceHeader };
      const outcome = await this.#dependencies.invoke({ functionName, requestId, payload, causeId, ...trace });
      if (!this.#stopped) this.#settle(event, outcome);
    } catch (error) {
      this.#failed(event, error);
    }
  }

  #settle(event: QueuedEvent, outcome: InvokeOutcome): void {
    if (outcome.kind === "returned") return;
    if (outcome.kind === "throttled") {
      const delayMs = Math.min(THROTTLE_DELAY_MS.min * 2 ** event.throttles, THROTTLE_DELAY_MS.max);
      event.throttles += 1;
      this.#retry(event, delayMs, `Rate Exceeded. (${outcome.reason})`);
      return;
    }
    const reason = reasonOf(outcome);
    const delayMs = ERROR_RETRY_DELAYS_MS[event.errors];
    event.errors += 1;
    if (event.errors > MAXIMUM_RETRY_ATTEMPTS || delayMs === undefined) this.#drop(event, "RetriesExhausted", reason);
    else this.#retry(event, delayMs, reason);
  }

  #retry(event: QueuedEvent, delayMs: number, reason: string): void {
    const { clock, journal } = this.#dependencies;
    const retryAt = clock.now() + delayMs;
    if (retryAt - event.queuedAt > MAXIMUM_EVENT_AGE_MS) {
      this.#drop(event, "EventAgeExceeded", reason);
      return;
    }
    const { functionName, requestId, causeId } = event;
    const retried = { kind: "lambda.asyncInvocationRetried", functionName, requestId, retryAt, reason } as const;
    event.causeId = journal.record(retried, causeId);
    const cancel = clock.schedule(delayMs, () => {
      this.#waiting.delete(cancel);
      this.#start(event);
    });
    this.#waiting.add(cancel);
  }

  #drop(event: QueuedEvent, condition: DropCondition, reason: string): void {
    const { functionName, requestId, causeId } = event;
    this.#dependencies.journal.record(
      { kind: "lambda.asyncInvocationDropped", functionName, requestId, condition, reason },
      causeId,
    );
  }

  /** The function went away between two attempts, or we have a bug. */
  #failed(event: QueuedEvent, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof AwsError) {
      this.#drop(event, "FunctionNotFound", message);
      return;
    }
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    this.#dependencies.journal.record({ kind: "internal.failed", where: "events/async-invocation", message, stack });
  }
}

/** The first two are Lambda's own words, in the records that go to destinations. */
type DropCondition = "RetriesExhausted" | "EventAgeExceeded" | "FunctionNotFound";

function reasonOf({ kind, payload }: Extract<InvokeOutcome, { payload: string }>): string {
  const document: unknown = JSON.parse(payload);
  const message =
    typeof document === "object" && document !== null && "errorMessage" in document
      ? String(document.errorMessage)
      : "no reason given";
  return `handler ${VERB[kind]}: ${message}`;
}

const VERB = { returned: "returned", threw: "threw", timedOut: "timed out", crashed: "crashed" } as const;

/** Recorded, lambda--TestLambdaFeatures.invoke_exceptions: the ARN ends in `:$LATEST` for an unqualified call. */
function functionNotFound(functionArn: string): AwsError {
  const isQualified = functionArn.split(":").length > UNQUALIFIED_ARN_PARTS;
  const qualified = isQualified ? functionArn : `${functionArn}:$LATEST`;
  return new AwsError("ResourceNotFoundException", `Function not found: ${qualified}`, { status: 404 });
}

/** `arn:aws:lambda:region:account:function:name` */
const UNQUALIFIED_ARN_PARTS = 7;
