import type { PutObjectLegalHoldOutput, PutObjectLegalHoldRequest } from "../../protocol/generated/s3.ts";
import { malformedXml, noObjectLock } from "../errors.ts";
import { eventRequest } from "../event-request.ts";
import { findObject } from "../objects/find-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html */
export const putObjectLegalHold: Operation<PutObjectLegalHoldRequest, PutObjectLegalHoldOutput> = (
  { buckets, changes },
  request,
  context,
) => {
  const bucket = buckets.ofRequest(request);
  const object = findObject(bucket, request, { method: "PUT", refusesCurrent: true });
  if (!bucket.objectLockEnabled) throw noObjectLock();
  const status = request.LegalHold?.Status;
  if (status !== "ON" && status !== "OFF") throw malformedXml();
  object.lock = { ...object.lock, legalHold: status === "ON" ? "ON" : "OFF" };
  const cause = { request: eventRequest(context, "PutObjectLegalHold"), causeId: context.causeId };
  changes.configured(bucket, object, { resource: "legalHold", change: "put" }, cause);
  return {};
};
