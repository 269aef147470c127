import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { serviceModels } from "../../../runtime/protocol/generated/index.ts";

test("the committed models are what the generator makes", () => {
  expect(() =>
    execFileSync(process.execPath, ["scripts/generate-models.mjs", "--check"], { stdio: "pipe" }),
  ).not.toThrow();
});

describe("SQS", () => {
  const sqs = serviceModels.get("sqs");

  test("has its 23 operations and both protocols", () => {
    expect(Object.keys(sqs?.operations ?? {})).toHaveLength(23);
    expect(sqs).toMatchObject({
      protocols: ["awsJson1_0", "awsQuery"],
      queryCompatible: true,
      targetPrefix: "AmazonSQS",
    });
  });

  test("keeps the names and codes that only the Query protocol shows", () => {
    expect(sqs?.shapes["SendMessageRequest"]).toMatchObject({
      members: {
        MessageAttributes: { shape: "MessageBodyAttributeMap", xmlName: "MessageAttribute", xmlFlattened: true },
      },
    });
    expect(sqs?.shapes["QueueDoesNotExist"]).toMatchObject({
      error: { fault: "Sender", status: 400, queryCode: "AWS.SimpleQueueService.NonExistentQueue", queryStatus: 400 },
    });
  });
});
