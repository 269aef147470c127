import type { ObjectLockConfiguration } from "../../protocol/generated/s3.ts";
import type { Bucket } from "../bucket.ts";
import type { ObjectRetention } from "../s3-object.ts";
import type { SubResource } from "./sub-resources.ts";

/** The default retention of new objects. */
export const OBJECT_LOCK: SubResource<ObjectLockConfiguration> = { name: "objectLock" };

const DAY_MS = 86_400_000;
const DAYS_A_YEAR = 365;

/** @param now epoch milliseconds */
export function defaultRetention(bucket: Bucket, now: number): ObjectRetention | undefined {
  const byDefault = bucket.subResources.get(OBJECT_LOCK)?.Rule?.DefaultRetention;
  const { Mode: mode, Days: days, Years: years } = byDefault ?? {};
  if (mode === undefined || !isRetentionMode(mode)) return undefined;
  const span = days ?? (years ?? 0) * DAYS_A_YEAR;
  return { mode, retainUntil: now + span * DAY_MS };
}

export function isRetentionMode(mode: string): mode is ObjectRetention["mode"] {
  return mode === "GOVERNANCE" || mode === "COMPLIANCE";
}
