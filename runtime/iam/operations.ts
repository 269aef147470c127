import type { IamOperations } from "../protocol/generated/iam.ts";
import type { RequestContext } from "../protocol/service.ts";
import type { Accounts } from "./accounts.ts";
import { getAccountSummary, getUser, listAccountAliases } from "./operations/account.ts";
import { createServiceLinkedRole } from "./operations/create-service-linked-role.ts";
import * as policies from "./operations/policies.ts";
import * as versions from "./operations/policy-versions.ts";
import * as rolePolicies from "./operations/role-policies.ts";
import * as roles from "./operations/roles.ts";
import type { Operation } from "./operations/service-parts.ts";
import * as tags from "./operations/tags.ts";

/** What a Lambda project's tools ask of IAM, each operation given the caller's account. */
export function bindOperations(accounts: Accounts): Partial<IamOperations> {
  const bind = <Input, Output>(operation: Operation<Input, Output>) => {
    return (input: Input, context: RequestContext): Output => operation(accounts.of(context), input, context);
  };
  return {
    AttachRolePolicy: bind(rolePolicies.attachRolePolicy),
    CreatePolicy: bind(policies.createPolicy),
    CreatePolicyVersion: bind(versions.createPolicyVersion),
    CreateRole: bind(roles.createRole),
    CreateServiceLinkedRole: bind(createServiceLinkedRole),
    DeletePolicy: bind(policies.deletePolicy),
    DeletePolicyVersion: bind(versions.deletePolicyVersion),
    DeleteRole: bind(roles.deleteRole),
    DeleteRolePermissionsBoundary: bind(rolePolicies.deleteRolePermissionsBoundary),
    DeleteRolePolicy: bind(rolePolicies.deleteRolePolicy),
    DetachRolePolicy: bind(rolePolicies.detachRolePolicy),
    GetAccountSummary: bind(getAccountSummary),
    GetPolicy: bind(policies.getPolicy),
    GetPolicyVersion: bind(versions.getPolicyVersion),
    GetRole: bind(roles.getRole),
    GetRolePolicy: bind(rolePolicies.getRolePolicy),
    GetUser: bind(getUser),
    ListAccountAliases: bind(listAccountAliases),
    ListAttachedRolePolicies: bind(rolePolicies.listAttachedRolePolicies),
    ListEntitiesForPolicy: bind(policies.listEntitiesForPolicy),
    ListInstanceProfilesForRole: bind(roles.listInstanceProfilesForRole),
    ListPolicies: bind(policies.listPolicies),
    ListPolicyTags: bind(tags.listPolicyTags),
    ListPolicyVersions: bind(versions.listPolicyVersions),
    ListRolePolicies: bind(rolePolicies.listRolePolicies),
    ListRoles: bind(roles.listRoles),
    ListRoleTags: bind(tags.listRoleTags),
    PutRolePermissionsBoundary: bind(rolePolicies.putRolePermissionsBoundary),
    PutRolePolicy: bind(rolePolicies.putRolePolicy),
    SetDefaultPolicyVersion: bind(versions.setDefaultPolicyVersion),
    TagPolicy: bind(tags.tagPolicy),
    TagRole: bind(tags.tagRole),
    UntagPolicy: bind(tags.untagPolicy),
    UntagRole: bind(tags.untagRole),
    UpdateAssumeRolePolicy: bind(roles.updateAssumeRolePolicy),
    UpdateRole: bind(roles.updateRole),
    UpdateRoleDescription: bind(roles.updateRoleDescription),
  };
}
