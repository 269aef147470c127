import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { createDispatcher } from "../../../runtime/protocol/dispatcher.ts";
import type { RequestContext } from "../../../runtime/protocol/service.ts";
import { fakeSqs, gateway, jsonOf, jsonRequest, now, request } from "./gateway.ts";

function contextOf(parts: { headers?: Record<string, string>; url?: string }): RequestContext {
  let seen: RequestContext | undefined;
  const { dispatch } = gateway({
    ListQueues: (_input, context) => {
      seen = context;
      return {};
    },
  });
  const headers = { "x-amz-target": "AmazonSQS.ListQueues", ...parts.headers };
  now(dispatch(request({ url: parts.url ?? "/", headers })));
  if (seen === undefined) throw new Error("The operation did not run");
  return seen;
}

describe("who calls", () => {
  const sigV4 = (credential: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
  });
  const cases: readonly (readonly [string, Parameters<typeof contextOf>[0], string, string, string | undefined])[] = [
    ["no signature", {}, "us-east-1", "000000000000", undefined],
    ["SigV4", { headers: sigV4("AKID/20260101/eu-west-1/sqs/aws4_request") }, "eu-west-1", "000000000000", "AKID"],
    [
      "an access key of twelve digits",
      { headers: sigV4("123456789012/20260101/eu-west-1/sqs/aws4_request") },
      "eu-west-1",
      "123456789012",
      "123456789012",
    ],
    [
      "a scope with an empty region",
      { headers: sigV4("AKID/20260101//sqs/aws4_request") },
      "us-east-1",
      "000000000000",
      "AKID",
    ],
    ["a scope of the access key alone", { headers: sigV4("AKID") }, "us-east-1", "000000000000", "AKID"],
    [
      "SigV4a, which signs for many regions",
      {
        headers: {
          authorization:
            "AWS4-ECDSA-P256-SHA256 Credential=AKID/20260101/sqs/aws4_request, SignedHeaders=h, Signature=0",
        },
      },
      "us-east-1",
      "000000000000",
      "AKID",
    ],
    [
      "a presigned URL",
      {
        url: "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=210987654321%2F20260101%2Fap-south-1%2Fsqs%2Faws4_request",
      },
      "ap-south-1",
      "210987654321",
      "210987654321",
    ],
    [
      "something else in Authorization",
      { headers: { authorization: "Bearer x" } },
      "us-east-1",
      "000000000000",
      undefined,
    ],
  ];

  test.for(cases)("%s", ([, parts, region, accountId, accessKeyId]) => {
    expect(contextOf(parts)).toMatchObject({ region, accountId, accessKeyId, protocol: "awsJson" });
  });

  test("the path and the endpoint are the request's own", () => {
    expect(contextOf({ url: "/000000000000/orders?x=1" })).toMatchObject({
      path: "/000000000000/orders",
      endpoint: "http://127.0.0.1:4566",
    });
  });

  test("request ids come from the seed and are UUIDs", () => {
    const first = contextOf({}).requestId;
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(contextOf({}).requestId).toBe(first);
  });
});

test("a call that carries a known trace is caused by the fact behind it", () => {
  const journal = new Journal(new VirtualClock());
  const invocation = journal.record({ kind: "sqs.queueCreated", queueArn: "arn" });
  const traceHeader = "Root=1-67890abc-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1";
  journal.linkTrace(traceHeader, invocation);
  const dispatch = createDispatcher({ services: [fakeSqs({})], journal, random: seededRandom("x") });
  now(dispatch(request({ headers: { "x-amz-target": "AmazonSQS.ListQueues", "x-amzn-trace-id": traceHeader } })));
  expect(journal.entries().at(-1)).toMatchObject({ kind: "http.answered", causeId: invocation });
});

describe("the signal", () => {
  function asking() {
    const seen: RequestContext[] = [];
    let hangUps: (() => void)[] = [];
    const { dispatch } = gateway({
      ReceiveMessage: (_input, context) => {
        seen.push(context);
        return {};
      },
    });
    const asked = {
      ...jsonRequest("ReceiveMessage", { QueueUrl: "u" }),
      onHangUp: (listener: () => void) => hangUps.push(listener),
    };
    now(dispatch(asked));
    const [context] = seen;
    if (context === undefined) throw new Error("The operation did not run");
    return { context, listeners: () => hangUps.length, hangUp: () => hangUps.forEach((listener) => listener()) };
  }

  test("costs nothing until it is looked at", () => {
    const { context, listeners } = asking();
    expect(listeners()).toBe(0);
    expect(context.signal).toBe(context.signal);
    expect(listeners()).toBe(1);
  });

  test("aborts when the client hangs up", () => {
    const { context, hangUp } = asking();
    expect(context.signal.aborted).toBe(false);
    hangUp();
    expect(context.signal.aborted).toBe(true);
  });
});

describe("an operation that answers later", () => {
  test("is awaited", async () => {
    const { dispatch } = gateway({ ListQueues: () => Promise.resolve({ QueueUrls: ["late"] }) });
    expect(jsonOf(await dispatch(jsonRequest("ListQueues", {})))).toEqual({ QueueUrls: ["late"] });
  });

  test("may refuse later", async () => {
    const { dispatch } = gateway({ ListQueues: () => Promise.reject(new AwsError("OverLimit", "Too many.")) });
    expect(jsonOf(await dispatch(jsonRequest("ListQueues", {})))).toEqual({
      __type: "com.amazonaws.sqs#OverLimit",
      message: "Too many.",
    });
  });
});

describe("what is recorded", () => {
  const operations = {
    ListQueues: () => ({}),
    TagQueue: () => undefined,
    SendMessage: () => ({}),
    PurgeQueue: () => {
      throw new AwsError("QueueDoesNotExist", "Gone.");
    },
  };

  function kindsAfter(operation: string, input: unknown): unknown[] {
    const journal = new Journal(new VirtualClock());
    const services = [fakeSqs(operations, { selfReported: ["SendMessage"] })];
    const dispatch = createDispatcher({ services, journal, random: seededRandom("x") });
    now(dispatch(jsonRequest(operation, input)));
    return journal
      .entries()
      .map((entry) => (entry.kind === "http.answered" ? [entry.operation, entry.status, entry.errorCode] : entry));
  }

  test("a failing call, with its code", () => {
    expect(kindsAfter("PurgeQueue", { QueueUrl: "u" })).toEqual([["PurgeQueue", 400, "QueueDoesNotExist"]]);
  });

  test("a call that changes something", () => {
    expect(kindsAfter("TagQueue", { QueueUrl: "u", Tags: {} })).toEqual([["TagQueue", 200, undefined]]);
  });

  test("not a call that only reads", () => {
    expect(kindsAfter("ListQueues", {})).toEqual([]);
  });

  test("not a call whose service tells it itself", () => {
    expect(kindsAfter("SendMessage", { QueueUrl: "u", MessageBody: "b" })).toEqual([]);
  });
});

describe("bodies", () => {
  const { dispatch } = gateway({ SendMessage: ({ MessageBody }) => ({ MessageId: MessageBody }) });
  const text = JSON.stringify({ QueueUrl: "u", MessageBody: "é" });
  const headers = { "x-amz-target": "AmazonSQS.SendMessage" };

  test("a gzip body is read", () => {
    const asked = request({ headers: { ...headers, "content-encoding": "gzip" }, body: gzipSync(text) });
    expect(jsonOf(now(dispatch(asked)))).toEqual({ MessageId: "é" });
  });

  const deep = "[".repeat(100_000);
  const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024));
  test.for([
    ["text that is not JSON", { body: Buffer.from("{x") }],
    ["bytes that are not UTF-8", { body: Buffer.from([0x22, 0xff, 0x22]) }],
    ["nesting without end", { body: Buffer.from(`{"a":"\\"[","b":${deep}`) }],
    ["a false gzip body", { body: Buffer.from(text), headers: { ...headers, "content-encoding": "gzip" } }],
    ["a gzip body that grows beyond the limit", { body: bomb, headers: { ...headers, "content-encoding": "gzip" } }],
  ] as const)("%s is a SerializationException", ([, parts]) => {
    const response = now(dispatch(request({ headers, ...parts })));
    expect(response.status).toBe(400);
    expect(jsonOf(response)["__type"]).toBe("com.amazon.coral.service#SerializationException");
  });

  test("brackets inside a long string are not nesting", () => {
    const body = JSON.stringify({ QueueUrl: "u", MessageBody: `\\"${deep}` });
    expect(now(dispatch(request({ headers, text: body }))).status).toBe(200);
  });

  test("no body is no input", () => {
    const response = now(dispatch(request({ headers })));
    expect(jsonOf(response)["message"]).toBe("QueueUrl: Member must not be null");
  });
});
