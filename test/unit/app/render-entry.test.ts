import { describe, expect, test } from "vitest";
import type { Fact } from "../../../runtime/core/facts.ts";
import {
  deadLetterQueueArn,
  first,
  invocationStarted,
  mapping,
  midnight,
  printed,
  queueArn,
  received,
  requestId,
  second,
  uuid,
} from "./printed.ts";

describe("each fact has its line", () => {
  test.each<[string, Fact, string]>([
    [
      "sent",
      { kind: "sqs.messageSent", queueArn, messageId: first, bodyBytes: 1, availableAt: midnight },
      "00:00:00.000  11111111  orders        sent       1 byte",
    ],
    [
      "sent with a delay",
      { kind: "sqs.messageSent", queueArn, messageId: first, bodyBytes: 412, availableAt: midnight + 5000 },
      "00:00:00.000  11111111  orders        sent       412 bytes, delayed until 00:00:05.000",
    ],
    [
      "received by a client",
      {
        kind: "sqs.messageReceived",
        queueArn,
        messageId: first,
        receiveCount: 1,
        invisibleUntil: midnight + 30_000,
        receiver: "client",
      },
      "00:00:00.000  11111111  orders        received   by client, receive 1, hidden until 00:00:30.000",
    ],
    [
      "deleted by a client",
      { kind: "sqs.messageDeleted", queueArn, messageId: first, by: "client" },
      "00:00:00.000  11111111  orders        deleted    by client",
    ],
    [
      "moved",
      {
        kind: "sqs.messageMovedToDeadLetterQueue",
        queueArn,
        deadLetterQueueArn,
        messageId: first,
        receiveCount: 3,
        maxReceiveCount: 3,
      },
      "00:00:00.000  11111111  orders        moved      to orders-dlq: received 3 times, maxReceiveCount is 3",
    ],
    [
      "visible again",
      { kind: "sqs.messageReturned", queueArn, messageId: first, receiveCount: 2 },
      "00:00:00.000  11111111  orders        visible    again: not deleted within its visibility timeout (receive 2)",
    ],
    [
      "expired",
      { kind: "sqs.messageExpired", queueArn, messageId: first, sentAt: midnight - 60_000 },
      "00:00:00.000  11111111  orders        expired    its retention period ended (sent 23:59:00.000)",
    ],
    [
      "filtered",
      { kind: "esm.messageFiltered", uuid, eventSourceArn: queueArn, messageId: first, reason: "no pattern matches" },
      "00:00:00.000  11111111  orders        filtered   and deleted: no pattern matches",
    ],
    [
      "an invocation that ended in an error",
      {
        kind: "lambda.invocationEnded",
        functionName: "orders",
        requestId,
        outcome: "threw",
        durationMs: 3.14,
        errorType: "TypeError",
        errorMessage: "x is not a function",
        errorAt: "src/orders.ts:27:11",
      },
      "00:00:00.000  77777777  λ orders      threw      after 3.1 ms, TypeError: x is not a function at src/orders.ts:27:11",
    ],
    [
      "a timeout",
      { kind: "lambda.invocationEnded", functionName: "orders", requestId, outcome: "timedOut", durationMs: 3000.4 },
      "00:00:00.000  77777777  λ orders      timed out  after 3000 ms",
    ],
    [
      "a reload",
      { kind: "handler.swapped", functionName: "orders", generation: 3, sinceChangeMs: 23.4 },
      "00:00:00.000            λ orders      reloaded   23 ms after the change, generation 3",
    ],
    [
      "a refused call",
      {
        kind: "http.answered",
        service: "sqs",
        operation: "SendMessage",
        requestId,
        status: 400,
        errorCode: "QueueDoesNotExist",
        errorMessage: "The specified queue does not exist.",
      },
      "00:00:00.000            sqs           refused    SendMessage: 400 QueueDoesNotExist: The specified queue does not exist.",
    ],
    [
      "a changed config",
      {
        kind: "config.loaded",
        file: "lambdaloop.config.ts",
        functions: 1,
        queues: 1,
        changes: ["queue orders: VisibilityTimeout"],
      },
      "00:00:00.000            config        reloaded   queue orders: VisibilityTimeout",
    ],
  ])("%s", (_what, fact, line) => {
    expect(printed(fact)).toEqual([line]);
  });
});

test("a broken build shows its frame below its line", () => {
  const frame = "✘ [ERROR] Expected identifier\n\n    src/orders.ts:1:2:\n";
  expect(
    printed({ kind: "handler.buildFailed", functionName: "orders", message: "Expected identifier", frame }),
  ).toEqual([
    "00:00:00.000            λ orders      broken     the build failed; invocations fail until it is mended",
    "✘ [ERROR] Expected identifier",
    "",
    "    src/orders.ts:1:2:",
  ]);
});

test("a build that breaks after a good one says what still runs, once for the same mistake", () => {
  const broken: Fact = { kind: "handler.buildFailed", functionName: "orders", message: "no", frame: "no" };
  const swapped: Fact = { kind: "handler.swapped", functionName: "orders", generation: 1, sinceChangeMs: 0 };
  expect(printed(swapped, broken, broken, swapped, broken)).toEqual([
    "00:00:01.000            λ orders      broken     the build failed; the last good code stays",
    "no",
    "00:00:04.000            λ orders      broken     the build failed; the last good code stays",
    "no",
  ]);
});

test("a rejected config shows its problems below its line", () => {
  const message = "c.ts:1:1 a: unknown key\nc.ts:2:1 b: unknown key";
  expect(printed({ kind: "config.rejected", file: "c.ts", message })).toEqual([
    "00:00:00.000            config        rejected   the last good config stays",
    "c.ts:1:1 a: unknown key",
    "c.ts:2:1 b: unknown key",
  ]);
});

test("a batch of one tells its message once a hop: invoked, returned, deleted", () => {
  const lines = printed(
    { kind: "esm.created", ...mapping },
    received(first, 2),
    { kind: "esm.batchFormed", ...mapping, messageIds: [first], closedBy: "noMoreMessages" },
    invocationStarted,
    { kind: "lambda.invocationEnded", functionName: "orders", requestId, outcome: "returned", durationMs: 12.6 },
    { kind: "sqs.messageDeleted", queueArn, messageId: first, by: uuid },
    { kind: "esm.batchSettled", ...mapping, deleted: [first], kept: [], reason: "the handler returned" },
  );
  expect(lines).toEqual([
    "00:00:03.000  11111111  orders → λ orders  invoked    as 77777777, receive 2 of 3",
    "00:00:04.000  77777777  λ orders           returned   after 13 ms",
    "00:00:06.000  11111111  orders             deleted    the handler returned",
  ]);
});

test("a batch that failed in part tells why each message was kept or deleted", () => {
  const lines = printed(
    received(first, 1),
    received(second, 3),
    { kind: "esm.batchFormed", ...mapping, messageIds: [first, second], closedBy: "batchSize" },
    invocationStarted,
    { kind: "esm.batchSettled", ...mapping, deleted: [first], kept: [second], reason: "reported in batchItemFailures" },
  );
  expect(lines.slice(-3)).toEqual([
    "00:00:03.000  11111111  orders → λ orders  invoked    as 77777777 with 2 messages (full): 11111111 22222222",
    "00:00:04.000  11111111  orders             deleted    not among batchItemFailures",
    "00:00:04.000  22222222  orders             kept       reported in batchItemFailures; receive 3 of 3, hidden until 00:00:30.000",
  ]);
});

test("an invocation by hand has a line of its own", () => {
  const lines = printed(invocationStarted);
  expect(lines).toEqual(["00:00:00.000  77777777  λ orders      invoked    2 bytes of event"]);
});

test("a message in a dead-letter queue counts its receives there", () => {
  const moved: Fact = {
    kind: "sqs.messageMovedToDeadLetterQueue",
    queueArn,
    deadLetterQueueArn,
    messageId: first,
    receiveCount: 2,
    maxReceiveCount: 2,
  };
  const lines = printed(moved, { ...received(first, 3), queueArn: deadLetterQueueArn, receiver: "client" } as Fact);
  expect(lines[1]).toContain("by client, receive 1 of 3,");
});

test("many messages of a batch with the same fate share a line", () => {
  const ids = Array.from({ length: 8 }, (_, index) => `${index}1111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa`);
  const [last = ""] = ids.slice(-1);
  const settled: Fact = { kind: "esm.batchSettled", ...mapping, deleted: ids.slice(0, -1), kept: [last], reason: "no" };
  expect(printed({ kind: "esm.created", ...mapping }, received(last, 1), settled)).toEqual([
    "00:00:02.000  01111111  orders        deleted    7 messages (01111111 11111111 21111111 31111111 41111111 51111111 +1): not among batchItemFailures",
    "00:00:02.000  71111111  orders        kept       no; receive 1 of 3, hidden until 00:00:30.000",
  ]);
});

test("a start without a config says that there is none", () => {
  const started: Fact = { kind: "runtime.started", endpoint: "http://127.0.0.1:4566", seed: "1a2b3c4d", readyMs: 1 };
  expect(printed(started)[0]).toBe("  config     none here; `lambdaloop init` writes a first one");
});

test("a start that failed has nothing to stop", () => {
  expect(printed({ kind: "runtime.stopping", reason: "the start failed" })).toEqual([]);
});

test("the place of an error is told once", () => {
  const errorMessage = "src/a.ts:1:2: Could not resolve b";
  const at = { errorType: "Runtime.ImportModuleError", errorMessage, errorAt: "src/a.ts:1:2" };
  const [line] = printed({
    kind: "lambda.invocationEnded",
    functionName: "orders",
    requestId,
    outcome: "crashed",
    durationMs: 0,
    ...at,
  });
  expect(line).toMatch(/Could not resolve b$/);
});

test("the start lists functions, queues, mappings, endpoint, seed and time", () => {
  const lines = printed(
    {
      kind: "config.loaded",
      file: "lambdaloop.config.ts",
      functions: 1,
      queues: 2,
      declared: {
        functions: [{ functionName: "orders", handler: "src/orders.handler", runtime: "nodejs22.x", timeout: 3 }],
        queues: [
          { queueName: "orders", deadLetterQueueName: "orders-dlq", maxReceiveCount: 3 },
          { queueName: "orders-dlq" },
        ],
        subscriptions: [
          { topicName: "order-events", protocol: "sqs", endpoint: "orders", attributes: ["RawMessageDelivery"] },
        ],
        mappings: [
          {
            eventSourceName: "orders",
            functionName: "orders",
            batchSize: 10,
            functionResponseTypes: ["ReportBatchItemFailures"],
          },
        ],
      },
    },
    { kind: "runtime.started", endpoint: "http://127.0.0.1:4566", seed: "1a2b3c4d", readyMs: 312.4 },
  );
  expect(lines).toEqual([
    "  config     lambdaloop.config.ts",
    "  functions  λ orders  src/orders.handler  nodejs22.x  timeout 3 s",
    "  queues     orders      dead-letter queue orders-dlq after 3 receives",
    "             orders-dlq",
    "  topics     order-events → orders  RawMessageDelivery",
    "  mappings   orders → λ orders  batch size 10, ReportBatchItemFailures",
    "  endpoint   http://127.0.0.1:4566",
    "  seed       1a2b3c4d",
    "  ready in 312 ms",
    "",
  ]);
});
