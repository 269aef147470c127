import { expect, test } from "vitest";
import { createStsService } from "../../../runtime/sts/index.ts";
import { formRequest, gateway, now, textOf } from "../protocol/gateway.ts";

function identityOf(credential?: string): string {
  const asked = formRequest("Action=GetCallerIdentity&Version=2011-06-15");
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`;
  const headers = credential === undefined ? asked.headers : { ...asked.headers, authorization };
  return textOf(now(gateway({}).dispatch({ ...asked, headers })));
}

test.for([
  ["an unsigned caller", undefined, "000000000000", "arn:aws:iam::000000000000:root"],
  ["any access key", "AKID/20260101/us-east-1/sts/aws4_request", "000000000000", "arn:aws:iam::000000000000:root"],
  [
    "an access key of twelve digits",
    "123456789012/20260101/us-east-1/sts/aws4_request",
    "123456789012",
    "arn:aws:iam::123456789012:root",
  ],
  [
    "a caller in China",
    "123456789012/20260101/cn-north-1/sts/aws4_request",
    "123456789012",
    "arn:aws-cn:iam::123456789012:root",
  ],
] as const)("%s is the root user of its account", ([, credential, account, arn]) => {
  expect(identityOf(credential)).toContain(
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
      `<UserId>${account}</UserId><Account>${account}</Account><Arn>${arn}</Arn></GetCallerIdentityResult>`,
  );
});

test("a broken constraint is worded as AWS's framework does", () => {
  const required = {
    kind: "required",
    member: "AccessKeyId",
    path: "accessKeyId",
    value: null,
    valueText: "null",
  } as const;
  const tooShort = { kind: "length", member: "RoleArn", path: "roleArn", value: "x", valueText: "'x'" } as const;
  const error = createStsService().constraintError(
    [
      { ...required, rule: "Member must not be null" },
      { ...tooShort, rule: "Member must have length greater than or equal to 20" },
    ],
    "AssumeRole",
  );
  expect(error).toMatchObject({
    code: "ValidationError",
    message:
      "2 validation errors detected: Value null at 'accessKeyId' failed to satisfy constraint: Member must not be null; " +
      "Value 'x' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
  });
});
