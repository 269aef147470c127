import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import { formRequest, gateway, jsonOf, jsonRequest, now, textOf } from "./gateway.ts";

const INPUT = { QueueUrl: "http://127.0.0.1:4566/000000000000/orders" };

function jsonError(error: unknown) {
  const { dispatch } = gateway({
    PurgeQueue: () => {
      throw error;
    },
  });
  return now(dispatch(jsonRequest("PurgeQueue", INPUT)));
}

function queryError(error: unknown) {
  const { dispatch } = gateway({
    PurgeQueue: () => {
      throw error;
    },
  });
  return now(dispatch(formRequest(`Action=PurgeQueue&Version=2012-11-05&QueueUrl=${INPUT.QueueUrl}`)));
}

/** Codes and statuses: the awsQueryError traits of the model, and for the generic ones the SQS recordings. */
describe.for([
  ["QueueDoesNotExist", 400, "com.amazonaws.sqs#QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
  [
    "PurgeQueueInProgress",
    403,
    "com.amazonaws.sqs#PurgeQueueInProgress",
    "AWS.SimpleQueueService.PurgeQueueInProgress",
  ],
  ["QueueNameExists", 400, "com.amazonaws.sqs#QueueNameExists", "QueueAlreadyExists"],
  ["ReceiptHandleIsInvalid", 404, "com.amazonaws.sqs#ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid"],
  ["InvalidAttributeName", 400, "com.amazonaws.sqs#InvalidAttributeName", "InvalidAttributeName"],
  ["InvalidParameterValue", 400, "com.amazon.coral.service#InvalidParameterValueException", "InvalidParameterValue"],
  ["MissingParameter", 400, "com.amazon.coral.service#MissingRequiredParameterException", "MissingParameter"],
] as const)("%s", ([code, status, type, queryCode]) => {
  test("in JSON has its type in the body and its Query code in a header", () => {
    const response = jsonError(new AwsError(code, "Why."));
    expect(response.status).toBe(status);
    expect(jsonOf(response)).toEqual({ __type: type, message: "Why." });
    expect(response.headers["x-amzn-query-error"]).toBe(`${queryCode};Sender`);
    expect(response.headers["Content-Type"]).toBe("application/x-amz-json-1.0");
  });

  test("in Query is an ErrorResponse", () => {
    const response = queryError(new AwsError(code, "Why <so> & so."));
    const requestId = response.headers["x-amzn-RequestId"];
    expect(response.status).toBe(status);
    expect(response.headers["Content-Type"]).toBe("text/xml");
    expect(textOf(response)).toBe(
      '<?xml version="1.0"?><ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error><Type>Sender</Type>' +
        `<Code>${queryCode}</Code><Message>Why &lt;so&gt; &amp; so.</Message><Detail/></Error>` +
        `<RequestId>${requestId}</RequestId></ErrorResponse>`,
    );
  });
});

test("an error's own status and fault win over the model's", () => {
  const response = jsonError(new AwsError("QueueDoesNotExist", "Why.", { status: 503, fault: "Receiver" }));
  expect(response.status).toBe(503);
  expect(response.headers["x-amzn-query-error"]).toBe("AWS.SimpleQueueService.NonExistentQueue;Receiver");
});

describe("a bug of ours", () => {
  test("is a 500 InternalFailure in either protocol", () => {
    const json = jsonError(new TypeError("x is not a function"));
    expect(json.status).toBe(500);
    expect(jsonOf(json)["__type"]).toBe("com.amazon.coral.service#InternalFailure");
    expect(json.headers["x-amzn-query-error"]).toBe("InternalFailure;Receiver");
    const query = queryError(new TypeError("x is not a function"));
    expect(query.status).toBe(500);
    expect(textOf(query)).toContain("<Type>Receiver</Type><Code>InternalFailure</Code>");
  });

  test("is recorded with its stack", () => {
    const { dispatch, journal } = gateway({
      PurgeQueue: () => {
        throw new TypeError("x is not a function");
      },
    });
    now(dispatch(jsonRequest("PurgeQueue", INPUT)));
    const [failed, answered] = journal.entries();
    expect(failed).toMatchObject({ kind: "internal.failed", where: "sqs.PurgeQueue", message: "x is not a function" });
    expect(answered).toMatchObject({ kind: "http.answered", status: 500, errorCode: "InternalFailure" });
  });

  test("in an operation that answers later is a 500 as well", async () => {
    const { dispatch } = gateway({ PurgeQueue: () => Promise.reject(new Error("late")) });
    expect((await dispatch(jsonRequest("PurgeQueue", INPUT))).status).toBe(500);
  });
});
