import { describe, expect, test } from "vitest";
import { renderEntry } from "../../../app/cli/render/render-entry.ts";
import { createRenderState } from "../../../app/cli/render/render-state.ts";
import type { Fact } from "../../../runtime/core/facts.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";

const queueArn = "arn:aws:sqs:us-east-1:000000000000:orders";
const deadLetterQueueArn = "arn:aws:sqs:us-east-1:000000000000:orders-dlq";
const first = "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const second = "22222222-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const uuid = "99999999-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const requestId = "77777777-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const mapping = { uuid, functionName: "orders", eventSourceArn: queueArn };

const midnight = new VirtualClock().now();

/** What the facts, recorded one a second from 00:00:00 on and each caused by the one before, print. */
function printed(...facts: readonly Fact[]): string[] {
  const clock = new VirtualClock();
  const journal = new Journal(clock);
  const state = createRenderState((_format, text) => text, "UTC");
  const lines: string[] = [];
  journal.subscribe((entry) => {
    const text = renderEntry(entry, state);
    if (text !== undefined) lines.push(...text.split("\n"));
  });
  let causeId;
  for (const fact of facts) {
    causeId = journal.record(fact, causeId);
    clock.advance(1000);
  }
  return lines;
}

const invocationStarted: Fact = {
  kind: "lambda.invocationStarted",
  functionName: "orders",
  requestId,
  environmentId: "e",
  generation: 1,
  payloadBytes: 2,
  deadlineAt: 0,
};

const received = (messageId: string, receiveCount: number): Fact => ({
  kind: "sqs.messageReceived",
  queueArn,
  messageId,
  receiveCount,
  maxReceiveCount: 3,
  invisibleUntil: midnight + 30_000,
  receiver: uuid,
});

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

describe("a handler's log stands below its invocation", () => {
  const log = (source: "platform" | "stdout" | "stderr", line: string): Fact => ({
    kind: "lambda.logged",
    functionName: "orders",
    environmentId: "e",
    requestId,
    source,
    line,
  });

  test.each<[string, Fact, string[]]>([
    ["its text", log("stdout", "hello"), ["              77777777  │ hello"]],
    [
      "without Lambda's own prefix",
      log("stdout", `2026-01-01T00:00:00.000Z\t${requestId}\tINFO\thello`),
      ["              77777777  │ hello"],
    ],
    [
      "with a level that is not INFO",
      log("stderr", `2026-01-01T00:00:00.000Z\t${requestId}\tERROR\tno`),
      ["              77777777  │ ERROR no"],
    ],
    [
      "all lines of a stack",
      log("stderr", "Error: a\n    at b"),
      ["              77777777  │ Error: a", "              77777777  │     at b"],
    ],
    [
      "an error that the runtime logs as JSON by its stack, without the runtime's own frames",
      log(
        "stderr",
        `2026-01-01T00:00:00.000Z\t${requestId}\tERROR\tInvoke Error \t${JSON.stringify({
          errorType: "Error",
          stack: ["Error: boom", "    at handler (/app/a.ts:4:31)", "    at main (/var/runtime/index.mjs:1:2)"],
        })}`,
      ),
      ["              77777777  │ ERROR Error: boom", "              77777777  │     at handler (/app/a.ts:4:31)"],
    ],
    [
      "an error that the handler logs, without the runtime's own frames",
      log(
        "stdout",
        `2026-01-01T00:00:00.000Z\t${requestId}\tERROR\tError: a\n    at handler (/app/a.ts:4:31)\n    at new Promise (<anonymous>)\n    at run (/var/runtime/index.mjs:1:2)\n    at node:internal/x:1:2\n  { code: 1 }`,
      ),
      [
        "              77777777  │ ERROR Error: a",
        "              77777777  │     at handler (/app/a.ts:4:31)",
        "              77777777  │   { code: 1 }",
      ],
    ],
    [
      "a call that logs nothing as an empty line",
      log("stdout", `2026-01-01T00:00:00.000Z\t${requestId}\tINFO\t`),
      ["              77777777  │"],
    ],
    ["the end of an environment once", log("platform", `RequestId: ${requestId} Error: Runtime exited`), []],
    ["nor its type twice", log("platform", "Runtime.ExitError"), []],
    ["a native stack not at all", log("stderr", " 1: 0xb78db3 node::OOMErrorHandler(char const*) [/usr/bin/node]"), []],
    ["nor the timeout", log("platform", `2026-01-01T00:00:00.000Z ${requestId} Task timed out after 1.00 seconds`), []],
    ["but not what facts already tell", log("platform", `START RequestId: ${requestId} Version: $LATEST`), []],
  ])("%s", (_what, fact, lines) => {
    expect(printed(fact)).toEqual(lines);
  });
});

describe("what is logged outside an invocation", () => {
  const log = (line: string): Fact => ({
    kind: "lambda.logged",
    functionName: "orders",
    environmentId: "e",
    source: "stderr",
    line,
  });

  test("names its function", () => {
    expect(printed(log("2026-01-01T00:00:00.000Z\tundefined\tINFO\tconnected\nto a"))).toEqual([
      "                        │ λ orders: connected",
      "                        │ to a",
    ]);
  });

  test("a warning of Node.js is shown once, whichever process it comes from", () => {
    const warning = (pid: number): Fact => log(`(node:${pid}) Warning: old`);
    expect(printed(warning(1), warning(2))).toEqual(["                        │ λ orders: (node:1) Warning: old"]);
  });
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
  const lines = printed(received(last, 1), {
    kind: "esm.batchSettled",
    ...mapping,
    deleted: ids.slice(0, -1),
    kept: [last],
    reason: "reported",
  });
  expect(lines).toEqual([
    "00:00:02.000  01111111  orders        deleted    7 messages (01111111 11111111 21111111 31111111 41111111 51111111 +1): not among batchItemFailures",
    "00:00:02.000  71111111  orders        kept       reported; receive 1 of 3, hidden until 00:00:30.000",
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
