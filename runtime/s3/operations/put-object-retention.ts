import type { PutObjectRetentionOutput, PutObjectRetentionRequest } from "../../protocol/generated/s3.ts";
import { accessDenied, invalidArgument, malformedXml, noObjectLock } from "../errors.ts";
import { eventRequest } from "../event-request.ts";
import { javaDate } from "../http-date.ts";
import { findObject } from "../objects/find-object.ts";

import type { ObjectRetention, ObjectVersion } from "../s3-object.ts";
import { isRetentionMode } from "../sub-resources/object-lock.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html */
export const putObjectRetention: Operation<PutObjectRetentionRequest, PutObjectRetentionOutput> = (
  { buckets, clock, changes },
  request,
  context,
) => {
  const bucket = buckets.ofRequest(request);
  if (!bucket.objectLockEnabled) throw noObjectLock();
  const object = findObject(bucket, request, { method: "PUT", refusesCurrent: true });
  const { Mode: mode, RetainUntilDate: retainUntil } = request.Retention ?? {};
  const retention = readRetention(mode, retainUntil, clock.now());
  checkMayChange(object, retention, { now: clock.now(), bypass: request.BypassGovernanceRetention === true });
  object.lock = { ...object.lock, retention };
  const cause = { request: eventRequest(context, "PutObjectRetention"), causeId: context.causeId };
  changes.configured(bucket, object, { resource: "retention", change: "put" }, cause);
  return {};
};

/** Without mode and date a retention is taken away. */
function readRetention(
  mode: string | undefined,
  retainUntil: number | undefined,
  now: number,
): ObjectRetention | undefined {
  if (mode === undefined && retainUntil === undefined) return undefined;
  if (mode === undefined || retainUntil === undefined || !isRetentionMode(mode)) throw malformedXml();
  if (retainUntil <= now) {
    throw invalidArgument("The retain until date must be in the future!", "RetainUntilDate", javaDate(retainUntil));
  }
  return { mode, retainUntil };
}

/** What is retained may be retained longer; less only in governance mode, by who bypasses it. @throws {AwsError} `AccessDenied` */
function checkMayChange(
  object: ObjectVersion,
  wanted: ObjectRetention | undefined,
  { now, bypass }: { readonly now: number; readonly bypass: boolean },
): void {
  const current = object.lock.retention;
  if (current === undefined || current.retainUntil <= now) return;
  if (current.mode === "GOVERNANCE" && bypass) return;
  const isStricter =
    wanted !== undefined &&
    wanted.retainUntil >= current.retainUntil &&
    (current.mode === "GOVERNANCE" || wanted.mode === "COMPLIANCE");
  if (!isStricter) throw accessDenied("Access Denied because object protected by object lock.");
}
