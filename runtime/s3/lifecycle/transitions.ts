import type { LifecycleRule } from "../../protocol/generated/s3.ts";
import type { ObjectVersion, Version } from "../s3-object.ts";
import { DEFAULT_MINIMUM_SIZE } from "./lifecycle.ts";
import { daysAfter, matchesRule } from "./rules.ts";

/** Bytes. Smaller objects stay where they are, unless a rule's filter says a size of its own. */
const MINIMUM_BYTES = 128 * 1024;

/** From warm to cold: objects never move back. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
const ORDER = [
  "STANDARD",
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "INTELLIGENT_TIERING",
  "ONEZONE_IA",
  "GLACIER_IR",
  "GLACIER",
  "DEEP_ARCHIVE",
];

export interface TransitionPlace {
  readonly version: ObjectVersion;
  /** The version that took its place; `undefined` when it is current. */
  readonly successor: Version | undefined;
  readonly minimumSize: string;
}

/** The coldest storage class that a rule wants by now and that is colder than where the object is. */
export function dueTransition(
  rules: readonly LifecycleRule[],
  { version, successor, minimumSize }: TransitionPlace,
  now: number,
): string | undefined {
  const due = rules.flatMap((rule) => {
    if (!matchesRule(rule, version) || isTooSmall(rule, version, minimumSize)) return [];
    return successor === undefined ? dueClasses(rule, version, now) : dueNoncurrentClasses(rule, successor, now);
  });
  const coldest = due.toSorted((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a)).at(0);
  const isColder = coldest !== undefined && ORDER.indexOf(coldest) > ORDER.indexOf(version.storageClass);
  return isColder ? coldest : undefined;
}

function dueClasses(rule: LifecycleRule, version: ObjectVersion, now: number): string[] {
  return (rule.Transitions ?? []).flatMap(({ Date: date, Days: days = 0, StorageClass: storageClass }) => {
    const dueAt = date ?? daysAfter(version.lastModifiedAt, days);
    return storageClass !== undefined && dueAt <= now ? [storageClass] : [];
  });
}

function dueNoncurrentClasses(rule: LifecycleRule, successor: Version, now: number): string[] {
  return (rule.NoncurrentVersionTransitions ?? []).flatMap(({ NoncurrentDays: days = 0, StorageClass: storageClass }) =>
    storageClass !== undefined && daysAfter(successor.lastModifiedAt, days) <= now ? [storageClass] : [],
  );
}

function isTooSmall(rule: LifecycleRule, { body }: ObjectVersion, minimumSize: string): boolean {
  const { Filter: filter = {} } = rule;
  const hasSize = (filter.ObjectSizeGreaterThan ?? filter.And?.ObjectSizeGreaterThan) !== undefined;
  return minimumSize === DEFAULT_MINIMUM_SIZE && !hasSize && body.byteLength < MINIMUM_BYTES;
}
