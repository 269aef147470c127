import { expect, test } from "vitest";
import { deadLetterQueueArn, first, mapping, midnight, printed, requestId, second } from "./printed.ts";

const reason = "ReservedFunctionConcurrentInvocationLimitExceeded";

test("a throttled batch says when it is tried again, and at last that it goes back", () => {
  expect(
    printed(
      { kind: "esm.batchThrottled", ...mapping, messageIds: [first], reason, retryAt: midnight + 1000 },
      { kind: "esm.batchThrottled", ...mapping, messageIds: [first, second], reason },
    ),
  ).toEqual([
    `00:00:00.000  11111111  orders → λ orders  throttled  (${reason}), again at 00:00:01.000`,
    `00:00:01.000  11111111  orders → λ orders  throttled  (${reason}) with 2 messages: 11111111 22222222, back to the queue`,
  ]);
});

test("messages that are left, and a dead letter whose handler never ran, say why", () => {
  expect(
    printed(
      { kind: "esm.messagesLeft", ...mapping, messageIds: [first], reason: "an earlier message of their group failed" },
      {
        kind: "esm.messageNeverHandled",
        ...mapping,
        messageId: first,
        deadLetterQueueArn,
        reason: "received once throttled",
      },
    ),
  ).toEqual([
    "00:00:00.000  11111111  orders        kept       an earlier message of their group failed",
    "00:00:01.000  11111111  orders        unhandled  received once throttled",
  ]);
});

test("a record that could not be sent says where to and why", () => {
  expect(
    printed({
      kind: "lambda.destinationFailed",
      functionName: "orders",
      requestId,
      condition: "RetriesExhausted",
      role: "onFailure",
      destinationArn: "arn:aws:sqs:us-east-1:000000000000:records",
      reason: "The specified queue does not exist.",
    }),
  ).toEqual([
    "00:00:00.000  77777777  λ orders      failed     to send its onFailure record to records: The specified queue does not exist.",
  ]);
});
