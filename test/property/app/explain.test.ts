import fc from "fast-check";
import { expect, test } from "vitest";
import {
  GONE_REASONS,
  IN_FLIGHT_REASONS,
  KEPT_REASONS,
  WAITING_REASONS,
} from "../../../app/explain/message-reasons.ts";
import { REASONS, type Reason, sentenceOf } from "../../../app/explain/reasons.ts";
import { AwsError } from "../../../runtime/core/errors.ts";
import { ExplainWorld } from "../../unit/app/explain-world.ts";

const QUEUES = ["work", "work-dlq", "work.fifo", "work-dlq.fifo", "plain", "plain.fifo", "told"] as const;
type QueueName = (typeof QUEUES)[number];

const CONFIG = {
  queues: {
    "work-dlq": {},
    work: { visibilityTimeout: 30, deadLetterQueue: { queue: "work-dlq", maxReceiveCount: 2 } },
    "work-dlq.fifo": { fifoQueue: true },
    "work.fifo": {
      fifoQueue: true,
      contentBasedDeduplication: true,
      visibilityTimeout: 20,
      deadLetterQueue: { queue: "work-dlq.fifo", maxReceiveCount: 2 },
    },
    plain: { messageRetentionPeriod: 120, deadLetterQueue: { queue: "work-dlq", maxReceiveCount: 3 } },
    "plain.fifo": { fifoQueue: true, delaySeconds: 5 },
    told: {},
  },
  topics: {
    news: {
      subscriptions: [
        { queue: "told", rawMessageDelivery: true, filterPolicy: { kind: ["big"] } },
        { function: "work" },
      ],
    },
    silence: {},
  },
  buckets: { files: { notifications: [{ events: ["s3:ObjectCreated:*"], suffix: ".jpg", queue: "told" }] } },
  functions: {
    work: {
      handler: "work.handler",
      timeout: 10,
      eventSourceMappings: [
        {
          queue: "work",
          batchSize: 20,
          maximumBatchingWindowInSeconds: 3,
          functionResponseTypes: ["ReportBatchItemFailures"],
          filterCriteria: { filters: [{ pattern: JSON.stringify({ body: { kind: ["wanted", "other"] } }) }] },
        },
        { queue: "work.fifo", batchSize: 2 },
      ],
    },
  },
};

type Body = "wanted" | "other" | "unwanted";
type How = "return" | "throw" | "report" | "garbage" | "unknown";

/** What each step needs to know. */
interface Steps {
  send: { queue: QueueName; body: Body; delay: number; group: number; twice: boolean };
  receive: { queue: QueueName; visibility: number };
  delete: { which: number };
  hide: { which: number; seconds: number };
  end: { which: number; how: How };
  purge: { queue: QueueName };
  redelay: { seconds: number };
  redrive: { queue: "work-dlq" | "work-dlq.fifo" };
  toggle: { which: number };
  publish: { topic: "news" | "silence"; size: "big" | "small" };
  put: { key: "a.jpg" | "b.txt" };
  wait: { ms: number };
}
type Step = { [Kind in keyof Steps]: { kind: Kind } & Steps[Kind] }[keyof Steps];

const queue = fc.constantFrom(...QUEUES);
const seconds = fc.integer({ min: 0, max: 40 });

function of<Kind extends keyof Steps>(
  kind: Kind,
  weight: number,
  members: { readonly [Name in keyof Steps[Kind]]: fc.Arbitrary<Steps[Kind][Name]> },
): fc.WeightedArbitrary<Step> {
  return { weight, arbitrary: fc.record({ kind: fc.constant(kind), ...members }) as unknown as fc.Arbitrary<Step> };
}

const step: fc.Arbitrary<Step> = fc.oneof(
  of("send", 8, {
    queue,
    body: fc.constantFrom("wanted", "other", "unwanted"),
    delay: fc.constantFrom(0, 0, 0, 7),
    group: fc.nat(1),
    twice: fc.boolean(),
  }),
  of("receive", 4, { queue, visibility: seconds }),
  of("delete", 2, { which: fc.nat() }),
  of("hide", 2, { which: fc.nat(), seconds }),
  of("end", 6, { which: fc.nat(), how: fc.constantFrom("return", "throw", "report", "garbage", "unknown") }),
  of("purge", 1, { queue }),
  of("redelay", 1, { seconds }),
  of("redrive", 1, { queue: fc.constantFrom("work-dlq", "work-dlq.fifo") }),
  of("toggle", 1, { which: fc.nat() }),
  of("publish", 1, { topic: fc.constantFrom("news", "silence"), size: fc.constantFrom("big", "small") }),
  of("put", 1, { key: fc.constantFrom("a.jpg", "b.txt") }),
  of("wait", 5, { ms: fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 45_000 })) }),
);

test("every message always has exactly one reason of the list, and it says what is true of its queue", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60, size: "max" }), async (steps) => {
      const run = new Run(seen);
      await run.world.start(CONFIG);
      try {
        for (const one of steps) {
          await run.take(one);
          run.check();
        }
      } finally {
        await run.stop();
      }
      expect(run.broken).toEqual([]);
    }),
    { numRuns: 120 },
  );
  // Otherwise the test would prove less than it says.
  expect(seen.size).toBeGreaterThan(30);
}, 120_000);

interface Receipt {
  readonly queue: QueueName;
  readonly messageId: string;
  readonly receiptHandle: string;
}

/** One random history, what is known of it besides the journal, and the rules that reasons must keep. */
class Run {
  readonly world = new ExplainWorld();
  /** The rules that were broken, as sentences. */
  readonly broken: string[] = [];
  readonly #seen: Set<string>;
  readonly #messages = new Set<string>();
  readonly #receipts: Receipt[] = [];
  readonly #open: ExplainWorld["calls"] = [];
  #calls = 0;
  readonly #steps: { readonly [Kind in keyof Steps]: (one: Steps[Kind]) => unknown } = {
    send: (one) => this.#send(one),
    receive: ({ queue: name, visibility }) => this.#receive(name, visibility),
    delete: ({ which }) => this.#delete(which),
    hide: ({ which, seconds: hideFor }) => this.#hide(which, hideFor),
    end: ({ which, how }) => this.#end(which, how),
    purge: ({ queue: name }) => this.world.queue(name).purge(),
    redelay: ({ seconds: delay }) =>
      this.world.sqs("SetQueueAttributes", {
        QueueUrl: "http://127.0.0.1:4566/000000000000/plain.fifo",
        Attributes: { DelaySeconds: String(delay) },
      }),
    redrive: ({ queue: name }) => this.world.sqs("StartMessageMoveTask", { SourceArn: this.world.queue(name).arn }),
    toggle: ({ which }) => this.#toggle(which),
    publish: ({ topic, size }) =>
      this.world.publish(topic, { MessageAttributes: { kind: { DataType: "String", StringValue: size } } }),
    put: ({ key }) => this.world.putObject("files", key),
    wait: ({ ms }) => this.world.advance(ms),
  };

  constructor(seen: Set<string>) {
    this.#seen = seen;
  }

  async stop(): Promise<void> {
    for (const call of this.#open) call.end({});
    await this.world.stop();
  }

  async take(one: Step): Promise<void> {
    try {
      await (this.#steps[one.kind] as (one: Step) => unknown)(one);
    } catch (error) {
      // AWS refuses it too: an expired handle, a second purge within a minute.
      if (!(error instanceof AwsError)) throw error;
    }
    await this.world.tick();
    for (const call of this.world.calls.slice(this.#calls)) this.#open.push(call);
    this.#calls = this.world.calls.length;
  }

  #send({ queue: name, body, delay, group, twice }: Steps["send"]): void {
    const isFifo = name.endsWith(".fifo");
    const text = JSON.stringify({ kind: body, ...(twice ? {} : { n: this.#messages.size }) });
    const more = isFifo
      ? { groupId: `g${group}`, deduplicationId: twice ? "same" : `d${this.#messages.size}` }
      : { delaySeconds: delay };
    this.#messages.add(this.world.send(name, text, more));
  }

  #receive(name: QueueName, visibility: number): void {
    const before = this.world.explain();
    for (const { messageId, receiptHandle } of this.world.receive(name, visibility)) {
      this.#receipts.push({ queue: name, messageId, receiptHandle });
      const reason = before.reasonOf(messageId);
      const isFree = reason !== undefined && AVAILABLE.has(reason.code) && reason.code !== "message.blockedByGroup";
      this.#must(isFree, `${messageId} could be received, so its reason was not ${reason?.code}`);
    }
  }

  #receipt(which: number): Receipt | undefined {
    return this.#receipts[which % Math.max(1, this.#receipts.length)];
  }

  #hide(which: number, hideFor: number): void {
    const receipt = this.#receipt(which);
    if (receipt !== undefined) this.world.queue(receipt.queue).changeVisibility(receipt.receiptHandle, hideFor);
  }

  #delete(which: number): void {
    const receipt = this.#receipt(which);
    if (receipt === undefined) return;
    const { queue: name, messageId, receiptHandle } = receipt;
    const before = this.world.explain().lives.get(messageId);
    const wasThere = before?.standing.kind !== "gone" && before?.queueArn === this.world.queue(name).arn;
    this.world.queue(name).delete(receiptHandle, { by: "client" });
    if (!wasThere) return;
    const code = this.world.codeOf(messageId);
    this.#must(code === "message.deletedByClient", `${messageId} was deleted by a client, not ${code}`);
  }

  #end(which: number, how: How): void {
    const [call] = this.#open.splice(which % Math.max(1, this.#open.length), 1);
    if (call === undefined) return;
    const [itemIdentifier] = call.messageIds;
    if (how === "throw") call.fail(new TypeError("no"));
    else if (how === "report") call.end({ batchItemFailures: [{ itemIdentifier }] });
    else if (how === "unknown") call.end({ batchItemFailures: [{ itemIdentifier: "somebody" }] });
    else call.end(how === "garbage" ? "garbage" : {});
  }

  async #toggle(which: number): Promise<void> {
    const { mappings } = this.world.runtime.router;
    const all = mappings.list();
    const mapping = all[which % all.length];
    if (mapping !== undefined) await mappings.update(mapping.UUID, { Enabled: mapping.State === "Disabled" });
  }

  check(): void {
    const explanations = this.world.explain();
    const counts = new Map<string, { available: number; inFlight: number; delayed: number }>();
    for (const id of this.#messages) this.#must(explanations.lives.has(id), `the journal knows ${id}`);
    for (const [messageId, { queueArn }] of explanations.lives) {
      const reason = explanations.reasonOf(messageId);
      if (reason === undefined) {
        this.broken.push(`${messageId} has a reason`);
        continue;
      }
      this.#checkSentence(reason);
      const count = counts.get(queueArn) ?? { available: 0, inFlight: 0, delayed: 0 };
      counts.set(queueArn, count);
      const kind = kindOf(reason);
      if (kind !== "gone") count[kind] += 1;
      this.#checkTruth(messageId, reason);
    }
    for (const one of this.world.runtime.services.sqs.queues()) {
      const told = counts.get(one.arn) ?? { available: 0, inFlight: 0, delayed: 0 };
      this.#must(
        JSON.stringify(told) === JSON.stringify({ available: 0, inFlight: 0, delayed: 0, ...ordered(one.counts) }),
        `${one.name} has ${JSON.stringify(one.counts)}, the reasons say ${JSON.stringify(told)}`,
      );
    }
    this.#checkOthers();
  }

  #checkSentence(reason: Reason): void {
    this.#seen.add(reason.code);
    this.#must(reason.code in REASONS, `${reason.code} is in the list`);
    const sentence = sentenceOf(reason, String);
    this.#must(!/[{}]|undefined|NaN/.test(sentence), `a whole sentence: ${sentence}`);
  }

  #checkTruth(messageId: string, { code, values }: Reason): void {
    const isOpen = this.#open.some(({ messageIds }) => messageIds.includes(messageId));
    if (code === "message.beingHandled") this.#must(isOpen, `${messageId} is with the handler`);
    const states = this.world.runtime.router.list().map(({ state }) => state);
    if (code === "message.mappingDisabled") this.#must(states.includes("Disabled"), "a mapping is disabled");
    for (const [name, value] of Object.entries<string | number>(values)) {
      if (name !== "until" || typeof value !== "number") continue;
      this.#must(value > this.world.clock.now(), `${code} ends in the future`);
    }
  }

  /** Publishes, objects and events have one too. */
  #checkOthers(): void {
    const explanations = this.world.explain();
    for (const entry of explanations.index.entries) {
      const reason = explanations.subjectOf(entry)?.reason;
      if (reason !== undefined) this.#checkSentence(reason);
    }
  }

  #must(holds: boolean, rule: string): void {
    if (!holds) this.broken.push(rule);
  }
}

const DELAYED = "message.delayed";
const AVAILABLE: ReadonlySet<string> = new Set(Object.keys(WAITING_REASONS).filter((code) => code !== DELAYED));
const IN_FLIGHT: ReadonlySet<string> = new Set([...Object.keys(IN_FLIGHT_REASONS), ...Object.keys(KEPT_REASONS)]);

function kindOf({ code }: Reason): "available" | "inFlight" | "delayed" | "gone" {
  if (code === DELAYED) return "delayed";
  if (AVAILABLE.has(code)) return "available";
  if (IN_FLIGHT.has(code)) return "inFlight";
  if (code in GONE_REASONS) return "gone";
  throw new Error(`${code} is no reason of a message.`);
}

function ordered({ available, inFlight, delayed }: { available: number; inFlight: number; delayed: number }): object {
  return { available, inFlight, delayed };
}
