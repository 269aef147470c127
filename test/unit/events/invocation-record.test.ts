import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deadLetterAttributes, toInvocationRecordText } from "../../../events/payloads/invocation-record.ts";

const INVOCATION = {
  at: 0,
  requestId: "r",
  qualifiedArn: "arn:aws:lambda:us-east-1:000000000000:function:orders:$LATEST",
  condition: "RetriesExhausted",
  invokeCount: 1,
  payload: "{}",
} as const;

const payloadOf = (payload: string): unknown =>
  (
    JSON.parse(toInvocationRecordText({ ...INVOCATION, response: { statusCode: 200, payload } })) as {
      readonly responsePayload: unknown;
    }
  ).responsePayload;

describe("the record of an invocation", () => {
  test.each([
    ["NaN", "NaN"],
    ['it "broke"', 'it "broke"'],
    ["", ""],
    [' { "a" : 1 } ', { a: 1 }],
    ["null", null],
  ])("has what a function answered with %j", (payload, expected) => {
    expect(payloadOf(payload)).toEqual(expected);
  });

  test("is JSON whatever a function answers", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(payloadOf(`not JSON: ${text}`)).toBe(`not JSON: ${text}`);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(payloadOf(json)).toEqual(JSON.parse(json));
      }),
    );
  });
});

test("a dead-letter queue gets no message of an error that is no JSON", () => {
  const response = { statusCode: 200, payload: "it broke" };

  expect(Object.keys(deadLetterAttributes({ ...INVOCATION, response }))).toEqual(["RequestID", "ErrorCode"]);
});
