import { describe, expect, test } from "vitest";
import { BASIC, DOCUMENT, iam, NOW, OWN, sized, TRUST } from "./iam-world.ts";

describe("a role", () => {
  test("is answered with just what AWS answers after making it", () => {
    const made = iam().role("r", { Description: "d", MaxSessionDuration: 7200 });
    expect(made).toEqual({
      Path: "/",
      RoleName: "r",
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/) as string,
      Arn: "arn:aws:iam::123456789012:role/r",
      CreateDate: NOW,
      AssumeRolePolicyDocument: encodeURIComponent(TRUST),
    });
  });

  test("is listed without its tags and its boundary, sorted, page by page", () => {
    const { call, role } = iam();
    for (const name of ["b", "c", "a"]) role(name, { Path: "/app/", Tags: [{ Key: "k", Value: "v" }] });
    role("other");
    const first = call("ListRoles", { PathPrefix: "/app/", MaxItems: 2 });
    expect(first.Roles.map(({ RoleName }) => RoleName)).toEqual(["a", "b"]);
    expect(first.Roles[0]).not.toHaveProperty("Tags");
    expect(first).toMatchObject({ IsTruncated: true });
    call("DeleteRole", { RoleName: "b" });
    const rest = call("ListRoles", { PathPrefix: "/app/", Marker: first.Marker });
    expect(rest.Roles.map(({ RoleName }) => RoleName)).toEqual(["c"]);
    expect(rest).toMatchObject({ IsTruncated: false });
    expect(rest).not.toHaveProperty("Marker");
  });

  test("cannot be deleted while it has policies", () => {
    const { call, refusal, role } = iam();
    role("r");
    call("AttachRolePolicy", { RoleName: "r", PolicyArn: BASIC });
    call("PutRolePolicy", { RoleName: "r", PolicyName: "p", PolicyDocument: DOCUMENT });
    expect(refusal("DeleteRole", { RoleName: "r" })).toBe(
      "DeleteConflictException: Cannot delete entity, must detach all policies first.",
    );
    call("DetachRolePolicy", { RoleName: "r", PolicyArn: BASIC });
    expect(refusal("DeleteRole", { RoleName: "r" })).toBe(
      "DeleteConflictException: Cannot delete entity, must delete policies first.",
    );
    call("DeleteRolePolicy", { RoleName: "r", PolicyName: "p" });
    expect(refusal("DeleteRole", { RoleName: "r" })).toBe("done");
  });

  test("belongs to one account", () => {
    const { call, role } = iam();
    role("r");
    expect(call("ListRoles", {}, "210987654321").Roles).toEqual([]);
  });

  test("has the same id in every run with the same seed, and another each time it is made", () => {
    const { call, role } = iam();
    const { RoleId } = role("r");
    expect(iam().role("r").RoleId).toBe(RoleId);
    expect(iam("other").role("r").RoleId).not.toBe(RoleId);
    call("DeleteRole", { RoleName: "r" });
    expect(role("r").RoleId).not.toBe(RoleId);
  });

  test("that a service made for itself can be changed by that service only", () => {
    const { call, refusal } = iam();
    const AWSServiceName = "replicator.lambda.amazonaws.com";
    expect(call("CreateServiceLinkedRole", { AWSServiceName }).Role).toMatchObject({
      RoleName: "AWSServiceRoleForLambdaReplicator",
      Path: "/aws-service-role/replicator.lambda.amazonaws.com/",
    });
    expect(refusal("DeleteRole", { RoleName: "AWSServiceRoleForLambdaReplicator" })).toMatch(
      /^UnmodifiableEntityException:/,
    );
    expect(refusal("CreateServiceLinkedRole", { AWSServiceName })).toBe(
      "InvalidInputException: Service role name AWSServiceRoleForLambdaReplicator has been taken in this account, " +
        "please try a different suffix.",
    );
  });
});

describe("roles are refused in AWS's words", () => {
  const { call, refusal, role } = iam();
  role("Taken");
  for (let count = 0; count < 10; count++) {
    call("AttachRolePolicy", { RoleName: "Taken", PolicyArn: String(attachable()[count]) });
  }
  function attachable(): (string | undefined)[] {
    return (call("ListPolicies", { Scope: "AWS" }).Policies ?? []).map(({ Arn }) => Arn);
  }
  const tag = (Key: string) => ({ Key, Value: "v" });

  test.for<[string, string]>([
    ["EntityAlreadyExistsException: Role with name taken already exists.", refusal("CreateRole", roleInput("taken"))],
    ["NoSuchEntityException: The role with name x cannot be found.", refusal("UpdateRole", { RoleName: "x" })],
    [
      "NoSuchEntityException: The role policy with name p cannot be found.",
      refusal("GetRolePolicy", { RoleName: "Taken", PolicyName: "p" }),
    ],
    [
      "ValidationError: ARN longpolicynamebutnoarn is not valid.",
      refusal("AttachRolePolicy", { RoleName: "Taken", PolicyArn: "longpolicynamebutnoarn" }),
    ],
    [
      `NoSuchEntityException: Policy ${OWN}/none does not exist or is not attachable.`,
      refusal("AttachRolePolicy", { RoleName: "Taken", PolicyArn: `${OWN}/none` }),
    ],
    [
      `NoSuchEntityException: Policy ${OWN}/none was not found.`,
      refusal("DetachRolePolicy", { RoleName: "Taken", PolicyArn: `${OWN}/none` }),
    ],
    [
      "LimitExceededException: Cannot exceed quota for PoliciesPerRole: 10",
      refusal("AttachRolePolicy", { RoleName: "Taken", PolicyArn: String(attachable()[10]) }),
    ],
    [
      "NotImplemented: lambdaloop does not implement the AWS managed policy arn:aws:iam::aws:policy/Unheard.",
      refusal("AttachRolePolicy", { RoleName: "Taken", PolicyArn: "arn:aws:iam::aws:policy/Unheard" }),
    ],
    [
      "InvalidInputException: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
      refusal("TagRole", { RoleName: "Taken", Tags: [tag("a"), tag("A")] }),
    ],
    [
      "InvalidInputException: ARN arn:aws:iam::123456789012:not_a_policy/invalid is not valid.",
      refusal("CreateRole", {
        ...roleInput("b"),
        PermissionsBoundary: "arn:aws:iam::123456789012:not_a_policy/invalid",
      }),
    ],
    [
      `NoSuchEntityException: Scope ARN: ${OWN}/none does not exist or is not attachable.`,
      refusal("PutRolePermissionsBoundary", { RoleName: "Taken", PermissionsBoundary: `${OWN}/none` }),
    ],
    [
      "LimitExceededException: Maximum policy size of 10240 bytes exceeded for role Taken",
      refusal("PutRolePolicy", { RoleName: "Taken", PolicyName: "p", PolicyDocument: sized(10_241) }),
    ],
  ])("%s", ([expected, answer]) => {
    expect(answer).toBe(expected);
  });
});

function roleInput(RoleName: string) {
  return { RoleName, AssumeRolePolicyDocument: TRUST };
}
