/**
 * What IAM promises its clients, through the real clients: what Terraform and deploy scripts do around a function.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type IamEndpoint, startIamEndpoint } from "../support/iam-endpoint.ts";
import { awscli } from "./clients/awscli.ts";
import { boto3 } from "./clients/boto3.ts";
import { type ClientTarget, outputOf, type TestClient } from "./clients/client.ts";
import { javascript } from "./clients/javascript.ts";

const ACCOUNT_ID = "123456789012";
const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const READ = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::photos/*" }],
};

/** Some clients undo the encoding of documents, others leave it. */
function documentIn(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(decodeURIComponent(value)) : value;
}

describe.each([
  ["JavaScript SDK", javascript],
  ["boto3", boto3],
  ["awscli", awscli],
])("IAM through %s", (_name, connect: (target: ClientTarget) => TestClient) => {
  let endpoint: IamEndpoint;
  let client: TestClient;

  beforeAll(async () => {
    endpoint = await startIamEndpoint();
    client = connect({ service: "iam", endpoint: endpoint.url, region: "us-east-1", accessKeyId: ACCOUNT_ID });
  });
  afterAll(async () => {
    await client.stop();
    await endpoint.stop();
  });

  const call = async (operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>> =>
    outputOf(await client.call(operation, input));
  const createRole = (RoleName: string, more: Record<string, unknown> = {}) =>
    call("CreateRole", { RoleName, AssumeRolePolicyDocument: JSON.stringify(TRUST), ...more });

  test("a role is made, read, changed, tagged and deleted", async () => {
    const RoleName = "orders";
    const { Role } = await createRole(RoleName, { Description: "first", Tags: [{ Key: "team", Value: "a" }] });
    expect(Role).toMatchObject({
      Path: "/",
      RoleName,
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/) as string,
      Arn: `arn:aws:iam::${ACCOUNT_ID}:role/orders`,
      Tags: [{ Key: "team", Value: "a" }],
    });
    await call("UpdateRole", { RoleName, MaxSessionDuration: 7200 });
    await call("TagRole", { RoleName, Tags: [{ Key: "Team", Value: "b" }] });
    const { Role: read } = (await call("GetRole", { RoleName })) as { Role: Record<string, unknown> };
    expect(documentIn(read["AssumeRolePolicyDocument"])).toEqual(TRUST);
    expect(read).toMatchObject({
      Description: "first",
      MaxSessionDuration: 7200,
      Tags: [{ Key: "Team", Value: "b" }],
      RoleLastUsed: {},
    });
    await call("DeleteRole", { RoleName });
    expect(await client.call("GetRole", { RoleName })).toEqual({
      error: {
        code: client.modelledErrorNames ? "NoSuchEntityException" : "NoSuchEntity",
        message: "The role with name orders cannot be found.",
      },
    });
  });

  test("a role is given AWS's policies, its own and shared ones", async () => {
    const RoleName = "worker";
    await createRole(RoleName);
    const { Policy } = (await call("CreatePolicy", {
      PolicyName: "read",
      Path: "/app/",
      PolicyDocument: JSON.stringify(READ),
    })) as { Policy: { Arn: string } };
    expect(Policy).toMatchObject({
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/) as string,
      Arn: `arn:aws:iam::${ACCOUNT_ID}:policy/app/read`,
      DefaultVersionId: "v1",
      AttachmentCount: 0,
      IsAttachable: true,
    });
    await call("AttachRolePolicy", { RoleName, PolicyArn: BASIC });
    await call("AttachRolePolicy", { RoleName, PolicyArn: Policy.Arn });
    await call("PutRolePolicy", { RoleName, PolicyName: "own", PolicyDocument: JSON.stringify(READ) });
    expect((await call("ListAttachedRolePolicies", { RoleName }))["AttachedPolicies"]).toEqual([
      { PolicyName: "read", PolicyArn: Policy.Arn },
      { PolicyName: "AWSLambdaBasicExecutionRole", PolicyArn: BASIC },
    ]);
    expect((await call("ListRolePolicies", { RoleName }))["PolicyNames"]).toEqual(["own"]);
    const inline = await call("GetRolePolicy", { RoleName, PolicyName: "own" });
    expect(documentIn(inline["PolicyDocument"])).toEqual(READ);
    const basic = (await call("GetPolicyVersion", { PolicyArn: BASIC, VersionId: "v1" })) as {
      PolicyVersion: { Document: unknown };
    };
    expect(documentIn(basic.PolicyVersion.Document)).toMatchObject({
      Statement: [{ Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"] }],
    });
    expect((await call("ListInstanceProfilesForRole", { RoleName }))["InstanceProfiles"]).toEqual([]);
    expect((await call("ListEntitiesForPolicy", { PolicyArn: Policy.Arn }))["PolicyRoles"]).toMatchObject([
      { RoleName },
    ]);
  });

  test("a broken constraint is told without its value", async () => {
    const answer = await client.call("GetPolicyVersion", { PolicyArn: BASIC, VersionId: "latest" });
    expect(answer).toMatchObject({
      error: {
        message:
          "1 validation error detected: Value at 'versionId' failed to satisfy constraint: " +
          String.raw`Member must satisfy regular expression pattern: v[1-9][0-9]*(\.[A-Za-z0-9-]*)?`,
      },
    });
  });
});
