import { type AclGrant, cannedGrants, type Grantee, GROUPS, isPublic, ownerGrants } from "../acl.ts";
import type { Bucket } from "../bucket.ts";
import { accessDenied, aclNotSupported, invalidArgument, invalidCannedAcl, invalidRequest } from "../errors.ts";
import { objectOwnership } from "../sub-resources/object-ownership.ts";
import { publicAccessBlock } from "../sub-resources/public-access.ts";

/** What a request says about access, under the names of the model. */
export interface GrantMembers {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

/**
 * The grants that a request's headers ask for; `undefined` when they ask for none.
 *
 * @throws {AwsError} `InvalidArgument`, `InvalidRequest`
 */
export function grantsOfHeaders(
  members: GrantMembers,
  ownerId: string,
  bucketOwnerId: string,
): readonly AclGrant[] | undefined {
  const headers = GRANT_HEADERS.filter(([member]) => members[member] !== undefined);
  if (members.ACL !== undefined) {
    if (headers.length > 0) throw invalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
    const grants = cannedGrants(members.ACL, ownerId, bucketOwnerId);
    if (grants === undefined) throw invalidCannedAcl(members.ACL);
    return grants;
  }
  if (headers.length === 0) return undefined;
  return headers.flatMap(([member, header, permission]) => readGrantHeader(members[member] ?? "", header, permission));
}

/**
 * The grants of a new object.
 *
 * @throws {AwsError} as above; `AccessControlListNotSupported`, `AccessDenied` when the bucket forbids them
 */
export function grantsOfNewObject(members: GrantMembers, bucket: Bucket, ownerId: string): readonly AclGrant[] {
  const bucketOwnerId = bucket.identity.ownerId;
  const grants = grantsOfHeaders(members, ownerId, bucketOwnerId);
  if (grants === undefined) return ownerGrants(ownerId);
  if (members.ACL !== "bucket-owner-full-control") checkAclAllowed(bucket, grants);
  return grants;
}

/**
 * Whether a bucket takes these grants.
 *
 * @throws {AwsError} `AccessControlListNotSupported` when ACLs are disabled, `AccessDenied` when public ones are blocked
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export function checkAclAllowed(bucket: Bucket, grants: readonly AclGrant[]): void {
  if (objectOwnership(bucket) === "BucketOwnerEnforced") throw aclNotSupported();
  if (publicAccessBlock(bucket)?.BlockPublicAcls === true && isPublic(grants)) throw accessDenied();
}

const GRANT_HEADERS = [
  ["GrantFullControl", "x-amz-grant-full-control", "FULL_CONTROL"],
  ["GrantRead", "x-amz-grant-read", "READ"],
  ["GrantReadACP", "x-amz-grant-read-acp", "READ_ACP"],
  ["GrantWrite", "x-amz-grant-write", "WRITE"],
  ["GrantWriteACP", "x-amz-grant-write-acp", "WRITE_ACP"],
] as const satisfies readonly (readonly [keyof GrantMembers, string, string])[];

/** `id="...", uri="..."` */
function readGrantHeader(value: string, header: string, permission: string): AclGrant[] {
  return value.split(",").map((part) => {
    const match = /^\s*(id|uri|emailAddress)=(?:"([^"]*)"|([^"]*?))\s*$/.exec(part);
    if (match === null) throw invalidArgument("Argument format not recognized", header, part.trim());
    const [, type = "", quoted, bare = ""] = match;
    return { grantee: readGrantee(type, quoted ?? bare, ["id", "uri"]), permission };
  });
}

/**
 * @param names what the refusals call an id and a URI
 * @throws {AwsError} `InvalidArgument`
 */
export function readGrantee(type: string, value: string, names: readonly [id: string, uri: string]): Grantee {
  if (type === "uri") {
    if (!GROUPS.has(value)) throw invalidArgument("Invalid group uri", names[1], value);
    return { kind: "group", uri: value };
  }
  if (type !== "id" || !/^[0-9a-f]{64}$/.test(value)) throw invalidArgument("Invalid id", names[0], value);
  return { kind: "canonicalUser", id: value };
}
