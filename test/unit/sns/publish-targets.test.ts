import { describe, expect, test } from "vitest";
import { snsCaller } from "../../conformance/sns/sns-caller.ts";

describe("a TargetArn", () => {
  test.each([
    ["topic", "TargetArn Reason: An ARN must have at least 6 elements, not 1"],
    ["arn:aws:sns:eu-west-3:000000000000:topic", "TargetArn"],
    ["arn:aws:sqs:us-east-1:000000000000:queue", "TargetArn"],
  ])("%s is refused under its own name", async (TargetArn, reason) => {
    expect(await snsCaller().record("Publish", { TargetArn, Message: "x" })).toMatchObject({
      Error: { Code: "InvalidParameter", Message: `Invalid parameter: ${reason}` },
    });
  });
});
