import type { QueueSource, RunningInvocation } from "../../app/in-process.ts";
import type { InvokeOutcome } from "../../runtime/core/ports.ts";
import type { Engine, FaultHooks } from "../engine.ts";
import { delaySeconds, type Fault, type FaultKind, type Schedule } from "./schedule.ts";

interface SqsRecordLike {
  readonly receiptHandle?: string;
  readonly eventSourceARN?: string;
}

type Run = (payload?: string) => Promise<InvokeOutcome>;

/** One invocation with what will go wrong with it. */
interface Victim {
  readonly invocation: RunningInvocation;
  readonly records: readonly SqsRecordLike[];
  readonly engine: Engine;
  readonly faultOf: (kind: FaultKind) => Fault | undefined;
}

/** Lets happen to a runtime what a schedule says. */
export class FaultInjection implements FaultHooks {
  readonly #schedule: Schedule;
  readonly #lost = new Set<string>();
  #invocations = 0;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  async invocation(invocation: RunningInvocation, run: Run, engine: Engine): Promise<InvokeOutcome> {
    const at = this.#invocations++;
    const faults = this.#schedule.faults.filter((fault) => fault.at === at);
    if (faults.length === 0) return run();
    const records = recordsOf(invocation.payload);
    const victim = {
      invocation,
      records,
      engine,
      faultOf: (kind: FaultKind) => faults.find((each) => each.kind === kind),
    };
    if (victim.faultOf("throttle") !== undefined) return throttled(victim);
    const delay = victim.faultOf("delay");
    if (delay !== undefined) await waits(engine, delaySeconds(delay.amount) * 1000);
    duplicate(victim);
    return this.#run(victim, run);
  }

  source(source: QueueSource): QueueSource {
    return {
      queueArn: source.queueArn,
      visibilityTimeoutSeconds: () => source.visibilityTimeoutSeconds(),
      receive: (request) => source.receive(request),
      delete: (handle, options) => (this.#lost.has(handle) ? undefined : source.delete(handle, options)),
      changeVisibility: (handle, seconds) => source.changeVisibility(handle, seconds),
    };
  }

  async #run(victim: Victim, run: Run): Promise<InvokeOutcome> {
    const crash = victim.faultOf("crash");
    if (crash !== undefined) return crashed(victim, crash, run);
    const outcome = await run(payloadOf(victim));
    if (victim.faultOf("timeout") !== undefined) return late(victim, outcome);
    if (victim.faultOf("lostAcknowledgement") !== undefined) {
      for (const { receiptHandle } of victim.records) if (receiptHandle !== undefined) this.#lost.add(receiptHandle);
    }
    return outcome;
  }
}

function recordsOf(payload: string): readonly SqsRecordLike[] {
  const { Records } = JSON.parse(payload) as { readonly Records?: readonly SqsRecordLike[] };
  return Array.isArray(Records) ? Records : [];
}

/** A queue's batch; other events have one record. */
function withRecords({ invocation }: Victim, Records: readonly SqsRecordLike[]): string {
  return JSON.stringify({ ...(JSON.parse(invocation.payload) as object), Records });
}

function isFifo(records: readonly SqsRecordLike[]): boolean {
  return records.some(({ eventSourceARN }) => eventSourceARN?.endsWith(".fifo") ?? false);
}

/** Only a standard queue gives up its order. */
function payloadOf(victim: Victim): string {
  const { records, invocation } = victim;
  if (victim.faultOf("reorder") === undefined || records.length < 2 || isFifo(records)) return invocation.payload;
  return withRecords(victim, records.toReversed());
}

/** At least once: a standard queue may give a message to somebody else although it is in flight. */
function duplicate(victim: Victim): void {
  const fault = victim.faultOf("duplicate");
  const { records, engine } = victim;
  if (fault === undefined || records.length === 0 || isFifo(records)) return;
  const { receiptHandle, eventSourceARN } = records[Math.min(fault.amount, records.length - 1)] ?? {};
  if (receiptHandle === undefined || eventSourceARN === undefined) return;
  engine.runtime.services.sqs.queueByArn(eventSourceARN)?.changeVisibility(receiptHandle, 0);
}

function throttled({ invocation, engine }: Victim): InvokeOutcome {
  const { functionName } = invocation;
  const reason = "ConcurrentInvocationLimitExceeded";
  const requestId = newRequestId(engine);
  engine.runtime.journal.record({
    kind: "lambda.invocationEnded",
    functionName,
    requestId,
    outcome: "throttled",
    durationMs: 0,
    errorType: "TooManyRequestsException",
    errorMessage: `Rate Exceeded. (${reason})`,
  });
  return { kind: "throttled", requestId, reason };
}

/** What comes before a record in its batch was done, and the rest never begun. */
async function crashed(victim: Victim, { amount }: Fault, run: Run): Promise<InvokeOutcome> {
  const { records, engine } = victim;
  const done = records.slice(0, amount);
  const outcome = done.length === 0 ? undefined : await run(withRecords(victim, done));
  const requestId = outcome?.requestId ?? newRequestId(engine);
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`;
  return { kind: "crashed", requestId, payload: JSON.stringify({ errorType: "Runtime.ExitError", errorMessage }) };
}

async function late({ invocation, engine }: Victim, { requestId }: InvokeOutcome): Promise<InvokeOutcome> {
  const { timeout = 3 } = engine.runtime.services.lambda.find(invocation.functionName) ?? {};
  await waits(engine, timeout * 1000);
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${timeout.toFixed(2)} seconds`;
  return { kind: "timedOut", requestId, payload: JSON.stringify({ errorType: "Sandbox.Timedout", errorMessage }) };
}

function waits(engine: Engine, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    engine.stillness.watched(engine.clock).schedule(delayMs, resolve);
  });
}

function newRequestId({ invocations }: Engine): string {
  return `00000000-0000-4000-8000-${String(invocations.length).padStart(12, "0")}`;
}
