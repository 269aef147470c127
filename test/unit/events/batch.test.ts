import { describe, expect, test } from "vitest";
import { Batch, MAX_PAYLOAD_BYTES } from "../../../events/batch.ts";
import { toSqsEventText } from "../../../events/payloads/sqs.ts";
import type { QueueMessage } from "../../../events/sources/queue-source.ts";

const origin = { eventSourceArn: "arn:aws:sqs:eu-west-1:123456789012:orders", maximumBatchingWindowInSeconds: 1 };

function message(id: string, body: string): QueueMessage {
  return { messageId: id, receiptHandle: id, body, md5OfBody: "", attributes: {}, messageAttributes: {} };
}

test("the payload limit is the 6 MB of a synchronous invocation", () => {
  expect(MAX_PAYLOAD_BYTES).toBe(6_291_456);
});

test("a batch has room for its size and no more", () => {
  const batch = new Batch(origin, 2);

  batch.add(message("a", "1"));
  expect(batch.room).toBe(1);
  batch.add(message("b", "2"));
  expect(batch.room).toBe(0);
});

describe("the size of the event's JSON decides, in bytes", () => {
  const messages = [message("a", "é".repeat(50)), message("b", '"'.repeat(50))];
  const bytes = Buffer.byteLength(toSqsEventText(messages, origin));

  test.each([
    ["exactly the limit fits", bytes, [true, true]],
    ["one byte over does not", bytes - 1, [true, false]],
  ])("%s", (_, limit, taken) => {
    const batch = new Batch(origin, 10, limit);

    expect(messages.map((one) => batch.add(one))).toEqual(taken);
  });
});

test("the first message is taken whatever its size: it could go nowhere else", () => {
  const batch = new Batch(origin, 10, 10);

  expect(batch.add(message("a", "too large"))).toBe(true);
  expect(batch.add(message("b", "x"))).toBe(false);
  expect(batch.messages.map(({ messageId }) => messageId)).toEqual(["a"]);
});

test("the payload is the event of its messages", () => {
  const batch = new Batch(origin, 10);
  const messages = [message("a", "1"), message("b", "2")];
  for (const one of messages) batch.add(one);

  expect(batch.payload()).toBe(toSqsEventText(messages, origin));
});
