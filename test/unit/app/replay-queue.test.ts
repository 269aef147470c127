import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { type RunningRuntime, startInProcess } from "../../../app/in-process.ts";
import type { Capture } from "../../../events/capture/index.ts";
import { sqsEvent } from "../../../events/payloads/factories/index.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import type { Queue } from "../../../runtime/sqs/index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lambdaloop-replay-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Batch {
  readonly Records: readonly { readonly receiptHandle: string; readonly messageId: string }[];
}

let runtime: RunningRuntime;
let clock: VirtualClock;
afterEach(() => runtime.stop());

async function start(handler: (event: Batch) => unknown, queueName = "orders"): Promise<Queue> {
  clock = new VirtualClock();
  runtime = await startInProcess({
    cwd: folder,
    config: {
      queues: { [queueName]: queueName.endsWith(".fifo") ? { fifoQueue: true } : {} },
      functions: { work: { handler: "index.handler", timeout: 3 } },
    },
    handlers: new Map([["work", (async (event: Batch) => handler(event)) as never]]),
    clock,
    listen: false,
    seed: "seed",
  });
  const queue = runtime.services.sqs.queueByArn(`arn:aws:sqs:us-east-1:000000000000:${queueName}`);
  if (queue === undefined) throw new TypeError("The config declares the queue.");
  return queue;
}

function captureOf(queueArn: string): Capture & { event: Batch } {
  const scene = {
    region: "us-east-1",
    accountId: "000000000000",
    clock: new VirtualClock(),
    random: seededRandom("event"),
  };
  const { event } = sqsEvent([{ text: "one", messageGroupId: "g" }], { queueArn, receiveCount: 3 }, scene);
  const base = { requestId: "r", outcome: "imported", context: {}, logs: [], causes: [], effects: [] } as const;
  return { ...base, id: "aaaaaaaa", at: "2026-01-01T00:00:00.000Z", functionName: "work", source: "sqs", event };
}

const replay = (capture: Capture, rawEvent = false) => runtime.runs.replay({ capture: capture as never, rawEvent });

test("a handler deletes a replayed message itself with its receipt handle", async () => {
  const queue = await start(({ Records: [record] }) => {
    queue.delete(record?.receiptHandle ?? "", { by: "client" });
    return queue.counts;
  });
  const { run, settlement } = await replay(captureOf(queue.arn));
  expect(run).toMatchObject({ outcome: "returned", result: { available: 0, inFlight: 0, delayed: 0 } });
  expect(settlement).toEqual({ deleted: 1, kept: 0, queueName: "orders" });
});

test("a message whose handler failed comes back, one receive older, when its changed visibility timeout has passed", async () => {
  const queue = await start(({ Records: [record] }) => {
    queue.changeVisibility(record?.receiptHandle ?? "", 5);
    throw new Error("later");
  });
  const { settlement } = await replay(captureOf(queue.arn));
  expect(settlement).toEqual({ deleted: 0, kept: 1, queueName: "orders" });
  clock.advance(5000);
  const [message] = await queue.receive({ max: 1, receiver: "client" });
  expect(message?.attributes.ApproximateReceiveCount).toBe("4");
});

test.each(["orders", "orders.fifo"])("a queue of the same name stands in for %s of another account", async (name) => {
  const queue = await start((event) => event.Records.length, name);
  const { settlement, notes } = await replay(captureOf(`arn:aws:sqs:eu-west-1:123456789012:${name}`));
  expect({ settlement, notes }).toMatchObject({ settlement: { deleted: 1, queueName: queue.name } });
});

test("without a queue of that name the event has its recorded bytes, and it is said", async () => {
  await start((event) => event.Records[0]?.receiptHandle);
  const capture = captureOf("arn:aws:sqs:us-east-1:000000000000:elsewhere");
  const { settlement, notes, run } = await replay(capture);
  expect(settlement).toBeUndefined();
  expect(notes[0]).toContain("There is no queue arn:aws:sqs:us-east-1:000000000000:elsewhere here");
  expect(run.result).toBe(capture.event.Records[0]?.receiptHandle);
});

test("with the raw event nothing comes into the queue", async () => {
  const queue = await start(() => queue.counts);
  const { run, settlement } = await replay(captureOf(queue.arn), true);
  expect({ result: run.result, settlement }).toEqual({
    result: { available: 0, inFlight: 0, delayed: 0 },
    settlement: undefined,
  });
});

test("a function that is not there is refused before anything comes into a queue", async () => {
  const queue = await start(() => null);
  const capture = { ...captureOf(queue.arn), functionName: "other" };
  await expect(replay(capture)).rejects.toThrow("There is no function other here.");
  expect(queue.counts).toEqual({ available: 0, inFlight: 0, delayed: 0 });
});
