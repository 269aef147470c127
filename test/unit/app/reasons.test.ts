import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { REASONS, sentenceOf } from "../../../app/explain/reasons.ts";
import { whyOf } from "../../../app/explain/why.ts";
import { ExplainWorld } from "./explain-world.ts";

const CONFIG = {
  queues: {
    dead: {},
    orders: { visibilityTimeout: 30, deadLetterQueue: { queue: "dead", maxReceiveCount: 2 } },
    slow: { visibilityTimeout: 30 },
    plain: { messageRetentionPeriod: 60 },
    "groups.fifo": { fifoQueue: true },
    "async-dead": {},
  },
  topics: {
    silence: {},
    pending: { subscriptions: [{ protocol: "http", endpoint: "http://127.0.0.1:9/hook" }] },
    filtered: { subscriptions: [{ queue: "plain", filterPolicy: { kind: ["big"] } }] },
    wrapped: { subscriptions: [{ queue: "plain" }] },
    gone: { subscriptions: [{ queue: "slow" }] },
    calls: { subscriptions: [{ function: "work" }] },
  },
  buckets: {
    quiet: {},
    bridged: { eventBridge: true },
    types: { notifications: [{ events: ["s3:ObjectRemoved:*"], queue: "plain" }] },
    prefix: { notifications: [{ events: ["s3:ObjectCreated:*"], prefix: "in/", queue: "plain" }] },
    suffix: { notifications: [{ events: ["s3:ObjectCreated:*"], suffix: ".jpg", queue: "plain" }] },
    fine: { notifications: [{ events: ["s3:ObjectCreated:*"], queue: "plain" }] },
    lost: { notifications: [{ events: ["s3:ObjectCreated:*"], queue: "slow" }] },
  },
  functions: {
    work: {
      handler: "work.handler",
      timeout: 10,
      eventSourceMappings: [
        { queue: "orders", functionResponseTypes: ["ReportBatchItemFailures"] },
        { queue: "groups.fifo" },
      ],
    },
  },
};

let world: ExplainWorld;
beforeEach(async () => {
  world = new ExplainWorld();
  await world.start(CONFIG);
});
afterEach(() => world.stop());

/** The sentence of an id's reason, with instants as milliseconds since the start. */
function sentence(id: string): string {
  const reason = world.explain().reasonOf(id);
  if (reason === undefined) throw new Error(`${id} has no reason.`);
  return sentenceOf(reason, (at) => `${at - START}`);
}

const START = 1_767_225_600_000;

test("the list has more than forty reasons, and every sentence ends as one", () => {
  expect(Object.keys(REASONS).length).toBeGreaterThan(40);
  for (const { sentence: text, advice } of Object.values(REASONS)) {
    expect(text).toMatch(/[.}]$/);
    expect(advice).toMatch(/[.)]$/);
  }
});

describe("a message in a queue", () => {
  test("is delayed, waits, is in flight, and comes back", async () => {
    const id = world.send("plain", "{}", { delaySeconds: 5 });
    expect(sentence(id)).toBe("It is delayed in plain until 5000.");

    await world.advance(5000);
    expect(world.codeOf(id)).toBe("message.noReceiver");

    world.receive("plain", 20);
    expect(sentence(id)).toBe("It is in flight with a client until 25000, receive 1 from plain.");

    await world.advance(20_000);
    expect(world.codeOf(id)).toBe("message.visibleAgain");

    await world.advance(40_000);
    expect(world.codeOf(id)).toBe("message.expired");
  });

  test("is gone with its queue, or purged", async () => {
    const purged = world.send("plain");
    world.queue("plain").purge();
    const deleted = world.send("plain");
    await world.sqs("DeleteQueue", { QueueUrl: "http://127.0.0.1:4566/000000000000/plain" });

    expect([world.codeOf(purged), world.codeOf(deleted)]).toEqual(["message.purged", "message.queueDeleted"]);
  });

  test("of a FIFO queue waits for the one before it in its group", async () => {
    const first = world.send("groups.fifo", "1", { groupId: "g", deduplicationId: "1" });
    await world.tick();
    const second = world.send("groups.fifo", "2", { groupId: "g", deduplicationId: "2" });
    await world.tick();

    expect(world.codeOf(first)).toBe("message.beingHandled");
    expect(sentence(second)).toContain(`message ${first} of its message group g is in flight until 30000`);
    world.calls[0]?.end({});
    await world.tick();
    expect([world.codeOf(first), world.codeOf(second)]).toEqual(["message.handled", "message.beingHandled"]);
  });

  test("that repeats another is no new message", async () => {
    const first = world.send("groups.fifo", "1", { groupId: "g", deduplicationId: "1" });
    const again = world.send("groups.fifo", "1", { groupId: "g", deduplicationId: "1" });
    await world.tick();

    expect(again).toBe(first);
    expect(world.explain().newest()?.reason.code).toBe("message.deduplicated");
    expect(world.codeOf(first)).toBe("message.beingHandled");
  });
});

describe("a message that its handler did not handle", () => {
  test.each([
    ["threw", (call: Call) => call.fail(new TypeError("no")), "message.keptThrew"],
    ["text", (call: Call) => call.end("x"), "message.keptAnswerNotAnObject"],
    ["another key", (call: Call) => call.end({ failures: [] }), "message.keptNoBatchItemFailures"],
    ["no list", (call: Call) => call.end({ batchItemFailures: 1 }), "message.keptBatchItemFailuresNotAList"],
    ["no object", (call: Call) => call.end({ batchItemFailures: [1] }), "message.keptItemNotAnObject"],
    ["no identifier", (call: Call) => call.end({ batchItemFailures: [{}] }), "message.keptNoItemIdentifier"],
    ["a number", (call: Call) => call.end(failures(1)), "message.keptItemIdentifierNotText"],
    ["an empty text", (call: Call) => call.end(failures("")), "message.keptItemIdentifierEmpty"],
    ["somebody", (call: Call) => call.end(failures("somebody")), "message.keptUnknownItemIdentifier"],
    ["itself", (call: Call) => call.end(failures(call.messageIds[0])), "message.keptReported"],
  ])("answered %s", async (_, end, code) => {
    const id = world.send("orders");
    await world.tick();
    const [call] = world.calls;
    if (call !== undefined) end(call);
    await world.tick();

    expect(world.codeOf(id)).toBe(code);
    expect(sentence(id)).toContain("at 30000 (receive 1 of 2)");
  });

  test("timed out", async () => {
    const id = world.send("orders");
    await world.advance(10_000);

    expect(world.codeOf(id)).toBe("message.keptTimedOut");
  });

  test("is in the dead-letter queue in the end, says why, and is redriven", async () => {
    const id = world.send("orders");
    for (let receive = 0; receive < 2; receive++) {
      await world.tick();
      world.calls[receive]?.fail(new Error("broken"));
      await world.advance(30_000);
    }
    await world.tick();

    expect(world.codeOf(id)).toBe("message.deadLettered");
    expect(sentence(id)).toContain("received 2 times from orders");
    expect(sentence(id)).toContain("Error: broken");

    await world.sqs("StartMessageMoveTask", { SourceArn: world.queue("dead").arn });
    await world.advance(1000);
    expect(world.codeOf(id)).toBe("message.redriven");
  });
});

type Call = ExplainWorld["calls"][number];

function failures(itemIdentifier: unknown): object {
  return { batchItemFailures: [{ itemIdentifier }] };
}

describe("what was published", () => {
  test.each([
    ["silence", "published.noSubscriptions"],
    ["pending", "published.pendingConfirmation"],
    ["filtered", "published.filteredOut"],
    ["wrapped", "published.delivered"],
  ])("to %s", async (topic, code) => {
    expect(world.codeOf(await world.publish(topic, {}))).toBe(code);
  });

  test("to a queue that is gone was dropped", async () => {
    await world.sqs("DeleteQueue", { QueueUrl: "http://127.0.0.1:4566/000000000000/slow" });

    expect(world.codeOf(await world.publish("gone", {}))).toBe("published.dropped");
  });

  test("to a function is an event: running, tried again, given up", async () => {
    const published = await world.publish("calls", {});
    const event = (): string => {
      const { path } = whyOf(found(published), world.explain());
      return path.at(-1)?.id ?? "";
    };
    await world.tick();
    const id = event();
    expect(world.codeOf(id)).toBe("event.running");

    world.calls[0]?.fail(new Error("no"));
    await world.tick();
    expect(world.codeOf(id)).toBe("event.retrying");

    for (const call of [1, 2]) {
      await world.advance(call * 60_000);
      world.calls[call]?.fail(new Error("no"));
      await world.tick();
    }
    expect(world.codeOf(id)).toBe("event.retriesExhausted");
    expect(event()).toBe(id);
  });
});

function found(id: string): NonNullable<ReturnType<ReturnType<ExplainWorld["explain"]>["find"]>> {
  const subject = world.explain().find(id);
  if (subject === undefined) throw new Error(`${id} is not known.`);
  return subject;
}

describe("an object that was put", () => {
  test.each([
    ["quiet", "object.noNotifications"],
    ["bridged", "object.eventBridgeOnly"],
    ["types", "object.eventTypeNotListed"],
    ["prefix", "object.prefixDoesNotMatch"],
    ["suffix", "object.suffixDoesNotMatch"],
    ["fine", "object.notified"],
  ])("into %s", async (bucket, code) => {
    await world.putObject(bucket, "a.txt");

    expect(world.codeOf(`${bucket}/a.txt`)).toBe(code);
    expect(world.codeOf(`s3://${bucket}/a.txt`)).toBe(code);
  });

  test("whose destination is gone", async () => {
    await world.sqs("DeleteQueue", { QueueUrl: "http://127.0.0.1:4566/000000000000/slow" });
    await world.putObject("lost", "a.txt");

    expect(world.codeOf("lost/a.txt")).toBe("object.destinationFailed");
  });

  test("is followed to where it stands", async () => {
    await world.putObject("fine", "a.txt");
    const { path } = whyOf(found("last"), world.explain());

    expect(path.map(({ kind, reason }) => [kind, reason.code])).toEqual([
      ["object", "object.notified"],
      ["message", "message.noReceiver"],
    ]);
  });
});

describe("a request", () => {
  test("that AWS would refuse has its error", async () => {
    await world.sqs("SendMessage", { QueueUrl: "http://127.0.0.1:4566/000000000000/nobody", MessageBody: "x" });

    expect(sentenceOf(found("last").reason, String)).toContain("sqs refused SendMessage with QueueDoesNotExist");
  });

  test("that invokes a function ends as it does", async () => {
    const { lambda } = world.runtime.services;
    const invoked = lambda.invoke({ functionName: "work", payload: "{}", causeId: undefined });
    await world.tick();
    expect(found("last").reason.code).toBe("invocation.running");

    world.calls[0]?.fail(new RangeError("no"));
    await invoked;
    expect(sentenceOf(found("last").reason, String)).toContain("work threw RangeError: no");
  });
});
