import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  deadLetterAttributes,
  type FinishedInvocation,
  type InvocationCondition,
  type InvocationResponse,
  toEventBridgeInvocationResult,
  toInvocationRecordText,
} from "../../../events/payloads/invocation-record.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import { functionArn, World } from "../../unit/events/deliver/world.ts";

interface RecordedInvocation {
  readonly version: "1.0";
  readonly timestamp: string;
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: InvocationCondition;
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: unknown;
  readonly responseContext: Omit<InvocationResponse, "payload">;
  readonly responsePayload: unknown;
}

interface Found {
  readonly name: string;
  readonly record: RecordedInvocation;
  /** Within an event of EventBridge, which the recorder sorted. */
  readonly isSorted: boolean;
}

const recordings = new URL("../../fixtures/aws-recordings/", import.meta.url);
const AT = Date.UTC(2025, 10, 24, 12, 0, 0, 7);
const queueArn = "arn:aws:sqs:eu-west-1:123456789012:records";

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, recordings), "utf8"));
}

function recorded(): Found[] {
  const files = readdirSync(new URL("lambda", recordings)).filter((name) => name.startsWith("lambda_destinations--"));
  const found: Found[] = [];
  const visit = (node: unknown, name: string): void => {
    if (typeof node !== "object" || node === null) return;
    if (isRecord(node)) found.push({ name, record: node, isSorted: name.endsWith(" detail") });
    else for (const [key, member] of Object.entries(node)) visit(member, `${name} ${key}`);
  };
  for (const file of files) visit(read(`lambda/${file}`), file);
  visit(read("lambda/docs--lambda--invocation-async.json"), "docs--lambda--invocation-async.json");
  return found;
}

function isRecord(node: object): node is RecordedInvocation {
  return "requestContext" in node && "requestPayload" in node;
}

function finished({
  requestContext,
  requestPayload,
  responseContext,
  responsePayload,
}: RecordedInvocation): FinishedInvocation {
  const { requestId, functionArn: qualifiedArn, condition, approximateInvokeCount: invokeCount } = requestContext;
  return {
    at: AT,
    requestId,
    qualifiedArn,
    condition,
    invokeCount,
    payload: JSON.stringify(requestPayload),
    response: { ...responseContext, payload: JSON.stringify(responsePayload) },
  };
}

describe("the record that AWS sent to a destination, member for member", () => {
  test.each(recorded().filter(({ isSorted }) => !isSorted))("$name", ({ record }) => {
    expect(toInvocationRecordText(finished(record))).toBe(
      JSON.stringify({ ...record, timestamp: "2025-11-24T12:00:00.007Z" }),
    );
  });
});

describe("the event that AWS gave to EventBridge", () => {
  const file = "lambda/lambda_destinations--TestLambdaDestinationEventbridge.invoke_lambda_eventbridge.json";
  const { recording } = read(file) as {
    recording: Record<string, { resources: string[]; detail: RecordedInvocation }>;
  };

  test.each(Object.entries(recording))("%s", (_, event) => {
    const { detail, resources } = event;
    const arn = "arn:aws:events:eu-west-1:111111111111:event-bus/bus";
    const made = toEventBridgeInvocationResult(finished(detail), { arn, id: "<uuid:2>" });

    expect({ ...made, detail: JSON.parse(made.detail) as unknown }).toEqual({
      ...event,
      id: "<uuid:2>",
      region: "eu-west-1",
      time: "2025-11-24T12:00:00Z",
      resources: [arn, resources[1]],
      detail: { ...detail, timestamp: "2025-11-24T12:00:00.007Z" },
    });
  });
});

describe("done again from the invocation to the queue", () => {
  test.each(
    recorded().filter(({ record, name }) => name.includes("TestLambdaDestinationSqs") && record.timestamp === "date"),
  )("$name", async ({ record }) => {
    const { condition, approximateInvokeCount } = record.requestContext;
    const world = new World();
    const queue = world.queue("records");
    world.policy = { onSuccess: queueArn, onFailure: queueArn, maximumRetryAttempts: approximateInvokeCount - 1 };
    const kind = condition === "Success" ? "returned" : "threw";
    const outcome: InvokeOutcome = { kind, requestId: "ignored", payload: JSON.stringify(record.responsePayload) };
    world.answer = () => outcome;
    const payload = JSON.stringify(record.requestPayload);
    const { requestId } = world.asyncInvocations.invoke({ functionName: functionArn, payload, causeId: undefined });
    await world.clock.advanceAsync(3_600_000);

    const [message] = await world.receive(queue);
    const sent = JSON.parse(message?.body ?? "") as RecordedInvocation;
    expect(sent).toEqual({
      ...record,
      timestamp: sent.timestamp,
      requestContext: { ...record.requestContext, requestId, functionArn: `${functionArn}:$LATEST` },
    });
    expect(message?.attributes["AWSTraceHeader"]).toMatch(/^Root=1-/);
  });
});

describe("the event in a dead-letter queue", () => {
  const dlq = read("lambda/lambda_destinations--TestLambdaDLQ.dead_letter_queue.json") as {
    recording: { receive_result: { Messages: [RecordedMessage] }; invoke_result: { Payload: object } };
  };
  const asEsm = read("esm/esm_sqs--sqs_queue_as_lambda_dead_letter_queue.json") as {
    recording: { messages: { Messages: [RecordedMessage] } };
  };

  test.each([
    ["TestLambdaDLQ.dead_letter_queue", dlq.recording.receive_result.Messages[0]],
    ["sqs_queue_as_lambda_dead_letter_queue", asEsm.recording.messages.Messages[0]],
  ])("%s", async (_, message) => {
    const world = new World();
    const queue = world.queue("records");
    world.policy = { deadLetterTargetArn: queueArn, maximumRetryAttempts: 0 };
    const response = JSON.stringify(dlq.recording.invoke_result.Payload);
    world.answer = () => ({ kind: "threw", requestId: "ignored", payload: response });
    // As the recorded test sent it: the body's MD5 is of this text.
    const payload = '{"raise_error": 1}';
    const { requestId } = world.asyncInvocations.invoke({ functionName: functionArn, payload, causeId: undefined });
    await world.clock.advanceAsync(1000);

    const [received] = await world.receive(queue);
    expect(JSON.parse(received?.body ?? "")).toEqual(message.Body);
    expect([received?.md5OfBody, "<m-d5-of-body:1>"]).toContain(message.MD5OfBody);
    const attributes = Object.entries(received?.messageAttributes ?? {}).map(([name, { dataType, stringValue }]) => [
      name,
      { DataType: dataType, StringValue: stringValue === requestId ? "<request-id:1>" : stringValue },
    ]);
    expect(Object.fromEntries(attributes)).toEqual(message.MessageAttributes);
  });

  test("has no ErrorMessage when the error has none", () => {
    const response = { statusCode: 200, payload: "null" };
    const invocation = {
      at: AT,
      requestId: "r",
      qualifiedArn: "",
      condition: "RetriesExhausted",
      invokeCount: 1,
    } as const;

    expect(Object.keys(deadLetterAttributes({ ...invocation, payload: "{}", response }))).toEqual([
      "RequestID",
      "ErrorCode",
    ]);
  });
});

interface RecordedMessage {
  readonly Body: object;
  readonly MD5OfBody: string;
  readonly MessageAttributes: object;
}
