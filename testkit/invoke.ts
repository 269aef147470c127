import { batchVerdict, invokeDirectly } from "../app/direct-invocation.ts";
import type { InlineHandler } from "../app/in-process.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../runtime/core/arn.ts";
import { type Clock, systemClock } from "../runtime/core/clock.ts";
import type { LambdaRuntime } from "../runtime/core/function-definition.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";
import { seededRandom } from "../runtime/core/random.ts";
import { VirtualClock } from "../runtime/core/virtual-clock.ts";
import { type Duration, durationMs } from "./duration.ts";
import { Stillness } from "./stillness.ts";

export interface InvokeOptions {
  readonly functionName?: string | undefined;
  /** By default that of the Node.js that runs the test. */
  readonly runtime?: LambdaRuntime | undefined;
  /** Lambda's default of 3 seconds. */
  readonly timeout?: Duration | undefined;
  /** MB. */
  readonly memorySize?: number | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** The event source mapping's; without it what a handler answers deletes every message. */
  readonly functionResponseTypes?: readonly "ReportBatchItemFailures"[] | undefined;
  /** Of the queue's redrive policy: a message that fails for the so-manyeth time goes to the dead-letter queue. */
  readonly maxReceiveCount?: number | undefined;
  /** `virtual` (default): time passes at once where the handler waits for it. `real`: the machine's. */
  readonly time?: "virtual" | "real" | undefined;
  /** Real time in which a handler that waits for no timer may do what it does, before it counts as hanging. */
  readonly patience?: Duration | undefined;
  readonly startAt?: number | string | Date | undefined;
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
}

/** What becomes of a message of the batch. */
export interface RecordVerdict {
  readonly messageId: string;
  readonly body: string;
  readonly fate: "deleted" | "retried" | "deadLettered";
}

export interface InvokeResult {
  readonly kind: InvokeOutcome["kind"];
  readonly requestId: string;
  /** What the handler answered, as its caller reads it; `undefined` unless it returned. */
  readonly result: unknown;
  /** Lambda's error document, unless it returned. */
  readonly error: { readonly errorType: string; readonly errorMessage: string } | undefined;
  /** What it printed, one line each, as in CloudWatch. */
  readonly logs: readonly string[];
  /** Of its own time. */
  readonly durationMs: number;
  /** For an event of a queue, in order. */
  readonly records: readonly RecordVerdict[];
  /** Why these were deleted or not, in a sentence; for an event of a queue. */
  readonly reason: string | undefined;
}

const PATIENCE_MS = 1000;

/**
 * Calls a handler once in the test's own process; the outcome is what Lambda would make of it. Never rejects for what the handler does.
 *
 * @throws {TypeError} for an event that is no JSON
 */
export async function invoke(handler: unknown, event?: unknown, options: InvokeOptions = {}): Promise<InvokeResult> {
  const payload = JSON.stringify(event ?? {});
  const isVirtual = options.time !== "real";
  const clock = isVirtual
    ? new VirtualClock(options.startAt === undefined ? undefined : new Date(options.startAt).getTime())
    : systemClock;
  const stillness = new Stillness(durationMs(options.patience ?? PATIENCE_MS));
  const logs: string[] = [];
  const startedAt = clock.now();
  const handlerClock = isVirtual ? stillness.watched(clock) : undefined;
  const outcome = await run(
    { handler: handler as InlineHandler, payload, clock, handlerClock, logs },
    options,
    stillness,
  );
  return { ...resultOf(outcome, JSON.parse(payload), options), logs, durationMs: clock.now() - startedAt };
}

interface Run {
  readonly handler: InlineHandler;
  readonly payload: string;
  readonly clock: Clock;
  readonly handlerClock: Clock | undefined;
  readonly logs: string[];
}

async function run(call: Run, options: InvokeOptions, stillness: Stillness): Promise<InvokeOutcome> {
  const { region = DEFAULT_REGION, accountId = DEFAULT_ACCOUNT_ID, functionName = "function" } = options;
  const over = new AbortController();
  const ended = stillness.during(async () => {
    const outcome = await invokeDirectly({
      ...call,
      region,
      accountId,
      functionName,
      runtime: options.runtime,
      timeoutMs: durationMs(options.timeout ?? "3 seconds"),
      memorySizeMB: options.memorySize ?? 128,
      environment: options.environment ?? {},
      random: seededRandom(call.payload),
      onLog: ({ source, line }) => {
        if (source !== "platform") call.logs.push(line);
      },
    });
    over.abort();
    return outcome;
  });
  if (call.clock instanceof VirtualClock) await moveUntil(over.signal, call.clock, stillness);
  return ended;
}

/** Goes from timer to timer, whenever the handler waits for one. */
async function moveUntil(over: AbortSignal, clock: VirtualClock, stillness: Stillness): Promise<void> {
  for (await stillness.reached(); !over.aborted; await stillness.reached()) clock.toNext();
}

function resultOf(
  outcome: InvokeOutcome,
  event: unknown,
  options: InvokeOptions,
): Omit<InvokeResult, "logs" | "durationMs"> {
  const { kind, requestId } = outcome;
  const parsed = outcome.kind === "throttled" ? undefined : (JSON.parse(outcome.payload) as unknown);
  const failed = kind === "returned" ? undefined : (parsed as InvokeResult["error"]);
  return {
    kind,
    requestId,
    result: kind === "returned" ? parsed : undefined,
    error: failed,
    ...fates(outcome, event, options),
  };
}

interface SqsRecordLike {
  readonly messageId: string;
  readonly body: string;
  readonly eventSourceARN: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

function fates(
  outcome: InvokeOutcome,
  event: unknown,
  options: InvokeOptions,
): Pick<InvokeResult, "records" | "reason"> {
  const records = sqsRecords(event);
  if (records.length === 0) return { records: [], reason: undefined };
  const items = records.map(({ messageId, eventSourceARN, attributes }) => ({
    messageId,
    messageGroupId: eventSourceARN.endsWith(".fifo") ? attributes["MessageGroupId"] : undefined,
  }));
  const reports = options.functionResponseTypes?.includes("ReportBatchItemFailures") ?? false;
  const { failedMessageIds, reason } = batchVerdict(outcome, items, reports);
  const verdicts = records.map(({ messageId, body, attributes }): RecordVerdict => {
    if (!failedMessageIds.has(messageId)) return { messageId, body, fate: "deleted" };
    const isLast = Number(attributes["ApproximateReceiveCount"] ?? 1) >= (options.maxReceiveCount ?? Infinity);
    return { messageId, body, fate: isLast ? "deadLettered" : "retried" };
  });
  return { records: verdicts, reason: ignoredFailures(outcome, reports) ?? reason };
}

/** The trap that a unit test without the mapping does not see. */
function ignoredFailures(outcome: InvokeOutcome, reports: boolean): string | undefined {
  if (reports || outcome.kind !== "returned" || !outcome.payload.includes('"batchItemFailures":[{')) return undefined;
  return "the handler reported batchItemFailures, but without functionResponseTypes ReportBatchItemFailures nobody reads them";
}

function sqsRecords(event: unknown): readonly SqsRecordLike[] {
  const records = (event as { readonly Records?: unknown } | null)?.Records;
  if (!Array.isArray(records)) return [];
  return records.filter(
    (record: { eventSource?: unknown } | null) => record?.eventSource === "aws:sqs",
  ) as SqsRecordLike[];
}
