import { describe, expect, test } from "vitest";
import { BASIC, DOCUMENT, iam, NOW, OWN, sized } from "./iam-world.ts";

describe("a managed policy", () => {
  test("is answered with just what AWS answers", () => {
    const { call, policy } = iam();
    const made = policy("p", { Path: "/app/", Description: "d" });
    expect(made).toEqual({
      PolicyName: "p",
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/) as string,
      Arn: `${OWN}/app/p`,
      Path: "/app/",
      DefaultVersionId: "v1",
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: NOW,
      UpdateDate: NOW,
    });
    expect(call("GetPolicy", { PolicyArn: `${OWN}/app/p` }).Policy).toEqual({ ...made, Description: "d", Tags: [] });
    expect(call("ListPolicies", { Scope: "Local" }).Policies).toEqual([made]);
  });

  test("has up to five versions, newest first, whose numbers are never used again", () => {
    const { call, refusal, policy, clock } = iam();
    policy("p");
    const PolicyArn = `${OWN}/p`;
    const add = { PolicyArn, PolicyDocument: DOCUMENT };
    clock.advance(60_500);
    expect(call("CreatePolicyVersion", { ...add, SetAsDefault: true }).PolicyVersion).toEqual({
      VersionId: "v2",
      IsDefaultVersion: true,
      CreateDate: NOW + 60_000,
    });
    for (let count = 0; count < 3; count++) call("CreatePolicyVersion", add);
    expect(refusal("CreatePolicyVersion", add)).toBe(
      "LimitExceededException: A managed policy can have up to 5 versions. Before you create a new version, " +
        "you must delete an existing version.",
    );
    expect(refusal("DeletePolicyVersion", { PolicyArn, VersionId: "v2" })).toBe(
      "DeleteConflictException: Cannot delete the default version of a policy.",
    );
    call("DeletePolicyVersion", { PolicyArn, VersionId: "v5" });
    call("CreatePolicyVersion", add);
    call("SetDefaultPolicyVersion", { PolicyArn, VersionId: "v3" });
    const { Versions = [] } = call("ListPolicyVersions", { PolicyArn });
    expect(Versions.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion])).toEqual([
      ["v6", false],
      ["v4", false],
      ["v3", true],
      ["v2", false],
      ["v1", false],
    ]);
  });

  test("cannot be deleted while it is used or has versions", () => {
    const { call, refusal, role, policy } = iam();
    policy("p");
    role("r");
    const PolicyArn = `${OWN}/p`;
    call("AttachRolePolicy", { RoleName: "r", PolicyArn });
    expect(call("GetPolicy", { PolicyArn }).Policy?.AttachmentCount).toBe(1);
    expect(refusal("DeletePolicy", { PolicyArn })).toBe(
      "DeleteConflictException: Cannot delete a policy attached to entities.",
    );
    call("DetachRolePolicy", { RoleName: "r", PolicyArn });
    call("CreatePolicyVersion", { PolicyArn, PolicyDocument: DOCUMENT });
    expect(refusal("DeletePolicy", { PolicyArn })).toMatch(/^DeleteConflictException: This policy has more than one/);
    call("DeletePolicyVersion", { PolicyArn, VersionId: "v2" });
    call("DeletePolicy", { PolicyArn });
    expect(refusal("GetPolicy", { PolicyArn })).toBe(`NoSuchEntityException: Policy ${PolicyArn} was not found.`);
  });

  test("can bound a role", () => {
    const { call, role, policy } = iam();
    policy("p");
    role("r", { PermissionsBoundary: `${OWN}/p` });
    expect(call("GetRole", { RoleName: "r" }).Role.PermissionsBoundary).toEqual({
      PermissionsBoundaryType: "Policy",
      PermissionsBoundaryArn: `${OWN}/p`,
    });
    expect(call("GetPolicy", { PolicyArn: `${OWN}/p` }).Policy?.PermissionsBoundaryUsageCount).toBe(1);
    call("DeleteRolePermissionsBoundary", { RoleName: "r" });
    expect(call("GetRole", { RoleName: "r" }).Role).not.toHaveProperty("PermissionsBoundary");
  });

  test("has tags by exact key, listed shorter keys first", () => {
    const { call, policy } = iam();
    policy("p", { Tags: ["abc", "b", "z", "a", "A"].map((Key) => ({ Key, Value: "v" })) });
    call("UntagPolicy", { PolicyArn: `${OWN}/p`, TagKeys: ["z"] });
    const first = call("ListPolicyTags", { PolicyArn: `${OWN}/p`, MaxItems: 2 });
    const rest = call("ListPolicyTags", { PolicyArn: `${OWN}/p`, Marker: first.Marker });
    expect([...first.Tags, ...rest.Tags].map(({ Key }) => Key)).toEqual(["A", "a", "b", "abc"]);
  });

  test("of AWS cannot be changed, and its document is told where it is known", () => {
    const { call, refusal } = iam();
    expect(call("GetPolicy", { PolicyArn: BASIC }).Policy).toMatchObject({
      PolicyName: "AWSLambdaBasicExecutionRole",
      Path: "/service-role/",
      Description: "Provides write permissions to CloudWatch Logs.",
    });
    expect(refusal("DeletePolicy", { PolicyArn: BASIC })).toMatch(/^AccessDenied:/);
    const PolicyArn = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
    expect(refusal("GetPolicyVersion", { PolicyArn, VersionId: "v1" })).toMatch(
      /^NotImplemented: .*AmazonS3FullAccess/,
    );
  });

  test.for<[string, (world: ReturnType<typeof iam>) => string]>([
    [
      "EntityAlreadyExistsException: A policy called p already exists. Duplicate names are not allowed.",
      ({ refusal }) => refusal("CreatePolicy", { PolicyName: "p", PolicyDocument: DOCUMENT, Path: "/other/" }),
    ],
    [
      `NoSuchEntityException: Policy ${OWN}/p version v9 does not exist or is not attachable.`,
      ({ refusal }) => refusal("DeletePolicyVersion", { PolicyArn: `${OWN}/p`, VersionId: "v9" }),
    ],
    [
      `NoSuchEntityException: Policy ${OWN}/none version v1 does not exist or is not attachable.`,
      ({ refusal }) => refusal("SetDefaultPolicyVersion", { PolicyArn: `${OWN}/none`, VersionId: "v1" }),
    ],
    [
      `NoSuchEntityException: Policy ${OWN}/none was not found.`,
      ({ refusal }) => refusal("TagPolicy", { PolicyArn: `${OWN}/none`, Tags: [] }),
    ],
    [
      `NoSuchEntityException: Policy ${OWN}/none does not exist or is not attachable.`,
      ({ refusal }) => refusal("ListEntitiesForPolicy", { PolicyArn: `${OWN}/none` }),
    ],
    [
      "ValidationError: ARN arn:aws:iam::123456789012:role/p is not valid.",
      ({ refusal }) => refusal("GetPolicy", { PolicyArn: "arn:aws:iam::123456789012:role/p" }),
    ],
    [
      "InvalidInputException: Duplicate tag keys found.",
      ({ refusal }) => refusal("TagPolicy", { PolicyArn: `${OWN}/p`, Tags: [tagOf("a"), tagOf("a")] }),
    ],
    [
      "LimitExceededException: Cannot exceed quota for PolicySize: 6144",
      ({ refusal }) => refusal("CreatePolicy", { PolicyName: "q", PolicyDocument: sized(6145) }),
    ],
  ])("is refused: %s", ([expected, attempt]) => {
    const world = iam();
    world.policy("p");
    expect(attempt(world)).toBe(expected);
  });
});

function tagOf(Key: string): { readonly Key: string; readonly Value: string } {
  return { Key, Value: "v" };
}

test("whoever asks is the root user of its account, which has no others", () => {
  const { call, refusal, role } = iam();
  role("r");
  expect(call("GetUser", {}).User).toEqual({
    UserId: "123456789012",
    Arn: "arn:aws:iam::123456789012:root",
    CreateDate: NOW,
  });
  expect(refusal("GetUser", { UserName: "bob" })).toBe(
    "NoSuchEntityException: The user with name bob cannot be found.",
  );
  expect(call("ListAccountAliases", {}).AccountAliases).toEqual([]);
  expect(call("GetAccountSummary", {}).SummaryMap).toMatchObject({ Roles: 1, Policies: 0, RolesQuota: 1000 });
});
