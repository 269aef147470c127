import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { batchVerdict } from "../../../events/batch-response.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";

const batch = [{ messageId: "a" }, { messageId: "b" }, { messageId: "c" }];
const everything = ["a", "b", "c"];

function returned(payload: string): InvokeOutcome {
  return { kind: "returned", requestId: "r", payload };
}

function failed(payload: string): string[] {
  return [...batchVerdict(returned(payload), batch, true).failedMessageIds];
}

describe("with ReportBatchItemFailures, a batch succeeded completely when the answer is", () => {
  test.each([
    ["null", "null"],
    ["nothing", ""],
    ["an empty text", '""'],
    ["an empty object", "{}"],
    ["an empty list", '{"batchItemFailures":[]}'],
    ["a null list", '{"batchItemFailures":null}'],
  ])("%s", (_, payload) => {
    expect(failed(payload)).toEqual([]);
  });
});

describe("with ReportBatchItemFailures, the whole batch failed when the answer", () => {
  test.each([
    ["is not JSON", "ok", "the answer is not JSON"],
    ["is text", '"done"', "the answer is not a JSON object"],
    ["is a number", "1", "the answer is not a JSON object"],
    ["is a list", "[]", "the answer is not a JSON object"],
    ["has another key", '{"failures":[]}', 'the answer has "failures" but no batchItemFailures'],
    ["has a list that is none", '{"batchItemFailures":"a"}', "batchItemFailures is not a list"],
    ["has a list that is an object", '{"batchItemFailures":{}}', "batchItemFailures is not a list"],
    ["has text for an item", '{"batchItemFailures":["a"]}', "batchItemFailures[0] is not an object"],
    ["has null for an item", '{"batchItemFailures":[null]}', "batchItemFailures[0] is not an object"],
    ["has a list for an item", '{"batchItemFailures":[["a"]]}', "batchItemFailures[0] is not an object"],
    ["has an item without identifier", '{"batchItemFailures":[{}]}', "batchItemFailures[0] has no itemIdentifier"],
    [
      "has an item with another key",
      '{"batchItemFailures":[{"itemIdentifier":"a"},{"foo":"b"}]}',
      "batchItemFailures[1] has no itemIdentifier",
    ],
    [
      "has an empty identifier",
      '{"batchItemFailures":[{"itemIdentifier":""}]}',
      "batchItemFailures[0].itemIdentifier is empty",
    ],
    [
      "has a null identifier",
      '{"batchItemFailures":[{"itemIdentifier":null}]}',
      "batchItemFailures[0].itemIdentifier is null",
    ],
    [
      "has a number for an identifier",
      '{"batchItemFailures":[{"itemIdentifier":1}]}',
      "batchItemFailures[0].itemIdentifier is not text",
    ],
    [
      "names a message that is not in the batch",
      '{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"z"}]}',
      'itemIdentifier "z" is no messageId of this batch',
    ],
  ])("%s", (_, payload, reason) => {
    const verdict = batchVerdict(returned(payload), batch, true);

    expect([...verdict.failedMessageIds]).toEqual(everything);
    expect(verdict.reason).toBe(`the whole batch failed: ${reason}`);
  });
});

test("only the reported messages failed", () => {
  const verdict = batchVerdict(returned('{"batchItemFailures":[{"itemIdentifier":"b"}]}'), batch, true);

  expect([...verdict.failedMessageIds]).toEqual(["b"]);
  expect(verdict.reason).toBe("the handler reported 1 of 3 as failed");
});

test("a message reported twice counts once", () => {
  const twice = '{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"b"}]}';

  expect(failed(twice)).toEqual(["b"]);
});

test("without ReportBatchItemFailures what the handler returns means nothing", () => {
  const verdict = batchVerdict(returned('{"batchItemFailures":[{"itemIdentifier":"b"}]}'), batch, false);

  expect(verdict).toEqual({ failedMessageIds: new Set(), reason: "the handler succeeded", code: "succeeded" });
});

describe("nothing succeeded, with or without ReportBatchItemFailures, when", () => {
  const error = '{"errorType":"TypeError","errorMessage":"x is undefined"}';
  test.each<[string, InvokeOutcome, string]>([
    [
      "the handler threw",
      { kind: "threw", requestId: "r", payload: error },
      "the handler threw TypeError: x is undefined",
    ],
    [
      "it timed out",
      { kind: "timedOut", requestId: "r", payload: '{"errorType":"Sandbox.Timedout","errorMessage":"3.00 seconds"}' },
      "the handler timed out: Sandbox.Timedout: 3.00 seconds",
    ],
    [
      "its process ended",
      { kind: "crashed", requestId: "r", payload: "gone" },
      "the execution environment ended: gone",
    ],
    [
      "it was throttled",
      { kind: "throttled", requestId: "r", reason: "ConcurrentInvocationLimitExceeded" },
      "the invocation was throttled (ConcurrentInvocationLimitExceeded) until the end of their visibility timeout; the handler did not run",
    ],
  ])("%s", (_, outcome, reason) => {
    for (const reports of [true, false]) {
      const verdict = batchVerdict(outcome, batch, reports);
      expect([...verdict.failedMessageIds]).toEqual(everything);
      expect(verdict.reason).toBe(reason);
    }
  });
});

describe("on a FIFO queue", () => {
  const fifo = [
    { messageId: "a1", messageGroupId: "a" },
    { messageId: "b1", messageGroupId: "b" },
    { messageId: "a2", messageGroupId: "a" },
  ];

  test("Lambda does not add the later messages of a group, and the verdict says that the order is lost", () => {
    const verdict = batchVerdict(returned('{"batchItemFailures":[{"itemIdentifier":"a1"}]}'), fifo, true);

    expect([...verdict.failedMessageIds]).toEqual(["a1"]);
    expect(verdict.reason).toContain("out of order: a2 is deleted although an earlier message of group a failed");
  });

  test("a handler that reports all after the first failure keeps the order", () => {
    const payload = '{"batchItemFailures":[{"itemIdentifier":"a1"},{"itemIdentifier":"a2"}]}';

    expect(batchVerdict(returned(payload), fifo, true).reason).toBe("the handler reported 2 of 3 as failed");
  });
});

describe("AWS's recorded runs", () => {
  test.each([
    ["report_batch_item_failures_empty_json_batch_succeeds", 0],
    ["report_batch_item_failures_invalid_result_json_batch_fails", 1],
  ])("%s", (name, expected) => {
    const file = new URL(`../../fixtures/aws-recordings/esm/esm_sqs--${name}.json`, import.meta.url);
    const { recording } = JSON.parse(readFileSync(file, "utf8")) as {
      recording: {
        first_invocation: { Messages: { Body: { event: { Records: { messageId: string }[] }; result: unknown } }[] };
      };
    };
    const [message] = recording.first_invocation.Messages;
    const items = message?.Body.event.Records ?? [];

    const verdict = batchVerdict(returned(JSON.stringify(message?.Body.result)), items, true);

    expect(items).toHaveLength(1);
    expect(verdict.failedMessageIds.size).toBe(expected);
  });
});
