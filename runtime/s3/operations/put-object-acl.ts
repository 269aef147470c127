import type { PutObjectAclOutput, PutObjectAclRequest } from "../../protocol/generated/s3.ts";
import { grantsOfPut } from "../access/access-control-policy.ts";
import { checkAclAllowed } from "../access/requested-grants.ts";
import { eventRequest } from "../event-request.ts";
import { findObject } from "../objects/find-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html */
export const putObjectAcl: Operation<PutObjectAclRequest, PutObjectAclOutput> = (
  { buckets, changes },
  request,
  context,
) => {
  const bucket = buckets.ofRequest(request);
  const object = findObject(bucket, request, { method: "PUT", refusesCurrent: true });
  const grants = grantsOfPut(request, object.ownerId, bucket.identity.ownerId);
  if (request.ACL !== "bucket-owner-full-control") checkAclAllowed(bucket, grants);
  object.grants = grants;
  const cause = { request: eventRequest(context, "PutObjectAcl"), causeId: context.causeId };
  changes.configured(bucket, object, { resource: "acl", change: "put", name: "ObjectAcl:Put" }, cause);
  return {};
};
