/** One right that somebody has. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
export interface AclGrant {
  readonly grantee: Grantee;
  readonly permission: string;
}

export type Grantee =
  | { readonly kind: "canonicalUser"; readonly id: string }
  | { readonly kind: "group"; readonly uri: string };

const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
const AUTHENTICATED_USERS = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
const LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

export const PERMISSIONS: ReadonlySet<string> = new Set(["FULL_CONTROL", "READ", "READ_ACP", "WRITE", "WRITE_ACP"]);
export const GROUPS: ReadonlySet<string> = new Set([ALL_USERS, AUTHENTICATED_USERS, LOG_DELIVERY]);

export function ownerGrants(ownerId: string): readonly AclGrant[] {
  return [{ grantee: { kind: "canonicalUser", id: ownerId }, permission: "FULL_CONTROL" }];
}

/**
 * What a canned ACL stands for; `undefined` when there is none of that name.
 *
 * @param owners of the object (or the bucket itself) and of the bucket
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
 */
export function cannedGrants(name: string, ownerId: string, bucketOwnerId: string): readonly AclGrant[] | undefined {
  const own = ownerGrants(ownerId);
  const toGroup = (uri: string, ...permissions: readonly string[]): AclGrant[] =>
    permissions.map((permission) => ({ grantee: { kind: "group", uri }, permission }));
  const toBucketOwner = (permission: string): AclGrant[] =>
    bucketOwnerId === ownerId ? [] : [{ grantee: { kind: "canonicalUser", id: bucketOwnerId }, permission }];
  switch (name) {
    case "private":
      return own;
    case "public-read":
      return [...own, ...toGroup(ALL_USERS, "READ")];
    case "public-read-write":
      return [...own, ...toGroup(ALL_USERS, "READ", "WRITE")];
    case "authenticated-read":
      return [...own, ...toGroup(AUTHENTICATED_USERS, "READ")];
    case "log-delivery-write":
      return [...own, ...toGroup(LOG_DELIVERY, "WRITE", "READ_ACP")];
    case "bucket-owner-read":
      return [...own, ...toBucketOwner("READ")];
    case "bucket-owner-full-control":
      return [...own, ...toBucketOwner("FULL_CONTROL")];
    case "aws-exec-read":
      return own;
    default:
      return undefined;
  }
}

/** Whether anybody outside the account may do something. */
export function isPublic(grants: readonly AclGrant[]): boolean {
  return grants.some(({ grantee }) => grantee.kind === "group" && grantee.uri !== LOG_DELIVERY);
}
