import { describe, expect, test } from "vitest";
import { checkPolicyDocument } from "../../../runtime/iam/policy-document.ts";
import { checkTrustPolicy } from "../../../runtime/iam/trust-policy.ts";

const BUCKET = "arn:aws:s3:::example_bucket";
const ALLOW = { Effect: "Allow", Action: "s3:ListBucket", Resource: BUCKET };

/** The document with one statement, or with several. */
function document(Statement: unknown, more: object = {}): string {
  return JSON.stringify({ Version: "2012-10-17", Statement, ...more });
}

const withResource = (Resource: unknown): string => document({ ...ALLOW, Resource });
const withAction = (Action: unknown): string => document({ ...ALLOW, Action });
const withCondition = (Condition: unknown): string => document({ ...ALLOW, Condition });

const SYNTAX = "Syntax errors in policy.";
const VERSION = "Policy document must be version 2012-10-17 or greater.";
const LEGACY = "The policy failed legacy parsing";
const ACTIONS = "Policy statement must contain actions.";
const RESOURCES = "Policy statement must contain resources.";
const COLONS = "Actions/Condition can contain only one colon.";
const VENDOR = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";

describe("a permissions policy is refused as AWS refuses it", () => {
  test.for([
    [SYNTAX, "This is not a json document"],
    [SYNTAX, "[]"],
    [SYNTAX, document(ALLOW, { Version: "2013-10-17" })],
    [SYNTAX, JSON.stringify({ Version: "2012-10-17" })],
    [SYNTAX, document(["afd"])],
    [SYNTAX, document([])],
    [SYNTAX, document(ALLOW, { "Extra field": "value" })],
    [SYNTAX, document(ALLOW, { Id: {} })],
    [SYNTAX, document({ ...ALLOW, "Extra field": "value" })],
    [SYNTAX, document({ ...ALLOW, Effect: "invalid" })],
    [SYNTAX, document({ ...ALLOW, Effect: undefined })],
    [SYNTAX, document({ ...ALLOW, Sid: [] })],
    [SYNTAX, document({ ...ALLOW, NotAction: "iam:dsf" })],
    [SYNTAX, document({ ...ALLOW, NotResource: [] })],
    [SYNTAX, withResource({ a: BUCKET })],
    [SYNTAX, withResource(["adfdf", {}])],
    [SYNTAX, withAction([[]])],
    [SYNTAX, withCondition([])],
    [SYNTAX, withCondition({ a: "b" })],
    [SYNTAX, withCondition({ DateGreaterThan: [] })],
    [SYNTAX, withCondition({ DateGreaterThan: { a: {} } })],
    [SYNTAX, withCondition({ x: { a: "1" } })],
    [SYNTAX, withCondition({ "ForAnyValue::StringEqualsIfExists": { a: "asf" } })],
    [VERSION, JSON.stringify({ Statement: ALLOW })],
    [VERSION, document(ALLOW, { Version: "2008-10-17" })],
    [VERSION, JSON.stringify({ Statement: { ...ALLOW, Effect: "denY" } })],
    [LEGACY, document({ ...ALLOW, Effect: "denY" })],
    [LEGACY, withCondition({ DateGreaterThan: { a: "sdfdsf" } })],
    [LEGACY, withCondition({ DateLessThanEquals: { a: "2016-12-13t2:00:00.593194+1" } })],
    [LEGACY, withCondition({ DateLessThan: { a: "9223372036854775808" } })],
    [LEGACY, withResource("arn:aws:s3::example_bucket")],
    [LEGACY, withResource("arn:aws::::example_bucket")],
    [LEGACY, document({ Effect: "Allow", Resource: "arn:aws:s3::example_bucket" })],
    [
      "Statement IDs (SID) in a single policy must be unique.",
      document([
        { ...ALLOW, Sid: "sdf" },
        { Sid: "sdf", Effect: "Allow" },
      ]),
    ],
    [ACTIONS, document({ Effect: "Allow" })],
    [ACTIONS, withAction([])],
    [ACTIONS, document([{ Effect: "Deny" }, ALLOW])],
    [RESOURCES, withResource(undefined)],
    [RESOURCES, withResource([])],
    [RESOURCES, document({ Effect: "Allow", Action: "invalid" })],
    [VENDOR, withAction("invalid")],
    ["Vendor a a is not valid", withAction("a a:ListBucket")],
    [COLONS, withAction("s3:List:Bucket")],
    [COLONS, document([withoutColons(), { ...ALLOW, Action: "s:3s:ListBucket" }])],
    ['Resource invalid resource must be in ARN format or "*".', withResource("invalid resource")],
    ['Resource  must be in ARN format or "*".', withResource("")],
    ['Resource sdfsadf must be in ARN format or "*".', document({ ...ALLOW, Action: "s:3:L", Resource: "sdfsadf" })],
    ['Partition "bsdfdsafsad" is not valid for resource "arn:bsdfdsafsad:*:*:*:*".', withResource("a:bsdfdsafsad")],
    ['Partition "b" is not valid for resource "arn:b:cadfsdf:*:*:*".', withResource("a:b:cadfsdf")],
    ['Partition "b" is not valid for resource "arn:b:c:d:e:f:g:h".', withResource("a:b:c:d:e:f:g:h")],
    ['Partition "s3" is not valid for resource "arn:s3:::example_bucket:*".', withResource("aws:s3:::example_bucket")],
    ["Resource vendor must be fully qualified and cannot contain regexes.", withResource("arn:aws")],
    [
      'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, ' +
        "server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.",
      withResource("arn:aws:iam:::example_bucket"),
    ],
    [
      "IAM resource arn:aws:iam:us-east-1::example_bucket cannot contain region information.",
      withResource("arn:aws:iam:us-east-1::example_bucket"),
    ],
    [
      "Resource arn:aws:s3:us-east-1::example_bucket can not contain region information.",
      withResource("arn:aws:s3:us-east-1::example_bucket"),
    ],
    ["Policy document should not specify a principal.", document({ ...ALLOW, Principal: "*" })],
  ] as const)("%s: %s", ([message, text]) => {
    expect(() => checkPolicyDocument(text)).toThrow(
      expect.objectContaining({ code: "MalformedPolicyDocumentException", message }) as Error,
    );
  });
});

function withoutColons(): object {
  return { ...ALLOW, Action: "s3s:ListBucket" };
}

test.for([
  document(ALLOW),
  document([ALLOW]),
  withResource([BUCKET, "*"]),
  withAction("*"),
  withAction("iam: asdf safdsf af "),
  withResource("arn:aws:iam:::user/example_bucket"),
  withResource("arn:aws:s33:::example_bucket"),
  withResource("arn:aws:fdsasf"),
  withResource("arn:aws:ec2:us-east-1::example_bucket"),
  withCondition({}),
  withCondition({ a: {} }),
  withCondition({ DateGreaterThan: { a: [] } }),
  withCondition({ DateGreaterThan: { "aws:CurrentTime": "2017-07-01T00:00:00Z" } }),
  withCondition({ "ForAllValues:StringEquals": { "aws:TagKeys": "Department" } }),
])("a permissions policy is taken that AWS takes: %s", (text) => {
  expect(() => checkPolicyDocument(text)).not.toThrow();
});

describe("a trust policy", () => {
  const TRUST = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };

  test.for([
    ["This policy contains invalid Json", '["not-json"'],
    ["Has prohibited field Resource", document({ ...TRUST, Resource: "*" })],
    ["Missing required field Principal", document({ ...TRUST, Principal: undefined })],
    ["AssumeRole policy may only specify STS AssumeRole actions.", document({ ...TRUST, Action: "s3:GetObject" })],
  ] as const)("is refused: %s", ([message, text]) => {
    expect(() => checkTrustPolicy(text)).toThrow(
      expect.objectContaining({ code: "MalformedPolicyDocumentException", message }) as Error,
    );
  });

  test("may say more than who and what", () => {
    const text = document({
      ...TRUST,
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: { Bool: { a: "true" } },
    });
    expect(() => checkTrustPolicy(text)).not.toThrow();
  });

  test("has a limit of its own", () => {
    const text = document({ ...TRUST, Sid: "x".repeat(2048) });
    expect(() => checkTrustPolicy(text)).toThrow("Cannot exceed quota for ACLSizePerRole: 2048");
  });
});
