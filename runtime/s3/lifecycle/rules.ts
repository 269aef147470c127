import type { LifecycleRule, Tag } from "../../protocol/generated/s3.ts";
import type { ObjectVersion } from "../s3-object.ts";
import type { Tags } from "../tags.ts";

export const DAY_MS = 86_400_000;

/** Rules that are switched on. */
export function enabledRules(rules: readonly LifecycleRule[]): readonly LifecycleRule[] {
  return rules.filter(({ Status: status }) => status === "Enabled");
}

/** Whether a rule is about an object. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-filters.html */
export function matchesRule(rule: LifecycleRule, object: Pick<ObjectVersion, "key" | "tags" | "body">): boolean {
  const { Filter: filter = {} } = rule;
  // Several conditions are together inside of `And`.
  return (
    object.key.startsWith(prefixOf(rule)) &&
    hasTags(object.tags, filter.Tag === undefined ? [] : [filter.Tag]) &&
    hasTags(object.tags, filter.And?.Tags ?? []) &&
    hasSize(object.body.byteLength, filter) &&
    hasSize(object.body.byteLength, filter.And ?? {})
  );
}

/** What the keys of a rule's objects begin with. */
export function prefixOf({ Prefix: prefix, Filter: filter }: LifecycleRule): string {
  return prefix ?? filter?.Prefix ?? filter?.And?.Prefix ?? "";
}

function hasTags(tags: Tags, wanted: readonly Tag[]): boolean {
  return wanted.every(({ Key, Value }) => tags.get(Key) === Value);
}

interface SizeCondition {
  readonly ObjectSizeGreaterThan?: number | undefined;
  readonly ObjectSizeLessThan?: number | undefined;
}

function hasSize(size: number, { ObjectSizeGreaterThan = -1, ObjectSizeLessThan = Infinity }: SizeCondition): boolean {
  return size > ObjectSizeGreaterThan && size < ObjectSizeLessThan;
}

/** When a number of days after an instant is over: at the next midnight UTC. */
export function daysAfter(epochMs: number, days: number): number {
  return Math.ceil((epochMs + days * DAY_MS) / DAY_MS) * DAY_MS;
}

/** When an upload that is not completed goes, by the rule that lets it go first. */
export function abortOf(
  rules: readonly LifecycleRule[],
  upload: { readonly key: string; readonly initiatedAt: number },
): { readonly ruleId: string; readonly abortsAt: number } | undefined {
  let first: { readonly ruleId: string; readonly abortsAt: number } | undefined;
  for (const rule of enabledRules(rules)) {
    const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
    if (days === undefined || !upload.key.startsWith(prefixOf(rule))) continue;
    const abortsAt = daysAfter(upload.initiatedAt, days);
    if (first === undefined || abortsAt < first.abortsAt) first = { ruleId: rule.ID ?? "", abortsAt };
  }
  return first;
}

/** What a rule says about an object that is current. */
export interface Expiry {
  readonly ruleId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** When an object expires, by the rule that lets it expire first. */
export function expiryOf(rules: readonly LifecycleRule[], object: ObjectVersion): Expiry | undefined {
  let first: Expiry | undefined;
  for (const rule of enabledRules(rules)) {
    const { Days: days, Date: date } = rule.Expiration ?? {};
    const expiresAt = date ?? (days === undefined ? undefined : daysAfter(object.lastModifiedAt, days));
    if (expiresAt === undefined || !matchesRule(rule, object)) continue;
    if (first === undefined || expiresAt < first.expiresAt) first = { ruleId: rule.ID ?? "", expiresAt };
  }
  return first;
}
