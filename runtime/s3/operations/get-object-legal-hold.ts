import type { GetObjectLegalHoldOutput, GetObjectLegalHoldRequest } from "../../protocol/generated/s3.ts";
import { noObjectLock, noSuchObjectLock } from "../errors.ts";
import { findObject } from "../objects/find-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLegalHold.html */
export const getObjectLegalHold: Operation<GetObjectLegalHoldRequest, GetObjectLegalHoldOutput> = (
  { buckets },
  request,
) => {
  const bucket = buckets.ofRequest(request);
  const object = findObject(bucket, request, { method: "GET", refusesCurrent: true });
  if (!bucket.objectLockEnabled) throw noObjectLock();
  const { legalHold } = object.lock;
  if (legalHold === undefined) throw noSuchObjectLock();
  return { LegalHold: { Status: legalHold } };
};
