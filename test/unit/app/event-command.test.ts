import type { APIGatewayProxyEventV2, DynamoDBStreamEvent, S3Event, SNSEvent, SQSEvent } from "aws-lambda";
import { afterEach, describe, expect, test, vi } from "vitest";
import { eventText } from "../../../app/cli/event.ts";
import { EVENT_KINDS } from "../../../app/cli/event-kinds.ts";
import { run } from "../../../app/cli/run.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** What a command prints. */
async function printed(...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const result = { code: 0, out: "", error: "" };
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    result.out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    result.error += String(text);
    return true;
  });
  result.code = await run(args);
  vi.restoreAllMocks();
  return result;
}

const FIXED = { seed: "s", time: "2026-01-31T12:00:00.000Z" };

describe("lambdaloop event", () => {
  test("an object put into a bucket, through a topic with raw delivery, in a queue", async () => {
    const { out, code } = await printed(
      ..."event s3.put --bucket b --via sns --via sqs --raw --seed s --time 2026-01-31T12:00:00.000Z --key".split(" "),
      "a b.txt",
    );
    expect(code).toBe(0);
    const { Records } = JSON.parse(out) as SQSEvent;
    const inner = JSON.parse(Records[0]?.body ?? "") as S3Event;
    expect(inner.Records[0]?.s3.object.key).toBe("a+b.txt");
    expect(inner.Records[0]?.s3.bucket.name).toBe("b");
    expect(out.startsWith("{\n  ")).toBe(true);
  });

  test("--compact prints the bytes that a runtime reads", async () => {
    const { out } = await printed("event", "s3.put", "--compact", "--seed", "s", "--time", FIXED.time);
    expect(out).toBe(`${eventText("s3.put", FIXED)}\n`);
    expect(out).not.toContain("\n  ");
  });

  test("--list has one line for each kind", async () => {
    const { out } = await printed("event", "--list");
    const lines = out.split("\n").filter((line) => line !== "");
    expect(lines).toHaveLength(Object.keys(EVENT_KINDS).length + 1);
  });

  test("an unknown kind is told with the nearest names", async () => {
    const { error, code } = await printed("event", "s3.putt");
    expect({ error, code }).toEqual({
      error: 'error: There is no kind of event "s3.putt". Did you mean "s3.put" or "s3.post"?\n',
      code: 2,
    });
  });
});

describe("every kind", () => {
  const PATHS = [[], ["sqs"], ["sns"], ["sns", "sqs"], ["eventbridge"], ["eventbridge", "sqs"]] as const;
  const possible = Object.keys(EVENT_KINDS).flatMap((name) =>
    PATHS.filter((via) => {
      try {
        eventText(name, { ...FIXED, via });
        return true;
      } catch {
        return false;
      }
    }).map((via) => ({ name, via })),
  );

  test("is possible in some way", () => {
    expect(new Set(possible.map(({ name }) => name))).toEqual(new Set(Object.keys(EVENT_KINDS)));
    expect(possible.length).toBeGreaterThan(60);
  });

  test.each(possible)(
    "$name via $via is the same from the same seed and instant, and another from another",
    ({ name, via }) => {
      const text = eventText(name, { ...FIXED, via });
      expect(eventText(name, { ...FIXED, via })).toBe(text);
      expect(eventText(name, { ...FIXED, via, seed: "other" })).not.toBe(text);
      expect(text).not.toContain("undefined");
    },
  );
});

describe("flags", () => {
  test("a batch has ids of its own in each record", () => {
    const { Records } = JSON.parse(eventText("s3.put", { ...FIXED, via: ["sqs"], count: 5 })) as SQSEvent;
    expect(new Set(Records.map(({ messageId }) => messageId)).size).toBe(5);
    expect(new Set(Records.map(({ body }) => body)).size).toBe(5);
  });

  test("attributes go with a message, through a topic too", () => {
    const attribute = ["kind=new", "count:Number=3"];
    const direct = JSON.parse(eventText("sqs", { ...FIXED, attribute })) as SQSEvent;
    const raw = JSON.parse(eventText("sns", { ...FIXED, attribute, via: ["sqs"], raw: true })) as SQSEvent;
    const lambda = JSON.parse(eventText("sns", { ...FIXED, attribute })) as SNSEvent;
    expect(direct.Records[0]?.messageAttributes).toEqual(raw.Records[0]?.messageAttributes);
    expect(direct.Records[0]?.md5OfMessageAttributes).toBe(raw.Records[0]?.md5OfMessageAttributes);
    expect(lambda.Records[0]?.Sns.MessageAttributes).toEqual({
      kind: { Type: "String", Value: "new" },
      count: { Type: "Number", Value: "3" },
    });
  });

  test("FIFO and dead-letter queues have their attributes", () => {
    const fifo = JSON.parse(eventText("sqs.fifo", { ...FIXED, group: "g", body: "b" })) as SQSEvent;
    expect(fifo.Records[0]?.attributes).toMatchObject({
      MessageGroupId: "g",
      SequenceNumber: expect.stringMatching(/^\d{20}$/) as string,
    });
    const dead = JSON.parse(eventText("sqs.deadLetter", FIXED)) as SQSEvent;
    expect(dead.Records[0]?.attributes).toMatchObject({
      DeadLetterQueueSourceArn: "arn:aws:sqs:us-east-1:000000000000:queue",
      ApproximateReceiveCount: "4",
    });
  });

  test("a request has its method, path, query, headers and body", () => {
    const options = {
      ...FIXED,
      method: "PUT",
      path: "/orders/1",
      query: "a=1&a=2",
      header: ["X-Kind: new"],
      body: "{}",
    };
    const { event: http } = { event: JSON.parse(eventText("apiGateway.v2", options)) as APIGatewayProxyEventV2 };
    expect(http).toMatchObject({
      rawPath: "/orders/1",
      queryStringParameters: { a: "1,2" },
      headers: { "x-kind": "new", "content-length": "2" },
      requestContext: { http: { method: "PUT" } },
      body: "{}",
      isBase64Encoded: false,
    });
  });

  test("a table's item is typed as DynamoDB types it", () => {
    const text = eventText("dynamodb.insert", {
      ...FIXED,
      body: '{"id":"1","n":2,"list":[true,null]}',
      name: "orders",
    });
    const { Records } = JSON.parse(text) as DynamoDBStreamEvent;
    expect(Records[0]?.dynamodb).toMatchObject({
      Keys: { id: { S: "1" } },
      NewImage: { id: { S: "1" }, n: { N: "2" }, list: { L: [{ BOOL: true }, { NULL: true }] } },
    });
    expect(Records[0]?.eventSourceARN).toContain(":table/orders/stream/");
  });
});

describe("what AWS never does is refused", () => {
  test.each([
    ["functionUrl", { via: ["sqs"] }, "only functions get it"],
    ["s3.put", { via: ["sqs", "sns"] }, "nothing travels through sqs, then sns"],
    ["sqs", { via: ["eventbridge"] }, "only S3's events go to EventBridge by themselves"],
    ["s3.put", { count: 2 }, "it always has one record"],
    ["sqs", { attribute: ["n:Number=x"] }, "Can't cast the value"],
    ["sqs", { body: "" }, "MissingParameter"],
    ["sns", { subject: "" }, "Invalid parameter: Subject"],
    ["sqs", { time: "yesterday" }, "is not ISO 8601"],
  ] as const)("%s %j", (name, options, message) => {
    expect(() => eventText(name, { ...FIXED, ...options })).toThrow(message);
  });
});
