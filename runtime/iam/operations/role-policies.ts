import type {
  AttachRolePolicyRequest,
  DeleteRolePermissionsBoundaryRequest,
  DeleteRolePolicyRequest,
  DetachRolePolicyRequest,
  GetRolePolicyRequest,
  GetRolePolicyResponse,
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  PutRolePermissionsBoundaryRequest,
  PutRolePolicyRequest,
} from "../../protocol/generated/iam.ts";
import { checkPolicyArn } from "../policy-arn.ts";
import { encodedDocument } from "../encoded-document.ts";
import { policyNotAttachable, policyNotFound, rolePolicyNotFound } from "../errors.ts";
import { pageOf } from "../paging.ts";
import { attachPolicy, putInlinePolicy } from "../roles.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const putRolePolicy: Operation<PutRolePolicyRequest, void> = ({ roles }, request) => {
  putInlinePolicy(roles.getOwn(request.RoleName), request.PolicyName, request.PolicyDocument);
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const getRolePolicy: Operation<GetRolePolicyRequest, GetRolePolicyResponse> = ({ roles }, request) => {
  const { RoleName, PolicyName } = request;
  const document = roles.get(RoleName).inlinePolicies.get(PolicyName);
  if (document === undefined) throw rolePolicyNotFound(PolicyName);
  return { RoleName, PolicyName, PolicyDocument: encodedDocument(document) };
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export const listRolePolicies: Operation<ListRolePoliciesRequest, ListRolePoliciesResponse> = ({ roles }, request) => {
  const names = [...roles.get(request.RoleName).inlinePolicies.keys()].toSorted();
  const { items, end } = pageOf(names, (name) => name, request);
  return { PolicyNames: items, ...end };
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export const deleteRolePolicy: Operation<DeleteRolePolicyRequest, void> = ({ roles }, request) => {
  const role = roles.getOwn(request.RoleName);
  if (!role.inlinePolicies.delete(request.PolicyName)) throw rolePolicyNotFound(request.PolicyName);
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export const attachRolePolicy: Operation<AttachRolePolicyRequest, void> = ({ roles, policies }, request) => {
  checkPolicyArn(request.PolicyArn);
  const role = roles.getOwn(request.RoleName);
  if (policies.find(request.PolicyArn) === undefined) throw policyNotAttachable(request.PolicyArn);
  attachPolicy(role, request.PolicyArn);
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export const detachRolePolicy: Operation<DetachRolePolicyRequest, void> = ({ roles }, request) => {
  checkPolicyArn(request.PolicyArn);
  const role = roles.getOwn(request.RoleName);
  if (!role.attachedPolicies.delete(request.PolicyArn)) throw policyNotFound(request.PolicyArn);
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export const listAttachedRolePolicies: Operation<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> = (
  { roles, policies },
  request,
) => {
  const attached = [...roles.get(request.RoleName).attachedPolicies].map((arn) => policies.get(arn));
  const found = attached.filter(({ path }) => path.startsWith(request.PathPrefix ?? "/"));
  const sorted = found.toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
  const { items, end } = pageOf(sorted, ({ arn }) => arn, request);
  return { AttachedPolicies: items.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn })), ...end };
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html */
export const putRolePermissionsBoundary: Operation<PutRolePermissionsBoundaryRequest, void> = (account, request) => {
  const role = account.roles.getOwn(request.RoleName);
  role.permissionsBoundary = account.policies.boundary(request.PermissionsBoundary);
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html */
export const deleteRolePermissionsBoundary: Operation<DeleteRolePermissionsBoundaryRequest, void> = (
  { roles },
  request,
) => {
  roles.getOwn(request.RoleName).permissionsBoundary = undefined;
};
