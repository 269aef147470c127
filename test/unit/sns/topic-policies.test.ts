import { expect, test } from "vitest";
import { snsCaller } from "../../conformance/sns/sns-caller.ts";

const ANYBODY = { Effect: "Allow", Principal: "*", Action: "SNS:Publish", Resource: "*" };

async function setPolicy(...statements: readonly object[]): Promise<object> {
  const aws = snsCaller();
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const attribute = { AttributeName: "Policy", AttributeValue: policy };
  return await aws.record("SetTopicAttributes", { TopicArn: await aws.topic(), ...attribute });
}

test.each<[string, readonly object[]]>([
  ["a service", [{ ...ANYBODY, Principal: { Service: "s3.amazonaws.com" } }]],
  ["an account", [{ ...ANYBODY, Principal: { AWS: "123456789012" } }]],
  [
    "roles and users",
    [{ ...ANYBODY, Principal: { AWS: ["arn:aws:iam::123456789012:root", "AIDAIT2UOQQY3AUEKVGXU"] } }],
  ],
  ["everybody but one", [{ ...ANYBODY, Principal: undefined, NotPrincipal: { AWS: "123456789012" } }]],
  ["all of its actions", [{ ...ANYBODY, Action: ["sns:*", "SNS:Receive", "sns:listTagsForResource"] }]],
  ["two statements with ids", [ANYBODY, { ...ANYBODY, Sid: "second" }]],
])("a policy may speak of %s", async (_, statements) => {
  expect(await setPolicy(...statements)).toMatchObject({ ResponseMetadata: { HTTPStatusCode: 200 } });
});

test.each<[string, readonly object[]]>([
  ["Policy Error: null", []],
  ["Policy Error: null", [{ ...ANYBODY, Principal: undefined }]],
  ["Policy statement action out of service scope!", [{ ...ANYBODY, Action: ["sns:Publish", "sns:CreateTopic"] }]],
  ["Policy statement action out of service scope!", [{ ...ANYBODY, Action: "s3:*" }]],
  ["Every policy statement must have a unique ID.", [ANYBODY, ANYBODY]],
  ["Policy Error: PrincipalNotFound", [{ ...ANYBODY, Principal: { AWS: "arn:aws:iam::123:root" } }]],
])("%s: %j", async (reason, statements) => {
  expect(await setPolicy(...statements)).toMatchObject({
    Error: { Code: "InvalidParameter", Message: `Invalid parameter: ${reason}` },
  });
});

test("an empty archive policy is none", async () => {
  const aws = snsCaller();
  const TopicArn = await aws.topic("topic.fifo", { FifoTopic: "true" });
  const attribute = { AttributeName: "ArchivePolicy", AttributeValue: "" };

  expect(await aws.record("SetTopicAttributes", { TopicArn, ...attribute })).toMatchObject({
    Error: { Code: "InvalidParameter" },
  });
});
