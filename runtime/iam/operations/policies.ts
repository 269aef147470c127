import type {
  CreatePolicyRequest,
  CreatePolicyResponse,
  DeletePolicyRequest,
  GetPolicyRequest,
  GetPolicyResponse,
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
  Policy as WirePolicy,
} from "../../protocol/generated/iam.ts";
import type { Account } from "../accounts.ts";
import { policyHasVersions, policyIsAttached, policyNotAttachable } from "../errors.ts";
import { pageOf } from "../paging.ts";
import type { Policy } from "../policy.ts";
import type { Role } from "../role.ts";
import type { Operation } from "./service-parts.ts";

function toWirePolicy(account: Account, policy: Policy): WirePolicy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: rolesWith(account, policy).length,
    PermissionsBoundaryUsageCount: rolesBoundedBy(account, policy).length,
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
  };
}

function rolesWith({ roles }: Account, { arn }: Policy): Role[] {
  return roles.all().filter(({ attachedPolicies }) => attachedPolicies.has(arn));
}

function rolesBoundedBy({ roles }: Account, { arn }: Policy): Role[] {
  return roles.all().filter(({ permissionsBoundary }) => permissionsBoundary === arn);
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const createPolicy: Operation<CreatePolicyRequest, CreatePolicyResponse> = (account, request) => {
  const policy = account.policies.create({
    name: request.PolicyName,
    path: request.Path ?? "/",
    document: request.PolicyDocument,
    description: request.Description,
    tags: request.Tags ?? [],
  });
  // Recorded: neither the description nor an empty list of tags is in this answer.
  const Tags = policy.tags.list();
  return { Policy: { ...toWirePolicy(account, policy), ...(Tags.length === 0 ? {} : { Tags }) } };
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy: Operation<GetPolicyRequest, GetPolicyResponse> = (account, request) => {
  const policy = account.policies.get(request.PolicyArn);
  return {
    Policy: { ...toWirePolicy(account, policy), Description: policy.description, Tags: policy.tags.list() },
  };
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html */
export const listPolicies: Operation<ListPoliciesRequest, ListPoliciesResponse> = (account, request) => {
  const { Scope = "All", OnlyAttached = false, PathPrefix = "/" } = request;
  const { policies } = account;
  const own = Scope === "AWS" ? [] : policies.own();
  const awsManaged = Scope === "Local" ? [] : policies.awsManaged();
  const found = [...own, ...awsManaged].filter(
    (policy) => policy.path.startsWith(PathPrefix) && (!OnlyAttached || isUsed(account, policy, request)),
  );
  const { items, end } = pageOf(
    found.toSorted((a, b) => (a.arn < b.arn ? -1 : 1)),
    ({ arn }) => arn,
    request,
  );
  return { Policies: items.map((policy) => toWirePolicy(account, policy)), ...end };
};

function isUsed(account: Account, policy: Policy, { PolicyUsageFilter }: ListPoliciesRequest): boolean {
  const isAttached = PolicyUsageFilter !== "PermissionsBoundary" && rolesWith(account, policy).length > 0;
  const isBoundary = PolicyUsageFilter !== "PermissionsPolicy" && rolesBoundedBy(account, policy).length > 0;
  return isAttached || isBoundary;
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html */
export const deletePolicy: Operation<DeletePolicyRequest, void> = (account, request) => {
  const policy = account.policies.getOwn(request.PolicyArn);
  if (rolesWith(account, policy).length + rolesBoundedBy(account, policy).length > 0) throw policyIsAttached();
  if (policy.versions.length > 1) throw policyHasVersions();
  account.policies.delete(policy);
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html */
export const listEntitiesForPolicy: Operation<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse> = (
  account,
  request,
) => {
  const { PolicyArn, EntityFilter = "Role", PathPrefix = "/", PolicyUsageFilter } = request;
  const policy = account.policies.find(PolicyArn);
  if (policy === undefined) throw policyNotAttachable(PolicyArn);
  const attached = PolicyUsageFilter === "PermissionsBoundary" ? [] : rolesWith(account, policy);
  const bounded = PolicyUsageFilter === "PermissionsPolicy" ? [] : rolesBoundedBy(account, policy);
  const roles = EntityFilter === "Role" ? [...new Set([...attached, ...bounded])] : [];
  const sorted = roles.filter(({ path }) => path.startsWith(PathPrefix)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const { items, end } = pageOf(sorted, ({ name }) => name, request);
  // There are neither users nor groups here.
  return {
    PolicyGroups: [],
    PolicyUsers: [],
    PolicyRoles: items.map(({ name, id }) => ({ RoleName: name, RoleId: id })),
    ...end,
  };
};
