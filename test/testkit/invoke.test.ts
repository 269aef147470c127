import type { Context, SQSEvent } from "aws-lambda";
import { describe, expect, test } from "vitest";
import { s3Message, snsEvent, sqsEvent, throughSns } from "../../testkit/events.ts";
import { invoke } from "../../testkit/invoke.ts";
import { lambdaContext } from "../../testkit/lambda-context.ts";

describe("invoke calls a handler as Lambda does", () => {
  test("the answer goes through JSON, as a caller reads it", async () => {
    const outcome = await invoke(() => Promise.resolve({ at: new Date(0), nothing: undefined }));
    expect(outcome).toMatchObject({ kind: "returned", result: { at: "1970-01-01T00:00:00.000Z" } });
  });

  test("the Node.js runtimes with callbacks ignore what a handler returns that is not async", async () => {
    const outcome = await invoke(() => "lost", {}, { runtime: "nodejs22.x" });
    expect(outcome).toMatchObject({ kind: "returned", result: null });
  });

  test("an error becomes Lambda's document", async () => {
    const outcome = await invoke(() => {
      throw new RangeError("too far");
    });
    expect(outcome).toMatchObject({ kind: "threw", error: { errorType: "RangeError", errorMessage: "too far" } });
  });

  test("a handler that waits for ever times out, without anybody waiting for it", async () => {
    const began = performance.now();
    const outcome = await invoke(() => new Promise(() => {}), {}, { timeout: "15 minutes", patience: 0 });
    expect(outcome).toMatchObject({ kind: "timedOut", durationMs: 900_000, error: { errorType: "Sandbox.Timedout" } });
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test("its timers, its dates and the time that remains follow the clock", async () => {
    const handler = async (_event: unknown, context: Context): Promise<unknown> => {
      const before = Date.now();
      // oxlint-disable-next-line no-restricted-globals -- the handler's, on the virtual clock
      await new Promise((resolve) => setTimeout(resolve, 2000));
      return { passed: Date.now() - before, left: context.getRemainingTimeInMillis(), today: new Date().toISOString() };
    };
    const outcome = await invoke(handler, {}, { startAt: "2026-05-01T00:00:00Z" });
    expect(outcome.result).toEqual({ passed: 2000, left: 1000, today: "2026-05-01T00:00:02.000Z" });
    expect(Math.abs(Date.now() - Date.parse("2026-05-01T00:00:02Z"))).toBeGreaterThan(60_000);
  });

  test("a handler that waits longer than its timeout is cut off", async () => {
    // oxlint-disable-next-line no-restricted-globals -- the handler's, on the virtual clock
    const handler = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 3001));
    expect(await invoke(handler)).toMatchObject({ kind: "timedOut", durationMs: 3000 });
  });

  test("it has the function's variables while it runs, and only then", async () => {
    const handler = async (): Promise<unknown> => {
      await Promise.resolve();
      const { AWS_LAMBDA_FUNCTION_NAME: name, TABLE: table } = process.env;
      return { name, table };
    };
    const outcome = await invoke(handler, {}, { functionName: "ingest", environment: { TABLE: "orders" } });
    expect(outcome.result).toEqual({ name: "ingest", table: "orders" });
    expect(process.env["TABLE"]).toBeUndefined();
  });

  test("what it prints is its log", async () => {
    const outcome = await invoke(() => console.log("hello"));
    expect(outcome.logs).toEqual([expect.stringMatching(/\tINFO\thello$/)]);
  });
});

describe("what becomes of a queue's messages", () => {
  const event = sqsEvent(["a", "b"]);
  const failSecond = ({ Records }: SQSEvent): Promise<unknown> =>
    Promise.resolve({ batchItemFailures: [{ itemIdentifier: Records[1]?.messageId }] });

  test.each([
    {
      what: "all are deleted when the handler returns",
      handler: () => undefined,
      options: {},
      fates: ["deleted", "deleted"],
      reason: "the handler succeeded",
    },
    {
      what: "all come back when it throws",
      handler: () => Promise.reject(new Error("no")),
      options: {},
      fates: ["retried", "retried"],
      reason: "the handler threw Error: no",
    },
    {
      what: "those it reports come back",
      handler: failSecond,
      options: { functionResponseTypes: ["ReportBatchItemFailures"] as const },
      fates: ["deleted", "retried"],
      reason: "the handler reported 1 of 2 as failed",
    },
    {
      what: "without the response type nobody reads a report",
      handler: failSecond,
      options: {},
      fates: ["deleted", "deleted"],
      reason:
        "the handler reported batchItemFailures, but without functionResponseTypes ReportBatchItemFailures nobody reads them",
    },
    {
      what: "at the last receive they go to the dead-letter queue",
      handler: () => Promise.reject(new Error("no")),
      options: { maxReceiveCount: 1 },
      fates: ["deadLettered", "deadLettered"],
      reason: "the handler threw Error: no",
    },
  ])("$what", async ({ handler, options, fates, reason }) => {
    const outcome = await invoke(handler, event, options);
    expect(outcome.records.map(({ fate }) => fate)).toEqual(fates);
    expect(outcome.reason).toBe(reason);
  });
});

describe("factories", () => {
  test("the same input makes the same event, another one other ids", () => {
    expect(sqsEvent(["a"])).toEqual(sqsEvent(["a"]));
    expect(sqsEvent(["a"]).Records[0]?.messageId).not.toBe(sqsEvent(["b"]).Records[0]?.messageId);
  });

  test("an upload reaches a queue through a topic as a JSON text in a JSON text", () => {
    const event = sqsEvent([throughSns(s3Message({ bucketName: "uploads", key: "a b.txt" }))]);
    const envelope = JSON.parse(event.Records[0]?.body ?? "") as { Message: string };
    const upload = JSON.parse(envelope.Message) as { Records: { s3: { object: { key: string } } }[] };
    expect(upload.Records[0]?.s3.object.key).toBe("a+b.txt");
  });

  test("a message has a body of JSON, attributes and a subject", () => {
    const message = { body: { id: 1 }, subject: "New", attributes: { kind: "order" } };
    expect(snsEvent(message).Records[0]?.Sns).toMatchObject({
      Message: '{"id":1}',
      Subject: "New",
      MessageAttributes: { kind: { Type: "String", Value: "order" } },
    });
  });

  test("a context says what is left", () => {
    expect(lambdaContext({ functionName: "a", remainingMs: 5 }).getRemainingTimeInMillis()).toBe(5);
  });
});
