import { expect, test } from "vitest";
import { formatArn, parseArn } from "../../../runtime/core/arn.ts";

const ACCOUNT_ID = "123456789012";

test.each([
  ["us-east-1", "arn:aws:sqs:us-east-1:123456789012:orders"],
  ["cn-north-1", "arn:aws-cn:sqs:cn-north-1:123456789012:orders"],
  ["us-gov-west-1", "arn:aws-us-gov:sqs:us-gov-west-1:123456789012:orders"],
])("an ARN in %s has its partition", (region, arn) => {
  expect(formatArn("sqs", { region, accountId: ACCOUNT_ID }, "orders")).toBe(arn);
});

test("an ARN is read back into its parts, colons in the resource included", () => {
  expect(parseArn("arn:aws:lambda:eu-west-1:123456789012:function:ingest:$LATEST")).toEqual({
    partition: "aws",
    service: "lambda",
    region: "eu-west-1",
    accountId: ACCOUNT_ID,
    resource: "function:ingest:$LATEST",
  });
});

test.each(["", "orders", "arn:aws:sqs", "arn:aws:sqs:us-east-1:123456789012:", "urn:aws:sqs:us-east-1:1:x"])(
  "%j is no ARN",
  (text) => {
    expect(parseArn(text)).toBeUndefined();
  },
);
