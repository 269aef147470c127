import { describe, expect, test } from "vitest";
import type { WireRequest } from "../../../runtime/core/wire.ts";
import { formRequest, gateway, jsonRequest, now, request, textOf } from "./gateway.ts";

const SIGNED = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
const FORM = "application/x-www-form-urlencoded";

function answer(asked: WireRequest) {
  const { dispatch } = gateway({ ListQueues: () => ({ QueueUrls: ["found"] }) });
  const response = now(dispatch(asked));
  return { status: response.status, text: textOf(response) };
}

describe("which operation is asked", () => {
  const cases: readonly (readonly [string, WireRequest, string])[] = [
    ["by x-amz-target", jsonRequest("ListQueues", {}), '"found"'],
    [
      "by x-amz-target whatever the content type",
      request({ headers: { "x-amz-target": "AmazonSQS.ListQueues" } }),
      '"found"',
    ],
    ["by x-amz-target on a queue's path", { ...jsonRequest("ListQueues", {}), url: "/000000000000/q" }, '"found"'],
    ["by Action and Version", formRequest("Action=ListQueues&Version=2012-11-05"), ">found<"],
    ["by Action when the Version is missing", formRequest("Action=ListQueues"), ">found<"],
    ["by Action in a URL", request({ method: "GET", url: "/?Action=ListQueues&Version=2012-11-05" }), ">found<"],
    [
      "by Action of another service",
      formRequest("Action=GetCallerIdentity&Version=2011-06-15"),
      "GetCallerIdentityResult",
    ],
    [
      "by credential scope when the Version is wrong",
      request({
        headers: { "content-type": FORM, authorization: SIGNED("sqs") },
        text: "Action=ListQueues&Version=2011-10-01",
      }),
      ">found<",
    ],
  ];

  test.for(cases)("%s", ([, asked, expected]) => {
    expect(answer(asked).text).toContain(expected);
  });
});

describe("what is not there is named, in the service's protocol", () => {
  const cases: readonly (readonly [string, WireRequest, number, string])[] = [
    [
      "an unknown action",
      formRequest("Action=FooBar&Version=2012-11-05"),
      400,
      "<Code>InvalidAction</Code><Message>The action FooBar is not valid for this endpoint.</Message>",
    ],
    [
      "an unknown action at a queue's URL",
      request({ method: "GET", url: "/000000000000/orders?Action=FooBar" }),
      400,
      "<Code>InvalidAction</Code><Message>The action FooBar is not valid for this endpoint.</Message>",
    ],
    [
      "an unknown action of STS",
      formRequest("Action=FooBar&Version=2011-06-15"),
      400,
      "<Code>InvalidAction</Code><Message>Could not find operation FooBar for version 2011-06-15</Message>",
    ],
    ["an unknown target", jsonRequest("FooBar", {}), 400, "com.amazon.coral.service#UnknownOperationException"],
    ["an operation that we lack", jsonRequest("TagQueue", {}), 501, "lambdaloop does not implement sqs:TagQueue."],
    [
      "an operation that we lack, in Query",
      formRequest("Action=TagQueue&Version=2012-11-05"),
      501,
      "<Code>NotImplemented</Code><Message>lambdaloop does not implement sqs:TagQueue.</Message>",
    ],
    [
      "a service that we lack",
      request({ headers: { "x-amz-target": "DynamoDB_20120810.ListTables" } }),
      501,
      'DynamoDB_20120810.ListTables\\"; here are: sqs, sts',
    ],
    [
      "a service that we lack, by credential scope",
      request({
        headers: { "content-type": FORM, authorization: SIGNED("sns") },
        text: "Action=Publish&Version=2010-03-31",
      }),
      501,
      "&quot;sns&quot;; here are: sqs, sts",
    ],
    ["a bucket", request({ method: "GET", url: "/bucket/key" }), 501, "&quot;s3&quot;; here are: sqs, sts"],
    [
      "a function",
      request({ url: "/2015-03-31/functions/f/invocations" }),
      501,
      "&quot;lambda&quot;; here are: sqs, sts",
    ],
    [
      "the RPC v2 protocols",
      request({ url: "/service/AmazonSQS/operation/ListQueues", headers: { "smithy-protocol": "rpc-v2-cbor" } }),
      501,
      "AmazonSQS.ListQueues",
    ],
    [
      "a plain GET on a queue's URL",
      request({ method: "GET", url: "/000000000000/orders" }),
      404,
      "<UnknownOperationException/>\n",
    ],
    ["a form without an Action", formRequest("QueueUrl=u"), 404, "<UnknownOperationException/>\n"],
    [
      "JSON without a target",
      request({ headers: { "content-type": "application/x-amz-json-1.0", authorization: SIGNED("sqs") }, text: "{}" }),
      400,
      "com.amazon.coral.service#UnknownOperationException",
    ],
  ];

  test.for(cases)("%s", ([, asked, status, expected]) => {
    const { text, status: answered } = answer(asked);
    expect(text).toContain(expected);
    expect(answered).toBe(status);
  });
});
