import type { GetObjectAclOutput, GetObjectAclRequest } from "../../protocol/generated/s3.ts";
import { aclOutput } from "../access/access-control-policy.ts";
import { findObject } from "../objects/find-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html */
export const getObjectAcl: Operation<GetObjectAclRequest, GetObjectAclOutput> = ({ buckets }, request) => {
  const object = findObject(buckets.ofRequest(request), request, { method: "GET" });
  return aclOutput(object.ownerId, object.grants);
};
