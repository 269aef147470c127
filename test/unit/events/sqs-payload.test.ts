import { expect, test } from "vitest";
import { toSqsRecord } from "../../../events/payloads/sqs.ts";
import type { QueueMessage } from "../../../events/sources/queue-source.ts";

const origin = { eventSourceArn: "arn:aws:sqs:eu-west-1:123456789012:orders", maximumBatchingWindowInSeconds: 0 };
const message: QueueMessage = {
  messageId: "id",
  receiptHandle: "handle",
  body: "text",
  md5OfBody: "md5",
  attributes: { SentTimestamp: "1", ApproximateReceiveCount: "1" },
  messageAttributes: {},
};

test("all system attributes that a record can have stand in AWS's order, whatever the queue's order", () => {
  const attributes = {
    ApproximateFirstReceiveTimestamp: "2",
    MessageDeduplicationId: "d",
    SenderId: "s",
    MessageGroupId: "g",
    SequenceNumber: "9",
    SentTimestamp: "1",
    AWSTraceHeader: "Root=1-5759e988-bd862e3fe1be46a994272793",
    ApproximateReceiveCount: "1",
    DeadLetterQueueSourceArn: "arn",
  };

  expect(Object.keys(toSqsRecord({ ...message, attributes }, origin).attributes)).toEqual([
    "DeadLetterQueueSourceArn",
    "ApproximateReceiveCount",
    "AWSTraceHeader",
    "SentTimestamp",
    "SequenceNumber",
    "MessageGroupId",
    "SenderId",
    "MessageDeduplicationId",
    "ApproximateFirstReceiveTimestamp",
  ]);
});

test("a binary attribute is base64 and has no string value", () => {
  const messageAttributes = { blob: { dataType: "Binary.png", binaryValue: new Uint8Array([0, 255, 16]) } };

  expect(toSqsRecord({ ...message, messageAttributes, md5OfMessageAttributes: "m" }, origin)).toMatchObject({
    messageAttributes: {
      blob: { binaryValue: "AP8Q", stringListValues: [], binaryListValues: [], dataType: "Binary.png" },
    },
    md5OfMessageAttributes: "m",
  });
});

test.each([
  [0, false],
  [1, true],
])("without message attributes and with a window of %i s, md5OfMessageAttributes is there: %s", (window, there) => {
  const record = toSqsRecord(message, { ...origin, maximumBatchingWindowInSeconds: window });

  expect("md5OfMessageAttributes" in record).toBe(there);
  expect(record.md5OfMessageAttributes ?? null).toBeNull();
});
