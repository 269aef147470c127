import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type FunctionUrlAnswer, toFunctionUrlAnswer } from "../../../../events/payloads/function-url-response.ts";

const json = { "Content-Type": "application/json" };

describe("what a function returns, as an HTTP answer", () => {
  const answers: readonly [string, Partial<FunctionUrlAnswer>][] = [
    ["null", { status: 200, headers: json, body: "null" }],
    ["1.0", { body: "1.0" }],
    [String.raw`{ "a" : "b \" c" , "d" : [ 1.50 ] }`, { body: String.raw`{"a":"b \" c","d":[1.50]}` }],
    [String.raw`"line\n"`, { body: "line\n" }],
    ["no JSON", { body: "no JSON" }],
    ['{"statusCode":204}', { status: 204, body: "" }],
    ['{"statusCode":"418","body":"teapot"}', { status: 418, headers: json, body: "teapot" }],
    ['{"statusCode":200,"body":{"a":1}}', { body: '{"a":1}' }],
    ['{"statusCode":200,"headers":{"content-type":"text/css"}}', { headers: { "content-type": "text/css" } }],
    [
      '{"statusCode":200,"headers":{"X-A":1,"X-B":true,"X-C":["1","2"],"X-D":null}}',
      {
        headers: { "X-A": "1", "X-B": "true", "X-C": "1,2", ...json },
      },
    ],
    ['{"statusCode":200,"headers":{"Content-Length":"9","Connection":"close"}}', { headers: json }],
    ['{"statusCode":200,"cookies":["a=1"]}', { cookies: ["a=1"] }],
    ['{"statusCode":200,"body":"aGk=","isBase64Encoded":true}', { body: Buffer.from("hi") }],
    ['{"headers":{"x":"y"},"body":"no status"}', { status: 200, body: '{"headers":{"x":"y"},"body":"no status"}' }],
  ];

  it.each(answers)("%s", (payload, answer) => {
    expect(toFunctionUrlAnswer(payload)).toMatchObject(answer);
  });

  it("AWS's sample", () => {
    const url = new URL(
      "../../../fixtures/aws-recordings/lambda/sample--lambda-go--lambda-urls-response.json",
      import.meta.url,
    );
    const sample = readFileSync(url, "utf8");
    const { statusCode, headers, cookies, body } = JSON.parse(sample) as Record<string, unknown>;
    expect(toFunctionUrlAnswer(sample)).toEqual({ status: statusCode, headers, cookies, body });
  });

  it.each([
    '{"statusCode":"many"}',
    '{"statusCode":99}',
    '{"statusCode":200.5}',
    '{"statusCode":200,"headers":[]}',
    '{"statusCode":200,"headers":{"bad name":"x"}}',
    String.raw`{"statusCode":200,"headers":{"X-Split":"a\r\nSet-Cookie: b=1"}}`,
    '{"statusCode":200,"headers":{"X":{}}}',
    '{"statusCode":200,"cookies":"a=1"}',
    '{"statusCode":200,"body":"%%","isBase64Encoded":true}',
  ])("%s is no HTTP response", (payload) => {
    expect(toFunctionUrlAnswer(payload)).toBeUndefined();
  });
});
