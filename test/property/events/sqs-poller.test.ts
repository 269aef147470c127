import fc from "fast-check";
import { expect, test } from "vitest";
import { type Call, RouterWorld } from "../../unit/events/router-world.ts";

const VISIBILITY_MS = 30_000;

type Step =
  | { readonly kind: "send"; readonly group: number; readonly size: number }
  | { readonly kind: "end"; readonly which: number; readonly how: "succeed" | "throw" | "report" | "throttle" }
  | { readonly kind: "wait"; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("send" as const), group: fc.nat(2), size: fc.nat(400) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("end" as const),
      which: fc.nat(),
      how: fc.constantFrom("succeed", "throw", "report", "throttle" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 40_000 }) }) },
);

interface Settings {
  readonly fifo: boolean;
  readonly batchSize: number;
  /** Seconds. */
  readonly window: number;
  readonly maximumConcurrency: number;
  readonly reports: boolean;
}

const anySettings: fc.Arbitrary<Settings> = fc.record({
  fifo: fc.boolean(),
  batchSize: fc.integer({ min: 1, max: 25 }),
  window: fc.integer({ min: 0, max: 5 }),
  maximumConcurrency: fc.integer({ min: 2, max: 6 }),
  reports: fc.boolean(),
});

test("every received message is deleted or kept once per batch, never handled twice at a time, and handled in the end", async () => {
  await fc.assert(
    fc.asyncProperty(anySettings, fc.array(step, { maxLength: 60 }), async (chosen, steps) => {
      const run = new Run(chosen);
      await run.start();
      for (const one of steps) await run.take(one);
      await run.finish();

      expect(run.broken).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

/** One random history and the rules that it must keep. */
class Run {
  /** The rules that were broken, as sentences. */
  readonly broken: string[] = [];
  readonly #world: RouterWorld;
  readonly #settings: Settings;
  readonly #open: Call[] = [];
  readonly #visibleAt = new Map<string, number>();
  #seen = 0;

  constructor(settings: Settings) {
    // A window is not for FIFO queues, a batch size over 10 needs one.
    const window = settings.fifo ? 0 : settings.window;
    this.#settings = { ...settings, window, batchSize: Math.min(settings.batchSize, window === 0 ? 10 : 25) };
    this.#world = new RouterWorld(settings.fifo ? { queueArn: "arn:aws:sqs:eu-west-1:123456789012:orders.fifo" } : {});
  }

  async start(): Promise<void> {
    const { batchSize, window, maximumConcurrency, reports } = this.#settings;
    await this.#world.apply({
      batchSize,
      maximumBatchingWindowInSeconds: window,
      scalingConfig: { maximumConcurrency },
      functionResponseTypes: reports ? ["ReportBatchItemFailures"] : [],
    });
  }

  async take(one: Step): Promise<void> {
    if (one.kind === "send") {
      this.#world.queue.send("x".repeat(one.size), this.#settings.fifo ? { groupId: `g${one.group}` } : {});
    } else if (one.kind === "wait") {
      await this.#world.clock.advanceAsync(one.ms);
    } else {
      const [call] = this.#open.splice(one.which % Math.max(1, this.#open.length), 1);
      if (call !== undefined) end(call, one.how);
    }
    await this.#world.tick();
    this.#look();
  }

  /** From here on all succeeds: in the end the queue must be empty and every batch settled. */
  async finish(): Promise<void> {
    this.#world.answer = () => ({});
    for (const call of this.#open.splice(0)) call.end({});
    for (let round = 0; round < 200 && this.#world.queue.remaining.length > 0; round++) {
      await this.#world.clock.advanceAsync(VISIBILITY_MS);
      this.#look();
    }
    await this.#settle();
    this.#must(this.#world.queue.remaining.length === 0, "the queue is empty in the end");
    this.#checkSettlements();
  }

  /** A throttled batch waits on the clock for its next try, also when its messages are gone by another receive. */
  async #settle(): Promise<void> {
    const settled = this.#world.router.settled();
    for (let round = 0; round < 10; round++) await this.#world.clock.advanceAsync(VISIBILITY_MS);
    await settled;
  }

  #must(holds: boolean, rule: string): void {
    if (!holds) this.broken.push(rule);
  }

  /** Checks every call that has begun since the last look. */
  #look(): void {
    for (const call of this.#world.calls.slice(this.#seen)) {
      const { length } = call.messageIds;
      this.#must(length > 0 && length <= this.#settings.batchSize, `${length} messages are a legal batch`);
      this.#must(new Set(call.messageIds).size === length, "a message is once in a batch");
      if (this.#world.answer === undefined) this.#open.push(call);
      for (const record of call.event.Records) this.#checkHolder(record.messageId, record.receiptHandle, call);
    }
    this.#seen = this.#world.calls.length;
    const [mapping] = this.#world.router.list();
    const inFlight = mapping?.inFlight ?? 0;
    this.#must(inFlight <= this.#settings.maximumConcurrency, `${inFlight} batches in flight are allowed`);
  }

  /** A new receive of a message (another handle) comes only after the visibility timeout of the one before. */
  #checkHolder(messageId: string, receiptHandle: string, call: Call): void {
    const receipt = `${messageId} ${receiptHandle}`;
    if (this.#visibleAt.has(receipt)) return; // a throttled invocation tried again
    for (const [earlier, visibleAt] of this.#visibleAt) {
      if (!earlier.startsWith(`${messageId} `)) continue;
      this.#must(call.startedAt >= visibleAt, `${messageId} has one holder at a time`);
    }
    const receivedAt = call.startedAt - this.#settings.window * 1000;
    this.#visibleAt.set(receipt, receivedAt + VISIBILITY_MS);
  }

  #checkSettlements(): void {
    const settled = this.#world.facts("esm.batchSettled");
    const formed = this.#world.facts("esm.batchFormed");
    for (const { id, messageIds } of formed) {
      const told = settled
        .filter(({ causeId }) => causeId === id)
        .flatMap(({ deleted, kept }) => [...deleted, ...kept]);
      const same = JSON.stringify(told.toSorted()) === JSON.stringify([...messageIds].toSorted());
      this.#must(same, `batch ${id} is settled once, each of its messages deleted or kept`);
    }
    this.#must(settled.length === formed.length, "every batch is settled once");
  }
}

function end(call: Call, how: "succeed" | "throw" | "report" | "throttle"): void {
  if (how === "throw") call.end({ kind: "threw", payload: "{}" });
  else if (how === "throttle") call.end({ kind: "throttled", reason: "ConcurrentInvocationLimitExceeded" });
  else if (how === "succeed") call.end({});
  else {
    const batchItemFailures = call.messageIds.slice(0, 1).map((itemIdentifier) => ({ itemIdentifier }));
    call.end({ payload: JSON.stringify({ batchItemFailures }) });
  }
}
