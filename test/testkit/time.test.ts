import { afterEach, expect, test } from "vitest";
import { createRuntime } from "../../testkit/create-runtime.ts";
import { scheduledEvent } from "../../testkit/events.ts";
import type { TestRuntime } from "../../testkit/test-runtime.ts";
import "../../testkit/vitest.ts";

let runtime: TestRuntime;
afterEach(() => runtime.stop());

const HOUR_MS = 3_600_000;

async function inUnderASecond(act: () => Promise<void>): Promise<void> {
  const began = performance.now();
  await act();
  expect(performance.now() - began).toBeLessThan(1000);
}

test("a runtime starts in less than 50 ms", async () => {
  const took: number[] = [];
  for (let start = 0; start < 7; start++) {
    const began = performance.now();
    runtime = await createRuntime({
      queues: { jobs: {} },
      functions: { work: { handler: () => Promise.resolve(), eventSourceMappings: [{ queue: "jobs" }] } },
    });
    took.push(performance.now() - began);
    if (start < 6) await runtime.stop();
  }
  const median = took.toSorted((a, b) => a - b)[3];
  expect(median).toBeLessThan(50);
});

test("two weeks of retention", async () => {
  runtime = await createRuntime({ queues: { kept: { messageRetentionPeriod: 1_209_600 } } });
  await inUnderASecond(async () => {
    runtime.queue("kept").send("old");
    await runtime.clock.advance("13 days");
    expect(runtime.queue("kept")).not.toBeEmptyQueue();
    await runtime.clock.advance("1 day");
    expect(runtime.queue("kept")).toBeEmptyQueue();
  });
});

test("six hours in which a throttled event is tried again", async () => {
  runtime = await createRuntime({
    functions: { work: { handler: () => Promise.resolve("done"), reservedConcurrentExecutions: 0 } },
    accountConcurrency: 20,
  });
  await inUnderASecond(async () => {
    const requestId = runtime.invokeAsync("work", { id: 1 });
    const dropped = await runtime.waitFor("lambda.asyncInvocationDropped", { within: "7 hours" });
    expect(dropped).toMatchObject({ requestId });
    expect(runtime.clock.now() - (runtime.facts()[0]?.at ?? 0)).toBeLessThanOrEqual(6 * HOUR_MS);
  });
});

test("an event that fails is tried again after one and after two minutes", async () => {
  const at: number[] = [];
  runtime = await createRuntime({
    functions: {
      work: {
        handler() {
          at.push(runtime.clock.now());
          return Promise.reject(new Error("no"));
        },
      },
    },
  });
  runtime.invokeAsync("work");
  await runtime.drained();
  expect(at.map((each) => each - (at[0] ?? 0))).toEqual([0, 60_000, 180_000]);
});

test("a year of a monthly schedule, which the test itself sends", async () => {
  const months: string[] = [];
  runtime = await createRuntime({
    startAt: "2026-01-01T00:00:00Z",
    functions: {
      bill: {
        handler: (event: { time: string }) => {
          months.push(event.time.slice(0, 7));
          return Promise.resolve();
        },
      },
    },
  });
  await inUnderASecond(async () => {
    for (let month = 1; month <= 12; month++) {
      await runtime.clock.setTo(Date.UTC(2026, month, 1));
      runtime.invokeAsync("bill", scheduledEvent({ ruleName: "monthly", now: runtime.clock.now() }));
    }
    await runtime.settled();
  });
  expect(months).toHaveLength(12);
  expect(months.at(-1)).toBe("2027-01");
});

test("a batching window, a delay, and the clock from one due instant to the next", async () => {
  runtime = await createRuntime({
    queues: { jobs: {} },
    functions: {
      work: {
        handler: () => Promise.resolve(),
        eventSourceMappings: [{ queue: "jobs", batchSize: 100, maximumBatchingWindowInSeconds: 20 }],
      },
    },
  });
  runtime.queue("jobs").send("a");
  runtime.queue("jobs").send("b", { delaySeconds: 15 });
  expect(await runtime.clock.toNext()).toBe(15_000);
  expect(runtime.invocations()).toEqual([]);
  expect(await runtime.clock.toNext()).toBe(5000);
  expect(runtime.function("work")).toHaveBeenInvokedWith({ Records: [{ body: "a" }, { body: "b" }] });
});

test("a handler's own dates and timers follow when that is asked for", async () => {
  runtime = await createRuntime({
    startAt: "2026-05-01T00:00:00Z",
    time: "virtual",
    functions: {
      slow: {
        timeout: 60,
        handler: async () => {
          // oxlint-disable-next-line no-restricted-globals -- the handler's own, on the virtual clock
          await new Promise((resolve) => setTimeout(resolve, 45_000));
          return new Date().toISOString();
        },
      },
    },
  });
  const outcome = await runtime.invoke("slow");
  expect(outcome).toMatchObject({ kind: "returned", payload: '"2026-05-01T00:00:45.000Z"' });
});

test("the clock does not go back", async () => {
  runtime = await createRuntime();
  await expect(runtime.clock.setTo("2025-12-31")).rejects.toThrow(RangeError);
});

test("what never comes is told with what came instead, without waiting", async () => {
  runtime = await createRuntime({ queues: { jobs: {} } });
  await expect(runtime.waitFor("sqs.messageSent")).rejects.toThrow(/There was no fact sqs.messageSent within 0 ms/);
});

test("a reset forgets messages, objects and invocations, and clients go on", async () => {
  let runs = 0;
  runtime = await createRuntime({
    queues: { jobs: {}, kept: {} },
    buckets: { files: {} },
    functions: {
      work: {
        handler: () => {
          runs++;
          return Promise.resolve();
        },
        eventSourceMappings: [{ queue: "jobs" }],
      },
    },
  });
  const kept = runtime.queue("kept");
  const first = kept.send("a");
  await runtime.bucket("files").put("a", "content");
  await runtime.clock.advance("1 hour");
  await runtime.reset();
  expect(kept.received()).toEqual([]);
  expect(runtime.clock.date().toISOString()).toBe("2026-01-01T00:00:00.000Z");
  await expect(runtime.bucket("files").get("a")).rejects.toThrow("NoSuchKey");
  expect(kept.send("a")).toBe(first);
  runtime.queue("jobs").send("b");
  await runtime.settled();
  expect(runs).toBe(1);
});
