import type { GetObjectRetentionOutput, GetObjectRetentionRequest } from "../../protocol/generated/s3.ts";
import { noObjectLock, noSuchObjectLock } from "../errors.ts";
import { findObject } from "../objects/find-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectRetention.html */
export const getObjectRetention: Operation<GetObjectRetentionRequest, GetObjectRetentionOutput> = (
  { buckets },
  request,
) => {
  const bucket = buckets.ofRequest(request);
  if (!bucket.objectLockEnabled) throw noObjectLock();
  const { retention } = findObject(bucket, request, { method: "GET", refusesCurrent: true }).lock;
  if (retention === undefined) throw noSuchObjectLock();
  return { Retention: { Mode: retention.mode, RetainUntilDate: retention.retainUntil } };
};
