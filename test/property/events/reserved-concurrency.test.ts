import fc from "fast-check";
import { expect, test } from "vitest";
import type { EventSourceMappingDefinition } from "../../../events/definition.ts";
import { createEventRouter, inProcessQueue } from "../../../events/index.ts";
import type { SqsEvent } from "../../../events/payloads/sqs.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { createSqsService, type Queue } from "../../../runtime/sqs/index.ts";

const scope = { region: "eu-west-1", accountId: "123456789012" };
const SECOND = 1000;

interface Settings {
  readonly fifo: boolean;
  readonly maxReceiveCount: number;
  readonly reserved: number;
  /** Of one invocation; less than the visibility timeout, as AWS's limits see to. */
  readonly durationMs: number;
  readonly batchSize: number;
  readonly maximumConcurrency: number | undefined;
  readonly provisioned: boolean;
  readonly reports: boolean;
}

const anySettings: fc.Arbitrary<Settings> = fc.record({
  fifo: fc.boolean(),
  maxReceiveCount: fc.integer({ min: 1, max: 4 }),
  reserved: fc.integer({ min: 1, max: 6 }),
  durationMs: fc.integer({ min: 0, max: 29_000 }),
  batchSize: fc.integer({ min: 1, max: 10 }),
  maximumConcurrency: fc.option(fc.integer({ min: 2, max: 8 }), { nil: undefined }),
  provisioned: fc.boolean(),
  reports: fc.boolean(),
});

/** What happens, one thing after the other: a message is sent, time passes, or the mapping is changed. */
type Step =
  | { readonly kind: "send"; readonly group: number; readonly fails: number }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "toggle" };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("send" as const),
      group: fc.nat(2),
      fails: fc.integer({ min: 0, max: 5 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 60_000 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("toggle" as const) }) },
);

test("a message is deleted only after its handler succeeded, has one holder within its visibility, and ends in one place", async () => {
  await fc.assert(
    fc.asyncProperty(anySettings, fc.array(anyStep, { maxLength: 40 }), async (settings, steps) => {
      const run = new Run(settings);
      await run.start();
      for (const step of steps) await run.take(step);
      await run.finish();

      expect(run.broken()).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

/** A queue with a dead-letter queue, a mapping, and a function with reserved concurrency whose handler fails a message as often as its body says. */
class Run {
  readonly #settings: Settings;
  readonly #clock = new VirtualClock();
  readonly #journal = new Journal(this.#clock, { capacity: 1_000_000 });
  readonly #queue: Queue;
  readonly #dead: Queue;
  readonly #router: ReturnType<typeof createEventRouter>;
  readonly #broken: string[] = [];
  readonly #sent: string[] = [];
  readonly #succeeded = new Set<string>();
  readonly #handled = new Map<string, number>();
  /** Until when the last receive of a message that reached a handler hides it. */
  readonly #hiddenUntil = new Map<string, { readonly receipt: string; readonly until: number }>();
  #running = 0;
  #enabled = true;

  constructor(settings: Settings) {
    this.#settings = settings;
    const clock = this.#clock;
    const journal = this.#journal;
    const random = seededRandom("test");
    const sqs = createSqsService({ clock, journal, random, homeRegion: scope.region });
    const suffix = settings.fifo ? ".fifo" : "";
    const kind = settings.fifo ? { FifoQueue: "true", ContentBasedDeduplication: "false" } : {};
    this.#dead = sqs.createQueue(scope, `dead${suffix}`, kind);
    const policy = { deadLetterTargetArn: this.#dead.arn, maxReceiveCount: settings.maxReceiveCount };
    const attributes = { ...kind, VisibilityTimeout: "30", RedrivePolicy: JSON.stringify(policy) };
    this.#queue = sqs.createQueue(scope, `orders${suffix}`, attributes);
    this.#router = createEventRouter({
      clock,
      journal,
      random,
      invoke: async ({ payload }) => await this.#invoke(JSON.parse(payload) as SqsEvent),
      queueSource: () => inProcessQueue(this.#queue),
      mappingTarget: (name) => ({
        functionArn: `arn:aws:lambda:eu-west-1:123456789012:function:${name}`,
        timeout: 30,
      }),
      accountConcurrency: 1000,
    });
  }

  async start(): Promise<void> {
    await this.#apply();
  }

  async take(step: Step): Promise<void> {
    if (step.kind === "wait") await this.#clock.advanceAsync(step.ms);
    else if (step.kind === "toggle") {
      this.#enabled = !this.#enabled;
      await this.#apply();
    } else {
      const number = this.#sent.length;
      const body = JSON.stringify({ number, fails: step.fails });
      const fifo = { groupId: `g${step.group}`, deduplicationId: `d${number}` };
      this.#sent.push(this.#queue.send({ body, ...(this.#settings.fifo && fifo) }).messageId);
    }
    await this.#clock.advanceAsync(0);
  }

  async finish(): Promise<void> {
    this.#enabled = true;
    await this.#apply();
    for (let round = 0; round < 400 && this.#left() > 0; round++) await this.#clock.advanceAsync(30 * SECOND);
    await this.#clock.advanceAsync(120 * SECOND);
    await this.#router.settled();
  }

  /** The rules that were broken, as sentences. */
  broken(): string[] {
    const entries = this.#journal.entries();
    const dead = new Set<string>();
    const deleted = new Set<string>();
    for (const entry of entries) {
      if (entry.kind === "sqs.messageMovedToDeadLetterQueue") dead.add(entry.messageId);
      if (entry.kind === "sqs.messageDeleted") deleted.add(entry.messageId);
      if (entry.kind === "esm.messageNeverHandled") {
        this.#must(!this.#handled.has(entry.messageId), `${entry.messageId} was handled although it is told not to be`);
        this.#must(dead.has(entry.messageId), `${entry.messageId} is told to be a dead letter and is none`);
      }
      if (entry.kind === "internal.failed") this.#broken.push(entry.message);
    }
    for (const id of deleted) this.#must(this.#succeeded.has(id), `${id} was deleted without success`);
    for (const id of this.#sent) this.#must(dead.has(id) !== deleted.has(id), `${id} ended in one place`);
    this.#must(this.#left() === 0, "the queue is empty in the end");
    this.#must(this.#dead.counts.available === dead.size, "the dead-letter queue has what was moved");
    return this.#broken;
  }

  #left(): number {
    const { available, inFlight } = this.#queue.counts;
    return available + inFlight;
  }

  #must(holds: boolean, rule: string): void {
    if (!holds) this.#broken.push(rule);
  }

  async #apply(): Promise<void> {
    const { batchSize, maximumConcurrency, provisioned, reports } = this.#settings;
    const scaling = provisioned
      ? { provisionedPollerConfig: { minimumPollers: 2, maximumPollers: 3 } }
      : maximumConcurrency !== undefined && { scalingConfig: { maximumConcurrency } };
    const definition: EventSourceMappingDefinition = {
      eventSourceArn: this.#queue.arn,
      functionName: "handle",
      batchSize,
      enabled: this.#enabled,
      functionResponseTypes: reports ? ["ReportBatchItemFailures"] : [],
      ...scaling,
    };
    await this.#router.apply([definition]);
  }

  async #invoke({ Records }: SqsEvent): Promise<InvokeOutcome> {
    if (this.#running >= this.#settings.reserved) {
      return { kind: "throttled", requestId: "r", reason: "ReservedFunctionConcurrentInvocationLimitExceeded" };
    }
    this.#running += 1;
    for (const { messageId, receiptHandle } of Records) this.#hold(messageId, receiptHandle);
    const failed = Records.filter(({ messageId, body }) => this.#fails(messageId, body)).map(
      ({ messageId }) => messageId,
    );
    await new Promise<void>((resolve) => this.#clock.schedule(this.#settings.durationMs, resolve));
    this.#running -= 1;
    if (failed.length > 0 && !this.#settings.reports) return { kind: "threw", requestId: "r", payload: "{}" };
    for (const { messageId } of Records) if (!failed.includes(messageId)) this.#succeeded.add(messageId);
    const batchItemFailures = failed.map((itemIdentifier) => ({ itemIdentifier }));
    return { kind: "returned", requestId: "r", payload: JSON.stringify({ batchItemFailures }) };
  }

  /** Another receive of a message reaches a handler only when the one before no longer hides it. */
  #hold(messageId: string, receipt: string): void {
    this.#handled.set(messageId, (this.#handled.get(messageId) ?? 0) + 1);
    const now = this.#clock.now();
    const before = this.#hiddenUntil.get(messageId);
    if (before !== undefined && before.receipt !== receipt) {
      this.#must(now >= before.until, `${messageId} has one holder within its visibility`);
    }
    const received = this.#journal
      .entries()
      .findLast((entry) => entry.kind === "sqs.messageReceived" && entry.messageId === messageId);
    if (received?.kind !== "sqs.messageReceived") return;
    this.#must(now < received.invisibleUntil, `${messageId} is handed out within its visibility`);
    this.#hiddenUntil.set(messageId, { receipt, until: received.invisibleUntil });
  }

  /** By its body: the first so many times that its handler runs. */
  #fails(messageId: string, body: string): boolean {
    const { fails } = JSON.parse(body) as { fails: number };
    return (this.#handled.get(messageId) ?? 0) <= fails;
  }
}
