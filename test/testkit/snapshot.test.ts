import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { afterEach, describe, expect, test } from "vitest";
import { createRuntime } from "../../testkit/create-runtime.ts";
import type { TestRuntime } from "../../testkit/test-runtime.ts";
import "../../testkit/vitest.ts";

let runtime: TestRuntime;
afterEach(() => runtime.stop());

describe("a snapshot", () => {
  test("brings back messages in flight, delayed and in the dead-letter queue, with the time that is left to them", async () => {
    let runs = 0;
    runtime = await createRuntime({
      queues: { jobs: { deadLetterQueue: { queue: "dead", maxReceiveCount: 1 } }, dead: {}, later: {} },
      functions: {
        work: {
          handler: () => {
            runs++;
            console.log("at work");
            return Promise.reject(new TypeError("no"));
          },
          eventSourceMappings: [{ queue: "jobs" }],
        },
      },
    });
    runtime.queue("jobs").send("first");
    await runtime.drained();
    runtime.queue("jobs").send("second");
    runtime.queue("later").send("third", { delaySeconds: 60 });
    await runtime.clock.advance("10 seconds");
    const snapshot = await runtime.snapshot();
    const before = stateOf(runtime);

    await runtime.drained();
    runtime.queue("dead").send("another");
    expect(stateOf(runtime)).not.toEqual(before);
    const runsBefore = runs;
    for (let round = 0; round < 2; round++) {
      await runtime.restore(snapshot);
      expect(stateOf(runtime)).toEqual(before);
    }
    expect(runs).toBe(runsBefore);

    await runtime.clock.advance("20 seconds");
    expect(runtime.queue("dead")).toHaveReceivedMessage("second");
    await runtime.clock.advance("30 seconds");
    expect(runtime.queue("later").counts.available).toBe(1);
    runtime.queue("jobs").send("fourth");
    await runtime.settled();
    expect(runs).toBe(runsBefore + 1);
  });

  test("brings back objects, deduplication, and what handlers did through SDK clients", async () => {
    runtime = await createRuntime({
      queues: { "jobs.fifo": { fifoQueue: true, contentBasedDeduplication: true }, out: {} },
      buckets: { files: { notifications: [{ events: ["s3:ObjectCreated:*"], function: "copy" }] } },
      functions: {
        copy: {
          handler: async () => {
            const sqs = runtime.client(SQSClient);
            await sqs.send(new SendMessageCommand({ QueueUrl: runtime.queue("out").url, MessageBody: "copied" }));
          },
        },
      },
    });
    const s3 = runtime.client(S3Client);
    await s3.send(new PutObjectCommand({ Bucket: "files", Key: "a.txt", Body: "first" }));
    runtime.queue("jobs.fifo").send("once", { messageGroupId: "g" });
    await runtime.settled();
    const snapshot = await runtime.snapshot();

    await s3.send(new PutObjectCommand({ Bucket: "files", Key: "a.txt", Body: "second" }));
    await runtime.settled();
    await runtime.restore(snapshot);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "files", Key: "a.txt" }));
    expect(await Body?.transformToString()).toBe("first");
    expect(runtime.queue("out").received()).toHaveLength(1);
    runtime.queue("jobs.fifo").send("once", { messageGroupId: "g" });
    expect(runtime.queue("jobs.fifo").messages()).toHaveLength(1);
  });

  test("brings back what a topic signed and delivered", async () => {
    runtime = await createRuntime({
      queues: { news: {} },
      topics: { all: { subscriptions: [{ queue: "news" }] } },
    });
    runtime.topic("all").publish("hello", { attributes: { kind: "news" } });
    await runtime.settled();
    const [first] = runtime.queue("news").received();
    expect(first?.json).toMatchObject({ Message: "hello" });
    const snapshot = await runtime.snapshot();
    runtime.topic("all").publish("again");
    await runtime.settled();
    await runtime.restore(snapshot);
    expect(runtime.queue("news").received()).toMatchObject([{ messageId: first?.messageId, state: "available" }]);
  });

  test("comes after what a look found out, too", async () => {
    runtime = await createRuntime({ queues: { kept: { messageRetentionPeriod: 60 } } });
    runtime.queue("kept").send("old");
    await runtime.clock.advance("1 hour");
    expect(runtime.queue("kept").messages()).toEqual([]);
    runtime.queue("kept").send("new");
    const began = performance.now();
    await runtime.restore(await runtime.snapshot());
    expect(performance.now() - began).toBeLessThan(1000);
    expect(runtime.queue("kept").messages()).toMatchObject([{ body: "new" }]);
  });

  test("of a client that hung up has nobody who waits for messages", async () => {
    runtime = await createRuntime({ queues: { jobs: {} } });
    const sqs = runtime.client(SQSClient);
    const abort = new AbortController();
    const poll = new ReceiveMessageCommand({ QueueUrl: runtime.queue("jobs").url, WaitTimeSeconds: 20 });
    const waiting = sqs.send(poll, { abortSignal: abort.signal }).catch((error: Error) => error.name);
    await runtime.settled();
    abort.abort();
    expect(await waiting).toBe("AbortError");
    await runtime.restore(await runtime.snapshot());
    runtime.queue("jobs").send("a");
    await runtime.settled();
    expect(runtime.queue("jobs").counts).toEqual({ available: 1, inFlight: 0, delayed: 0 });
  });

  test("keeps what was refused refused", async () => {
    runtime = await createRuntime({ queues: { jobs: {} } });
    expect(() => runtime.queue("jobs").send("")).toThrow(/MessageBody/);
    await expect(runtime.invoke("nobody")).rejects.toThrow(/Function not found/);
    await runtime.restore(await runtime.snapshot());
    expect(runtime.queue("jobs")).toBeEmptyQueue();
  });

  test("is refused while a handler runs, and for another runtime", async () => {
    runtime = await createRuntime({ patience: 0, functions: { hang: { handler: () => new Promise(() => {}) } } });
    const snapshot = await runtime.snapshot();
    runtime.invokeAsync("hang");
    await expect(runtime.snapshot()).rejects.toThrow("while a handler runs");
    const other = await createRuntime();
    await expect(other.restore(snapshot)).rejects.toThrow("another runtime");
    await other.stop();
  });

  test("that depends on something outside says so, and changes nothing", async () => {
    let machine = 1;
    runtime = await createRuntime({
      queues: { out: {} },
      functions: { work: { handler: (event: SQSEvent) => Promise.resolve(event) } },
    });
    runtime.engine.do(({ runtime: { services } }) =>
      services.sqs.queueByArn(runtime.queue("out").arn)?.send({ body: "x".repeat(machine++) }),
    );
    const snapshot = await runtime.snapshot();
    await expect(runtime.restore(snapshot)).rejects.toThrow(/depends on something outside of the runtime/);
    expect(runtime.queue("out").messages()).toMatchObject([{ body: "x" }]);
  });
});

function stateOf({ engine, clock }: TestRuntime): unknown {
  const names = [...engine.runtime.services.sqs.queues()].map(({ name }) => name);
  return {
    now: clock.now(),
    facts: engine.facts.slice(),
    queues: names.map((name) => runtime.queue(name).received()),
  };
}
