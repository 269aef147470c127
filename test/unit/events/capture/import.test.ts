import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { eventTextOf, importedCapture, importedInvocations } from "../../../../events/capture/index.ts";

const event = { Records: [{ eventSource: "aws:s3", s3: { object: { key: "a" } } }] };
const REQUEST = "79406a00-bf15-46ca-978c-22c3613fcb30";

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const destinationRecord = {
  version: "1.0",
  timestamp: "2026-01-31T12:00:00.000Z",
  requestContext: {
    requestId: REQUEST,
    functionArn: "arn:aws:lambda:us-east-2:123456789012:function:orders:$LATEST",
    condition: "RetriesExhausted",
    approximateInvokeCount: 3,
  },
  requestPayload: event,
  responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
  responsePayload: { errorMessage: "no", errorType: "Error" },
};

const fromDestination = {
  form: "destination record",
  payload: JSON.stringify(event),
  functionName: "orders",
  requestId: REQUEST,
  at: "2026-01-31T12:00:00.000Z",
  functionError: "Unhandled",
  result: JSON.stringify(destinationRecord.responsePayload),
};

function sqsMessage(body: unknown, more: object = {}): object {
  return { MessageId: "1", ReceiptHandle: "AQEB", MD5OfBody: "0", Body: JSON.stringify(body), ...more };
}

describe("what is imported", () => {
  test("an event as it is, byte for byte", () => {
    const text = JSON.stringify(event, null, 2);
    expect(importedInvocations(`${text}\n`)).toEqual([{ form: "event", payload: text }]);
  });

  test("a destination's record", () => {
    expect(importedInvocations(JSON.stringify(destinationRecord))).toEqual([fromDestination]);
  });

  test("a destination's record in a queue, and through a topic in a queue", () => {
    const envelope = {
      Type: "Notification",
      TopicArn: "arn:aws:sns:us-east-2:123456789012:t",
      Message: JSON.stringify(destinationRecord),
    };
    const received = { Messages: [sqsMessage(destinationRecord), sqsMessage(envelope)] };
    expect(importedInvocations(JSON.stringify(received))).toEqual([fromDestination, fromDestination]);
  });

  test("a message of a function's dead-letter queue: its body is the event", () => {
    const message = sqsMessage(event, {
      MessageAttributes: {
        RequestID: { DataType: "String", StringValue: REQUEST },
        ErrorCode: { DataType: "Number", StringValue: "200" },
        ErrorMessage: { DataType: "String", StringValue: "no" },
      },
    });
    expect(importedInvocations(JSON.stringify(message))).toEqual([
      { form: "dead-letter message", payload: JSON.stringify(event), requestId: REQUEST, functionError: "no" },
    ]);
  });

  test("any other message of a queue: the SQS event that a function gets for it", () => {
    const message = sqsMessage(
      { order: 1 },
      {
        Attributes: { ApproximateReceiveCount: "4", SentTimestamp: "1769860800000", SenderId: "AIDA" },
        MessageAttributes: { kind: { DataType: "String", StringValue: "new" } },
        MD5OfMessageAttributes: "5",
      },
    );
    const [found] = importedInvocations(JSON.stringify({ Messages: [message] }));
    expect(found?.form).toBe("queue message");
    expect(JSON.parse(found?.payload ?? "")).toMatchObject({
      Records: [
        {
          messageId: "1",
          body: '{"order":1}',
          attributes: { ApproximateReceiveCount: "4" },
          messageAttributes: { kind: { stringValue: "new", dataType: "String" } },
          md5OfMessageAttributes: "5",
          eventSource: "aws:sqs",
        },
      ],
    });
  });

  test.each([
    [
      "aws logs tail",
      `2026-01-31T12:00:00.123000+00:00 2026/01/31/[$LATEST]abc 2026-01-31T12:00:00.123Z\t${REQUEST}\tINFO\tevent: ${JSON.stringify(event)}`,
    ],
    ["an export", `2026-01-31T12:00:00.123Z ${REQUEST} INFO ${JSON.stringify(event)}`],
  ])("a line of %s", (_, line) => {
    const text = `2026-01-31T12:00:00.000Z START RequestId: ${REQUEST} Version: $LATEST\n${line}\n`;
    expect(importedInvocations(text)).toMatchObject([
      { form: "log line", payload: JSON.stringify(event), requestId: REQUEST, at: "2026-01-31T12:00:00.123Z" },
    ]);
  });

  test("a line of a JSON log has the event as its message", () => {
    const line = JSON.stringify({
      timestamp: "2026-01-31T12:00:00.123Z",
      level: "INFO",
      requestId: REQUEST,
      message: event,
    });
    // More than one line: a single one would be an event itself.
    expect(importedInvocations(`${line}\nEND RequestId: ${REQUEST}`)).toMatchObject([
      { payload: JSON.stringify(event), requestId: REQUEST, at: "2026-01-31T12:00:00.123Z" },
    ]);
  });

  test("filter-log-events, with the function's name from the log group", () => {
    const text = JSON.stringify({
      logGroup: "/aws/lambda/orders",
      logEvents: [{ message: `INFO ${JSON.stringify(event)}` }, { message: "END" }],
    });
    expect(importedInvocations(text)).toMatchObject([{ functionName: "orders", payload: JSON.stringify(event) }]);
  });

  test("a recorded destination of a stream that a bucket keeps holds the batch", () => {
    const file = new URL(
      "../../../fixtures/aws-recordings/esm/esm_dynamodbstreams--TestDynamoDBEventSourceMapping.dynamodb_event_source_mapping_with_s3_on_failure_destination.json",
      import.meta.url,
    );
    const { recording } = JSON.parse(readFileSync(file, "utf8")) as {
      recording: { record_body: { payload: unknown } };
    };
    const [found] = importedInvocations(JSON.stringify(recording.record_body));
    expect(found?.form).toBe("stream failure record");
    expect(JSON.parse(found?.payload ?? "")).toEqual(recording.record_body.payload);
  });

  test.each(["", "no event here", "{ not JSON", "42", '"text"', "{".repeat(100_000)])("nothing in %j", (text) => {
    expect(importedInvocations(text)).toEqual([]);
  });
});

describe("an imported capture", () => {
  const given = { functionName: "fallback", at: "2026-02-01T00:00:00.000Z", startedAt: 5, requestId: "new" };

  test("keeps what the file says, and takes the rest from what is given", () => {
    const [found] = importedInvocations(JSON.stringify(destinationRecord));
    if (found === undefined) throw new Error("nothing found");
    expect(importedCapture(found, given)).toMatchObject({
      functionName: "orders",
      requestId: REQUEST,
      at: "2026-01-31T12:00:00.000Z",
      outcome: "imported",
      source: "s3",
      event,
      result: destinationRecord.responsePayload,
      error: { message: "Unhandled" },
    });
    expect(importedCapture({ form: "event", payload: "{}" }, given)).toMatchObject({
      functionName: "fallback",
      requestId: "new",
    });
  });

  test("runs the same bytes again", () => {
    const payload = JSON.stringify(event, null, 2);
    expect(eventTextOf(importedCapture({ form: "event", payload }, given))).toBe(payload);
  });
});
