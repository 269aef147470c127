import type {
  CreateRoleRequest,
  CreateRoleResponse,
  DeleteRoleRequest,
  GetRoleRequest,
  GetRoleResponse,
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
  Role as WireRole,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleDescriptionRequest,
  UpdateRoleDescriptionResponse,
  UpdateRoleRequest,
  UpdateRoleResponse,
} from "../../protocol/generated/iam.ts";
import { encodedDocument } from "../encoded-document.ts";
import { pageOf } from "../paging.ts";
import type { Role } from "../role.ts";
import { checkTrustPolicy } from "../trust-policy.ts";
import type { Operation } from "./service-parts.ts";

/** Seconds. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const DEFAULT_SESSION_DURATION = 3600;

/** What every answer about a role has. Recorded: each operation adds other members. */
export function toWireRole(role: Role): WireRole {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodedDocument(role.assumeRolePolicyDocument),
  };
}

function boundaryOf({ permissionsBoundary }: Role): Pick<WireRole, "PermissionsBoundary"> {
  if (permissionsBoundary === undefined) return {};
  // The API reference says `PermissionsBoundaryPolicy`; recorded is this.
  return { PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: permissionsBoundary } };
}

function tagsOf({ tags }: Role): Pick<WireRole, "Tags"> {
  const list = tags.list();
  return list.length === 0 ? {} : { Tags: list };
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const createRole: Operation<CreateRoleRequest, CreateRoleResponse> = ({ roles, policies }, request) => {
  const role = roles.create({
    name: request.RoleName,
    path: request.Path ?? "/",
    assumeRolePolicyDocument: request.AssumeRolePolicyDocument,
    description: request.Description,
    maxSessionDuration: request.MaxSessionDuration ?? DEFAULT_SESSION_DURATION,
    permissionsBoundary: request.PermissionsBoundary && policies.boundary(request.PermissionsBoundary),
    tags: request.Tags ?? [],
  });
  return { Role: { ...toWireRole(role), ...boundaryOf(role), ...tagsOf(role) } };
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole: Operation<GetRoleRequest, GetRoleResponse> = ({ roles }, request) => {
  const role = roles.get(request.RoleName);
  return {
    Role: {
      ...toWireRole(role),
      Description: role.description,
      MaxSessionDuration: role.maxSessionDuration,
      ...boundaryOf(role),
      ...tagsOf(role),
      // No role is used here in AWS's sense: nothing checks its permissions.
      RoleLastUsed: {},
    },
  };
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const listRoles: Operation<ListRolesRequest, ListRolesResponse> = ({ roles }, request) => {
  const keyOf = ({ path, name }: Role): string => path + name;
  const found = roles.all().filter(({ path }) => path.startsWith(request.PathPrefix ?? "/"));
  const sorted = found.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const { items, end } = pageOf(sorted, keyOf, request);
  const Roles = items.map((role) => ({
    ...toWireRole(role),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
  }));
  return { Roles, ...end };
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html */
export const updateRole: Operation<UpdateRoleRequest, UpdateRoleResponse> = ({ roles }, request) => {
  const role = roles.getOwn(request.RoleName);
  role.description = request.Description ?? role.description;
  role.maxSessionDuration = request.MaxSessionDuration ?? role.maxSessionDuration;
  return {};
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html */
export const updateRoleDescription: Operation<UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse> = (
  { roles },
  request,
) => {
  const role = roles.getOwn(request.RoleName);
  role.description = request.Description;
  return { Role: { ...toWireRole(role), Description: role.description } };
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy: Operation<UpdateAssumeRolePolicyRequest, void> = ({ roles }, request) => {
  const role = roles.getOwn(request.RoleName);
  checkTrustPolicy(request.PolicyDocument);
  role.assumeRolePolicyDocument = request.PolicyDocument;
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export const deleteRole: Operation<DeleteRoleRequest, void> = ({ roles }, request) => {
  roles.delete(roles.getOwn(request.RoleName));
};

/** There are no instances here, and so no profiles. */
export const listInstanceProfilesForRole: Operation<
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse
> = ({ roles }, request) => {
  roles.get(request.RoleName);
  return { InstanceProfiles: [], IsTruncated: false };
};
