import type { AccessControlPolicy, Grant, Owner } from "../../protocol/generated/s3.ts";
import { type AclGrant, PERMISSIONS } from "../acl.ts";
import { invalidArgument, malformedAcl, missingAcl, unexpectedContent } from "../errors.ts";
import { type GrantMembers, grantsOfHeaders, readGrantee } from "./requested-grants.ts";

export interface PutAclRequest extends GrantMembers {
  readonly AccessControlPolicy?: AccessControlPolicy | undefined;
}

/**
 * The grants of PutBucketAcl and PutObjectAcl, from headers or from the body, which exclude each other.
 *
 * @throws {AwsError} `MissingSecurityHeader`, `UnexpectedContent`, `MalformedACLError`, `InvalidArgument`, `InvalidRequest`
 */
export function grantsOfPut(request: PutAclRequest, ownerId: string, bucketOwnerId: string): readonly AclGrant[] {
  const fromHeaders = grantsOfHeaders(request, ownerId, bucketOwnerId);
  const policy = request.AccessControlPolicy;
  if (policy === undefined) {
    if (fromHeaders === undefined) throw missingAcl();
    return fromHeaders;
  }
  if (fromHeaders !== undefined) throw unexpectedContent();
  return readPolicy(policy);
}

export function aclOutput(
  ownerId: string,
  grants: readonly AclGrant[],
): { readonly Owner: Owner; readonly Grants: readonly Grant[] } {
  return { Owner: { ID: ownerId }, Grants: grants.map((grant) => toGrant(grant)) };
}

function readPolicy({ Owner: owner, Grants: grants }: AccessControlPolicy): readonly AclGrant[] {
  if (owner === undefined || grants === undefined) throw malformedAcl();
  if (owner.ID === undefined || !/^[0-9a-f]{64}$/.test(owner.ID)) {
    throw invalidArgument("Invalid id", "CanonicalUser/ID", owner.ID);
  }
  return grants.map((grant) => readGrant(grant));
}

function readGrant({ Grantee: grantee, Permission: permission }: Grant): AclGrant {
  if (grantee === undefined || permission === undefined || !PERMISSIONS.has(permission)) throw malformedAcl();
  const names = ["CanonicalUser/ID", "Group/URI"] as const;
  if (grantee.Type === "CanonicalUser") return { grantee: readGrantee("id", grantee.ID ?? "", names), permission };
  if (grantee.Type === "Group") return { grantee: readGrantee("uri", grantee.URI ?? "", names), permission };
  throw malformedAcl();
}

function toGrant({ grantee, permission }: AclGrant): Grant {
  return grantee.kind === "group"
    ? { Grantee: { Type: "Group", URI: grantee.uri }, Permission: permission }
    : { Grantee: { Type: "CanonicalUser", ID: grantee.id }, Permission: permission };
}
