import type { Bucket } from "../bucket.ts";
import { accessDenied, invalidArgument, noObjectLock } from "../errors.ts";
import { NO_LOCK, type ObjectLock, type ObjectRetention, type ObjectVersion } from "../s3-object.ts";
import { defaultRetention, isRetentionMode } from "../sub-resources/object-lock.ts";

/** What a request says about keeping an object, under the names of the model. */
export interface ObjectLockMembers {
  readonly ObjectLockMode?: string | undefined;
  /** Epoch milliseconds. */
  readonly ObjectLockRetainUntilDate?: number | undefined;
  readonly ObjectLockLegalHoldStatus?: string | undefined;
}

const BOTH_NEEDED = "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied";

/**
 * The lock of a new object: the request's, else the bucket's default.
 *
 * @param now epoch milliseconds
 * @throws {AwsError} `InvalidArgument`, `InvalidRequest` when the bucket has no object lock
 */
export function readObjectLock(members: ObjectLockMembers, bucket: Bucket, now: number): ObjectLock {
  const asked = readRetention(members);
  const { ObjectLockLegalHoldStatus: legalHold } = members;
  if (legalHold !== undefined && legalHold !== "ON" && legalHold !== "OFF") {
    throw invalidArgument("Legal Hold must be either of 'ON' or 'OFF'", "x-amz-object-lock-legal-hold", legalHold);
  }
  if (!bucket.objectLockEnabled) {
    if (asked === undefined && legalHold === undefined) return NO_LOCK;
    throw noObjectLock();
  }
  return { retention: asked ?? defaultRetention(bucket, now), legalHold };
}

function readRetention(members: ObjectLockMembers): ObjectRetention | undefined {
  const { ObjectLockMode: mode, ObjectLockRetainUntilDate: until } = members;
  if (mode !== undefined && until === undefined) {
    throw invalidArgument(BOTH_NEEDED, "x-amz-object-lock-retain-until-date");
  }
  if (mode === undefined && until !== undefined) throw invalidArgument(BOTH_NEEDED, "x-amz-object-lock-mode");
  if (mode !== undefined && !isRetentionMode(mode)) {
    throw invalidArgument("Unknown wormMode directive.", "x-amz-object-lock-mode", mode);
  }
  return mode === undefined || until === undefined ? undefined : { mode, retainUntil: until };
}

/**
 * Whether a version may be deleted for good.
 *
 * @param now epoch milliseconds
 * @throws {AwsError} `AccessDenied`
 */
export function checkUnlocked(object: ObjectVersion, now: number, bypassGovernance: boolean): void {
  if (isLockedAt(object, now, bypassGovernance)) {
    throw accessDenied("Access Denied because object protected by object lock.");
  }
}

export function isLockedAt({ lock }: ObjectVersion, now: number, bypassGovernance = false): boolean {
  const { retention, legalHold } = lock;
  const isRetained =
    retention !== undefined && retention.retainUntil > now && !(bypassGovernance && retention.mode === "GOVERNANCE");
  return legalHold === "ON" || isRetained;
}

const NO_LOCK_OUTPUT = {};

export function objectLockOutput({ lock }: ObjectVersion): {
  readonly ObjectLockMode?: "GOVERNANCE" | "COMPLIANCE";
  readonly ObjectLockRetainUntilDate?: number;
  readonly ObjectLockLegalHoldStatus?: "ON" | "OFF";
} {
  if (lock === NO_LOCK) return NO_LOCK_OUTPUT;
  const { retention, legalHold } = lock;
  return {
    ...(retention !== undefined && {
      ObjectLockMode: retention.mode,
      ObjectLockRetainUntilDate: retention.retainUntil,
    }),
    ...(legalHold !== undefined && { ObjectLockLegalHoldStatus: legalHold }),
  };
}
