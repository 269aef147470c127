import { describe, expect, test } from "vitest";
import { bodyOfPieces } from "../../../../runtime/core/body-stream.ts";
import { AwsError } from "../../../../runtime/core/errors.ts";
import type { LambdaOperations } from "../../../../runtime/protocol/generated/lambda.ts";
import { withAnswer } from "../../../../runtime/protocol/answer.ts";
import { textOf } from "../gateway.ts";
import { lambdaGateway } from "./fake-lambda.ts";

const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

/** A gateway whose Lambda answers an invocation with the function's name and payload, or throws. */
function echoing(overrides: Partial<LambdaOperations> = {}) {
  return lambdaGateway({
    Invoke: ({ FunctionName, Payload = Buffer.alloc(0) }) => ({
      StatusCode: 200,
      Payload: Buffer.from(`${FunctionName}:${Buffer.from(Payload).toString()}`),
    }),
    ListFunctions: (input) => ({ Functions: [{ FunctionName: JSON.stringify(input) }] }),
    ...overrides,
  });
}

describe("a request is Lambda's", () => {
  const invoke = { method: "POST", url: "/2015-03-31/functions/f/invocations", text: "{}" };
  const cases = [
    ["by its path when it is not signed", invoke],
    ["whatever its body seems to be", { ...invoke, headers: { "content-type": "application/x-www-form-urlencoded" } }],
    ["whatever its query seems to be", { ...invoke, url: `${invoke.url}?Action=SendMessage` }],
    ["by its signature", { ...invoke, headers: signedFor("lambda") }],
    ["with a slash at its end, as older clients have it", { ...invoke, url: `${invoke.url}/` }],
  ] as const;

  test.for(cases)("%s", async ([, parts]) => {
    expect(textOf(await echoing().ask(parts))).toBe("f:{}");
  });

  test.for([
    ["arn:aws:lambda:eu-west-1:123456789012:function:f:live"],
    ["arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Af%3Alive"],
    ["123456789012:function:f"],
    ["f%3A%24LATEST"],
  ])("with a function named %s", async ([name]) => {
    const response = await echoing().ask({ ...invoke, url: `/2015-03-31/functions/${name}/invocations` });
    expect(textOf(response)).toBe(`${decodeURIComponent(String(name))}:{}`);
  });
});

describe("a request is S3's", () => {
  test.for([
    ["with a bucket that has the name of a Lambda API version, when signed for it", "2015-03-31", signedFor("s3")],
    ["with a bucket whose name is another date", "2024-12-24", {}],
  ] as const)("%s", async ([, bucket, headers]) => {
    const response = await echoing().ask({ url: `/${bucket}/functions/`, headers });
    expect(textOf(response)).toBe(`object ${bucket}/functions/`);
  });
});

test("a streaming payload is there as a body, also when it is empty", async () => {
  const lengths: unknown[] = [];
  const InvokeAsync: LambdaOperations["InvokeAsync"] = ({ InvokeArgs }) => {
    lengths.push(InvokeArgs.byteLength);
    return { Status: 202 };
  };
  const gateway = lambdaGateway({ InvokeAsync });
  const url = "/2014-11-13/functions/f/invoke-async";
  for (const text of ["{}", ""])
    expect(await gateway.ask({ method: "POST", url, text })).toMatchObject({ status: 202, body: "" });
  expect(lengths).toEqual([2, 0]);
});

test.for([
  ["GET", "/2015-03-31/nothing/here"],
  ["DELETE", "/2015-03-31/functions"],
  ["GET", "/2015-03-31/functions/%E0%A4%A"],
] as const)("%s %s is nothing that Lambda has", async ([method, url]) => {
  const response = await echoing().ask({ method, url });
  expect(response).toMatchObject({ status: 404, body: "<UnknownOperationException/>\n" });
});

describe("an answer", () => {
  const ask = (operations: Partial<LambdaOperations>, url = "/2015-03-31/functions/f") =>
    lambdaGateway(operations).ask({ url });

  test("has the headers of AWS's", async () => {
    const response = await ask({ GetFunction: () => ({ Configuration: { FunctionName: "f", Timeout: 3 } }) });
    expect(response).toEqual({
      status: 200,
      headers: {
        "x-amzn-RequestId": expect.stringMatching(/^[\da-f-]{36}$/) as string,
        "Content-Type": "application/json",
      },
      body: '{"Configuration":{"FunctionName":"f","Timeout":3}}',
    });
  });

  test("has instants as seconds", async () => {
    const LastModified = 1_767_225_600_500;
    const response = await ask(
      { GetEventSourceMapping: () => ({ LastModified }) },
      "/2015-03-31/event-source-mappings/1d8c6a62-8b5e-4f6c-9a0e-0b0a0c0d0e0f",
    );
    expect(response.body).toBe('{"LastModified":1767225600.5}');
  });

  test("has a status and headers that only the operation knows", async () => {
    const GetFunction = () => withAnswer({}, { status: 203, headers: { "X-Amzn-Trace-Id": "Root=1" } });
    const response = await ask({ GetFunction });
    expect(response).toMatchObject({ status: 203, headers: { "X-Amzn-Trace-Id": "Root=1" }, body: "{}" });
  });

  test("of 204 has no body", async () => {
    const response = await lambdaGateway({ DeleteAlias: () => undefined }).ask({
      method: "DELETE",
      url: "/2015-03-31/functions/f/aliases/live",
    });
    expect(response).toMatchObject({ status: 204, body: "" });
    expect(response.headers).not.toHaveProperty("Content-Type");
  });
});

describe("an error has AWS's casing", () => {
  const cases = [
    [
      "ResourceNotFoundException",
      new AwsError("ResourceNotFoundException", "Function not found: f"),
      404,
      '{"Type":"User","Message":"Function not found: f"}',
    ],
    [
      "InvalidParameterValueException",
      new AwsError("InvalidParameterValueException", "no"),
      400,
      '{"Type":"User","message":"no"}',
    ],
    ["ServiceException", new AwsError("ServiceException", "no"), 500, '{"Type":"Service","Message":"no"}'],
    ["ValidationException", new AwsError("ValidationException", "no"), 400, '{"message":"no"}'],
    [
      "TooManyRequestsException",
      new AwsError("TooManyRequestsException", "Rate Exceeded.", {
        members: { Reason: "CallerRateLimitExceeded", retryAfterSeconds: "1" },
      }),
      429,
      '{"Type":"User","message":"Rate Exceeded.","Reason":"CallerRateLimitExceeded"}',
    ],
  ] as const;

  test.for(cases)("%s", async ([code, error, status, body]) => {
    const Invoke = () => {
      throw error;
    };
    const response = await echoing({ Invoke }).ask({ method: "POST", url: "/2015-03-31/functions/f/invocations" });
    expect(response).toMatchObject({ status, body });
    expect(response.headers).toMatchObject({ "x-amzn-ErrorType": code, "Content-Type": "application/json" });
    expect(response.headers["Retry-After"]).toBe(code === "TooManyRequestsException" ? "1" : undefined);
  });
});

describe("what cannot be read is refused", () => {
  test.for([
    ["a body that is no JSON", { method: "POST", url: "/2015-03-31/functions", text: "{" }],
    ["a member of the wrong type", { method: "POST", url: "/2015-03-31/functions", text: '{"Timeout":"3"}' }],
    ["a number in the query", { url: "/2015-03-31/functions?MaxItems=many" }],
  ] as const)("%s", async ([, parts]) => {
    const response = await echoing({ CreateFunction: () => ({}) }).ask(parts);
    expect(response).toMatchObject({ status: 400, headers: { "x-amzn-ErrorType": "SerializationException" } });
  });

  test("but what the query lacks is told by the constraints", async () => {
    const url = "/2017-03-31/tags/arn:aws:lambda:us-east-1:123456789012:function:f";
    const response = await echoing({ UntagResource: () => undefined }).ask({ method: "DELETE", url });
    const message =
      "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null";
    expect(response).toMatchObject({ status: 400, body: JSON.stringify({ message }) });
  });
});

describe("a large request", () => {
  const largeRequests = {
    maxBytes: (operation: string) => (operation === "Invoke" ? 10 : 0),
    tooLarge: (operation: string) => new AwsError("RequestEntityTooLargeException", operation, { status: 413 }),
  };
  async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array, void> {
    for (const text of texts) yield await Promise.resolve(Buffer.from(text));
  }
  const ask = (...texts: readonly string[]) => {
    const Invoke: LambdaOperations["Invoke"] = ({ Payload }) => ({
      StatusCode: 200,
      Payload: Payload ?? Buffer.alloc(0),
    });
    const bodyStream = bodyOfPieces(pieces(...texts));
    const gateway = lambdaGateway({ Invoke }, { largeRequests });
    return gateway.ask({ method: "POST", url: "/2015-03-31/functions/f/invocations", bodyStream });
  };

  test("is put together as it comes", async () => {
    expect(textOf(await ask("12345", "67890"))).toBe("1234567890");
  });

  test("is refused in the service's words when it is too large", async () => {
    expect(await ask("12345", "67890", "1")).toMatchObject({
      status: 413,
      body: '{"message":"Invoke"}',
      headers: { "x-amzn-ErrorType": "RequestEntityTooLargeException" },
    });
  });
});
