import { request as httpRequest } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LambdaFunctionURLEvent } from "aws-lambda";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import { echo, eventOf, FunctionUrlWorld, recordedStep, returning, urlIdOf } from "./function-url-world.ts";

let world: FunctionUrlWorld;

beforeEach(async () => {
  world = await FunctionUrlWorld.start();
});

afterEach(async () => {
  await world.stop();
});

describe("a function URL answers", () => {
  /** What the recorded handlers return, as their runtime writes it. */
  const returned: Readonly<Record<string, string>> = {
    dict: '{"hello": "world"}',
    "http-response": '{"statusCode": 200, "body": "body123"}',
    "http-response-json": String.raw`{"statusCode": 200, "body": "{\"hello\": \"world\"}"}`,
    "list-mixed": '["hello", 3, true]',
    string: '"hello"',
    integer: "3",
    float: "3.1",
    boolean: "true",
  };
  const recorded = "lambda/lambda--TestLambdaURL.lambda_url_invocation";

  it.each(Object.entries(returned))(
    "as AWS has answered, for a handler that returns a %s",
    async (variant, payload) => {
      const response = await fetch(
        `${await world.publicUrl(returning(payload))}custom_path/extend?test_param=test_value`,
        {
          method: "POST",
          body: "{'key':'value'}",
        },
      );
      const text = await response.text();
      const { content, headers, statuscode } = recordedStep(recorded, "lambda_url_invocation", variant) as {
        readonly content: unknown;
        readonly headers: Readonly<Record<string, string>>;
        readonly statuscode: number;
      };
      expect(response.status).toBe(statuscode);
      expect(Object.fromEntries(Object.keys(headers).map((name) => [name, response.headers.get(name)]))).toEqual(
        headers,
      );
      // The recorder parsed texts that are JSON objects.
      expect(typeof content === "string" ? text : JSON.parse(text)).toEqual(content);
    },
  );

  it("status, headers and cookies of an HTTP response", async () => {
    const answer = {
      statusCode: 201,
      headers: { "Content-Type": "text/html; charset=utf-8", "My-Custom-Header": "Custom Value", "X-Number": 7 },
      cookies: ["Cookie_1=Value1; Expires=21 Oct 2021 07:48 GMT", "Cookie_2=Value2; Max-Age=78000"],
      body: Buffer.from("<p>é</p>").toString("base64"),
      isBase64Encoded: true,
    };
    const response = await fetch(await world.publicUrl(returning(JSON.stringify(answer))));
    expect(response.status).toBe(201);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("my-custom-header")).toBe("Custom Value");
    expect(response.headers.get("x-number")).toBe("7");
    expect(response.headers.getSetCookie()).toEqual(answer.cookies);
    expect(await response.text()).toBe("<p>é</p>");
  });

  it("with the invocation's request id (recorded)", async () => {
    const response = await fetch(
      await world.publicUrl((_event, { requestId = "" }) => ({
        kind: "returned",
        requestId,
        payload: JSON.stringify(requestId),
      })),
    );
    expect(response.headers.get("x-amzn-requestid")).toBe(await response.text());
  });

  const failures: readonly [string, number, string, InvokeOutcome][] = [
    ["throws", 502, "Internal Server Error", { kind: "threw", requestId: "1", payload: "{}" }],
    ["runs too long", 502, "Internal Server Error", { kind: "timedOut", requestId: "1", payload: "{}" }],
    ["crashes", 502, "Internal Server Error", { kind: "crashed", requestId: "1", payload: "{}" }],
    [
      "is throttled",
      429,
      '{"Reason":"ConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}',
      { kind: "throttled", requestId: "1", reason: "ConcurrentInvocationLimitExceeded" },
    ],
    [
      "returns a response that is none",
      502,
      "Internal Server Error",
      { kind: "returned", requestId: "1", payload: '{"statusCode": "teapot"}' },
    ],
  ];

  it.each(failures)("when the function %s: %i %s", async (_what, status, body, outcome) => {
    const response = await fetch(await world.publicUrl(() => outcome));
    expect([response.status, await response.text()]).toEqual([status, body]);
  });

  it("413 when the event grows too large for an invocation", async () => {
    const url = await world.publicUrl(echo);
    const response = await fetch(url, { method: "POST", body: Buffer.alloc(5 * 1024 * 1024) });
    expect(response.status).toBe(413);
    expect(response.headers.get("x-amzn-errortype")).toBe("RequestTooLargeException");
  });
});

describe("the event of a function URL", () => {
  it("has what AWS's has, from a request like the recorded one", async () => {
    const url = await world.publicUrl(echo);
    const response = await fetch(`${url}pa2%Fth/1?q=query&multiQuery=foo&multiQuery=%2Fbar`, {
      method: "POST",
      headers: { "content-type": "application/json", "ExTrA-HeadErs": "With WeiRd CapS", "user-agent": "test/echo" },
      body: '{"foo":"bar"}',
    });
    const event = await eventOf(response);
    const urlId = urlIdOf(url);
    const { port } = new URL(url);
    const host = `${urlId}.lambda-url.us-east-1.localhost:${port}`;
    expect(event).toMatchObject({
      version: "2.0",
      routeKey: "$default",
      rawPath: "/pa2%Fth/1",
      rawQueryString: "q=query&multiQuery=foo&multiQuery=%2Fbar",
      headers: { "extra-headers": "With WeiRd CapS", host, "x-forwarded-port": port, "x-forwarded-for": "127.0.0.1" },
      queryStringParameters: { q: "query", multiQuery: "foo,/bar" },
      requestContext: {
        accountId: "anonymous",
        apiId: urlId,
        domainName: host,
        domainPrefix: urlId,
        http: {
          method: "POST",
          path: "/pa2%Fth/1",
          protocol: "HTTP/1.1",
          sourceIp: "127.0.0.1",
          userAgent: "test/echo",
        },
        requestId: response.headers.get("x-amzn-requestid"),
        time: "31/Jan/2026:08:14:49 +0000",
        timeEpoch: Date.UTC(2026, 0, 31, 8, 14, 49),
      },
      body: '{"foo":"bar"}',
      isBase64Encoded: false,
    });
    expect(event.headers["x-amzn-trace-id"]).toBe(response.headers.get("x-amzn-trace-id"));
    const { headers } = recordedStep(
      "lambda/lambda--TestLambdaURL.lambda_url_echo_http_fixture_default",
      "url_response",
    );
    expect(Object.keys(event.headers)).toEqual(expect.arrayContaining(Object.keys(headers as object)));
  });

  it("has cookies twice, and no body when there is none", async () => {
    const response = await fetch(await world.publicUrl(echo), { headers: { cookie: "a=1; b=2" } });
    const event = await eventOf(response);
    expect(event.cookies).toEqual(["a=1", "b=2"]);
    expect(event.headers["cookie"]).toBe("a=1; b=2");
    expect(event).not.toHaveProperty("body");
    expect(event).not.toHaveProperty("queryStringParameters");
    expect(event.rawPath).toBe("/");
  });

  it("has a form as base64, as recorded", async () => {
    const { data } = recordedStep("lambda/lambda--TestLambdaURL.lambda_url_form_payload", "url_response") as {
      readonly data: string;
    };
    const response = await fetch(`${await world.publicUrl(echo)}test/value`, {
      method: "POST",
      headers: { "Content-Type": "multipart/form-data; boundary=4efd159eae0c4f4e125a5a509e073d85" },
      body: Buffer.from(data, "base64"),
    });
    expect(await eventOf(response)).toMatchObject({ rawPath: "/test/value", body: data, isBase64Encoded: true });
  });

  it("joins headers that are sent twice, and leaves the connection's own out", async () => {
    const url = new URL(`${await world.publicUrl(echo)}twice`);
    const text = await new Promise<string>((resolve, reject) => {
      const headers = ["X-Twice", "one", "x-twice", "two", "X-Comma", "a, b", "Connection", "close", "Host", url.host];
      httpRequest(url, { headers }, (response) => {
        response.setEncoding("utf8");
        response.on("data", resolve);
      })
        .on("error", reject)
        .end();
    });
    const event = JSON.parse(text) as LambdaFunctionURLEvent;
    expect(event.headers).toMatchObject({ "x-twice": "one,two", "x-comma": "a, b" });
    expect(event.headers).not.toHaveProperty("connection");
  });
});
