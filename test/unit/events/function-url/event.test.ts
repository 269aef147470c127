import type { LambdaFunctionURLEvent } from "aws-lambda";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type FunctionUrlRequest, toFunctionUrlEvent } from "../../../../events/payloads/function-url.ts";

function sample(name: string): Readonly<Record<string, unknown>> {
  const url = new URL(`../../../fixtures/aws-recordings/lambda/sample--${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as Readonly<Record<string, unknown>>;
}

const REQUEST: FunctionUrlRequest = {
  host: "abc.lambda-url.us-east-1.localhost:4566",
  method: "POST",
  rawPath: "/my/path",
  rawQueryString: "parameter1=value1&parameter1=value2&parameter2=value",
  headers: [
    ["header1", "value1"],
    ["Cookie", "cookie1; cookie2"],
    ["Content-Type", "text/plain"],
  ],
  body: Buffer.from("Hello from client!"),
  sourceIp: "127.0.0.1",
  port: "4566",
  requestId: "id",
  traceHeader: "Root=1-62ecd163-5f302e550dcde3b12402207d",
  at: 1_659_687_279_885,
};

describe("the event of a function URL", () => {
  const samples: readonly [string, string][] = [
    ["powertools-ts--lambda-get-request", ""],
    ["powertools-python--lambdaFunctionUrlEvent", ""],
    ["powertools-python--lambdaFunctionUrlEventWithHeaders", "parameter1=value1&parameter1=value2&parameter2=value"],
  ];

  it.each(samples)("has its members in the order of %s", (name, query) => {
    const expected = sample(name) as unknown as LambdaFunctionURLEvent;
    const rawQueryString = query;
    const event = toFunctionUrlEvent({ ...REQUEST, rawQueryString, headers: [], body: Buffer.alloc(0) });
    // One of them tells of parameters that its query does not have.
    expect(Object.keys(event)).toEqual(Object.keys(expected));
    expect(event.queryStringParameters).toEqual(expected.queryStringParameters);
    expect(Object.keys(event.requestContext)).toEqual(Object.keys(expected.requestContext));
    expect(event.requestContext.time).toBe(expected.requestContext.time);
  });

  it("has the members of AWS's sample, but for those that are only ever null", () => {
    const caller = {
      accessKeyId: "AKIA...",
      accountId: "111122223333",
      userArn: "arn:aws:iam::111122223333:user/example-user",
      userId: "AIDA...",
      ownerAccountId: "123456789012",
    };
    const event = toFunctionUrlEvent({ ...REQUEST, caller });
    const expected = sample("powertools-python--lambdaFunctionUrlIAMEvent");
    const withValue = Object.keys(expected).filter((name) => expected[name] !== null);
    expect(Object.keys(event)).toEqual(withValue);
    for (const name of ["rawPath", "rawQueryString", "cookies", "queryStringParameters", "body", "isBase64Encoded"]) {
      expect(event[name as keyof typeof event]).toEqual(expected[name]);
    }
    const { authorizer, accountId } = expected["requestContext"] as Readonly<Record<string, unknown>>;
    expect(event.requestContext).toMatchObject({ authorizer, accountId });
  });

  const bodies: readonly [string | undefined, Buffer, string, boolean][] = [
    ["text/plain", Buffer.from("é"), "é", false],
    ["application/json; charset=utf-8", Buffer.from("{}"), "{}", false],
    ["application/problem+json", Buffer.from("{}"), "{}", false],
    ["application/xml", Buffer.from("<a/>"), "<a/>", false],
    ["image/svg+xml", Buffer.from("<svg/>"), "PHN2Zy8+", true],
    ["application/jsonlines", Buffer.from("{}"), "e30=", true],
    ["application/x-www-form-urlencoded", Buffer.from("a=1"), "YT0x", true],
    ["application/octet-stream", Buffer.from("{}"), "e30=", true],
    [undefined, Buffer.from("{}"), "e30=", true],
    ["text/plain", Buffer.from([0xff]), "/w==", true],
  ];

  it.each(bodies)("has a body of type %s as %s text or base64: %s, %s", (contentType, body, text, isBase64Encoded) => {
    const headers: [string, string][] = contentType === undefined ? [] : [["Content-Type", contentType]];
    expect(toFunctionUrlEvent({ ...REQUEST, headers, body })).toMatchObject({ body: text, isBase64Encoded });
  });

  it("decodes query parameters, and takes names that objects have anyway", () => {
    const event = toFunctionUrlEvent({ ...REQUEST, rawQueryString: "a=b%20c+d&flag&__proto__=1&constructor=2" });
    expect(Object.entries(event.queryStringParameters ?? {})).toEqual([
      ["a", "b c d"],
      ["flag", ""],
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });

  it("appends the caller's address to those that a proxy has named", () => {
    const event = toFunctionUrlEvent({ ...REQUEST, headers: [["X-Forwarded-For", "203.0.113.7"]] });
    expect(event.headers["x-forwarded-for"]).toBe("203.0.113.7, 127.0.0.1");
  });
});
