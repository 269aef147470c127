import { describe, expect, test } from "vitest";
import type { AsyncPolicy, InvokeOutcome } from "../../../../runtime/core/ports.ts";
import { functionArn, returned, World } from "./world.ts";

const HOUR = 3_600_000;
const queueArn = "arn:aws:sqs:eu-west-1:123456789012:records";
const topicArn = "arn:aws:sns:eu-west-1:123456789012:records";
const busArn = "arn:aws:events:eu-west-1:123456789012:event-bus/records";
const bucketArn = "arn:aws:s3:::records";
const threw: InvokeOutcome = { kind: "threw", requestId: "ignored", payload: '{"errorMessage":"no stock"}' };
const throttled: InvokeOutcome = {
  kind: "throttled",
  requestId: "ignored",
  reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
};

/** An event that has come to its end under a policy. */
async function ended(policy: Partial<AsyncPolicy>, answer: World["answer"], payload = "{}"): Promise<World> {
  const world = new World();
  world.queue("records");
  world.topics.add(topicArn);
  world.policy = policy;
  world.answer = answer;
  world.asyncInvocations.invoke({ functionName: functionArn, payload, causeId: undefined });
  await world.clock.advanceAsync(7 * HOUR);
  return world;
}

async function bodies(world: World): Promise<string[]> {
  const queue = world.sqs.queueByArn(queueArn);
  return queue === undefined ? [] : (await world.receive(queue)).map(({ body }) => body);
}

describe("the record of an invocation goes to", () => {
  test("the on-success destination when it succeeded, and to no other", async () => {
    const policy = { onSuccess: queueArn, onFailure: topicArn, deadLetterTargetArn: topicArn };
    const world = await ended(policy, () => ({ ...returned, payload: '{"ok": true}' }));

    const [body = ""] = await bodies(world);
    expect(JSON.parse(body)).toMatchObject({ requestContext: { condition: "Success" }, responsePayload: { ok: true } });
    expect(world.published).toEqual([]);
  });

  test("the on-failure destination when it failed, and its event to the dead-letter queue as well", async () => {
    const policy = { onSuccess: topicArn, onFailure: topicArn, deadLetterTargetArn: queueArn };
    const world = await ended(policy, () => threw, '{ "a": 1 }');

    expect(world.published).toHaveLength(1);
    expect(world.published[0]).not.toHaveProperty("messageAttributes");
    expect(await bodies(world)).toEqual(['{ "a": 1 }']);
  });

  test("a function, as an event of its own", async () => {
    const world = new World();
    world.policy = { onSuccess: functionArn };
    world.answer = ({ payload }) => {
      // The record's own invocation succeeds too; it must not go round for ever.
      if (payload !== "{}") world.policy = {};
      return returned;
    };
    world.asyncInvocations.invoke({ functionName: functionArn, payload: "{}", causeId: undefined });
    await world.clock.advanceAsync(1000);

    const [first, second] = world.invocations;
    expect(JSON.parse(second?.payload ?? "")).toMatchObject({ requestContext: { requestId: first?.requestId } });
    expect(second?.requestId).not.toBe(first?.requestId);
    expect(second?.traceHeader).toBe(first?.traceHeader);
  });

  test("an event bus, which is offered the event", async () => {
    const world = await ended({ onFailure: busArn }, () => threw);

    expect(world.facts("eventbridge.eventOffered")).toMatchObject([
      {
        source: "lambda",
        detailType: "Lambda Function Invocation Result - Failure",
        resources: [busArn, `${functionArn}:$LATEST`],
      },
    ]);
  });

  test("a bucket, under a key with the function's name and the instant", async () => {
    const world = await ended({ onFailure: bucketArn, maximumRetryAttempts: 0 }, () => threw);

    const [object] = world.objects;
    expect(object?.key).toMatch(/^aws\/lambda\/async\/handle\/2026\/01\/01\/2026-01-01T00\.00\.00-[0-9a-f-]{36}$/);
    expect(JSON.parse(object?.text ?? "")).toMatchObject({ requestContext: { condition: "RetriesExhausted" } });
  });
});

describe("what the record says", () => {
  test("of an invocation that never was: no response at all", async () => {
    const policy = { onFailure: queueArn, deadLetterTargetArn: topicArn, neverRuns: true };
    const world = await ended(policy, () => returned);

    const [body = ""] = await bodies(world);
    expect(JSON.parse(body)).toEqual({
      version: "1.0",
      timestamp: "2026-01-01T00:00:00.000Z",
      requestContext: {
        requestId: world.facts("lambda.asyncInvocationQueued")[0]?.requestId,
        functionArn: `${functionArn}:$LATEST`,
        condition: "ZeroReservedConcurrency",
        approximateInvokeCount: 0,
      },
      requestPayload: {},
    });
    expect(world.published[0]?.messageAttributes).toEqual({
      RequestID: { dataType: "String", stringValue: world.facts("lambda.asyncInvocationQueued")[0]?.requestId },
      ErrorMessage: {
        dataType: "String",
        stringValue: "Function not invoked. Function isconfigured with zero reserved concurrent executions",
      },
    });
  });

  test("of an event that was throttled until it was too old: status 429 and no payload", async () => {
    const world = await ended({ onFailure: queueArn, deadLetterTargetArn: topicArn }, () => throttled);

    const record: unknown = JSON.parse((await bodies(world))[0] ?? "");
    expect(record).toMatchObject({
      requestContext: { condition: "EventAgeExceeded", approximateInvokeCount: 0 },
      responseContext: { statusCode: 429 },
    });
    expect(record).not.toHaveProperty("responsePayload");
    expect(world.published[0]?.messageAttributes).toMatchObject({
      ErrorCode: { dataType: "Number", stringValue: "429" },
      ErrorMessage: { stringValue: "Rate Exceeded." },
    });
  });

  test("of a function behind an alias: the alias, and the version that ran", async () => {
    const world = new World();
    const queue = world.queue("records");
    world.policy = { onSuccess: queueArn };
    world.answer = () => ({ ...returned, executedVersion: "7" });
    const event = { functionName: functionArn, qualifier: "prod", payload: "{}", causeId: undefined };
    world.asyncInvocations.invoke(event);
    await world.asyncInvocations.settled();

    expect(JSON.parse((await world.receive(queue))[0]?.body ?? "")).toMatchObject({
      requestContext: { functionArn: `${functionArn}:prod` },
      responseContext: { executedVersion: "7" },
    });
  });

  test("numbers and text as they were sent, without white space", async () => {
    const world = await ended({ onSuccess: queueArn }, () => returned, '{ "n" : 1.0, "t": "a : \\" b" }');

    expect((await bodies(world))[0]).toContain('"requestPayload":{"n":1.0,"t":"a : \\" b"}');
  });

  test("to a topic that cannot take its size: everything but the payloads", async () => {
    const payload = JSON.stringify("x".repeat(300_000));
    const world = await ended({ onSuccess: topicArn }, () => returned, payload);

    const record: unknown = JSON.parse(world.published[0]?.message ?? "");
    expect(record).toMatchObject({ requestContext: { condition: "Success" }, responseContext: { statusCode: 200 } });
    expect(record).not.toHaveProperty("requestPayload");
  });

  test("in a dead-letter queue's ErrorMessage is cut after 1 KB", async () => {
    const errorMessage = "é".repeat(600);
    const world = await ended({ deadLetterTargetArn: topicArn }, () => ({
      ...threw,
      payload: JSON.stringify({ errorMessage }),
    }));

    expect(world.published[0]?.messageAttributes?.["ErrorMessage"]?.stringValue).toBe("é".repeat(512));
  });
});

describe("a record that cannot be delivered is a fact with the reason", () => {
  const missing = "arn:aws:sqs:eu-west-1:123456789012:missing";

  test.each<[string, Partial<AsyncPolicy>, string]>([
    ["a queue that is not there", { onFailure: missing }, "The specified queue does not exist."],
    ["a FIFO queue", { onFailure: `${queueArn}.fifo` }, "A FIFO queue cannot be a destination."],
    ["a FIFO topic", { onFailure: `${topicArn}.fifo` }, "A FIFO topic cannot be a destination."],
    ["a topic that is not there", { onFailure: `${topicArn}2` }, "The topic does not exist."],
    ["a function that is not there", { onFailure: `${functionArn}2` }, `Function not found: ${functionArn}2:$LATEST`],
    ["a bucket that is not there", { onFailure: `${bucketArn}2` }, "The specified bucket does not exist"],
    ["a stream", { onFailure: "arn:aws:kinesis:eu-west-1:1:stream/s" }, "is no destination for failed invocations."],
    ["a bucket as dead-letter queue", { deadLetterTargetArn: bucketArn }, `${bucketArn} is no dead-letter queue.`],
  ])("%s", async (_, policy, reason) => {
    const world = await ended(policy, () => threw);

    const [failed] = world.facts("lambda.destinationFailed");
    expect(failed?.reason).toContain(reason);
    expect(failed?.causeId).toBe(world.facts("lambda.destinationSent")[0]?.id);
    expect(world.facts("internal.failed")).toEqual([]);
  });

  test("a bucket for successes", async () => {
    const world = await ended({ onSuccess: bucketArn }, () => returned);

    expect(world.facts("lambda.destinationFailed")).toMatchObject([
      { role: "onSuccess", reason: "A bucket can be a destination for failed invocations only." },
    ]);
  });
});

test("the whole life of an event is one tree, from the queue to the message in its destination", async () => {
  const world = await ended({ onFailure: queueArn }, () => threw);

  const [sentMessage] = world.facts("sqs.messageSent");
  const path: string[] = [];
  for (let id = sentMessage?.id; id !== undefined; id = world.journal.get(id)?.causeId) {
    path.unshift(world.journal.get(id)?.kind ?? "");
  }
  expect(path).toEqual([
    "lambda.asyncInvocationQueued",
    "lambda.asyncInvocationRetried",
    "lambda.asyncInvocationRetried",
    "lambda.asyncInvocationDropped",
    "lambda.destinationSent",
    "sqs.messageSent",
  ]);
});

test("a queue's message has the event's trace", async () => {
  const world = await ended({ onSuccess: queueArn }, () => returned);

  const queue = world.sqs.queueByArn(queueArn);
  const [message] = queue === undefined ? [] : await world.receive(queue);
  expect(message?.attributes["AWSTraceHeader"]).toBe(world.invocations[0]?.traceHeader);
});
