import type { Tag } from "../protocol/generated/iam.ts";
import { duplicateTagKeys, quotaExceeded } from "./errors.ts";
import { QUOTAS } from "./limits.ts";

/** What differs between the tags of roles and of policies. */
export interface TagRules {
  /** The key under which two spellings are one. */
  readonly fold: (key: string) => string;
  /** What AWS adds to its sentence about duplicates. */
  readonly duplicates: string;
  /** The quota's name in AWS's sentence. */
  readonly quota: string;
}

export const ROLE_TAGS: TagRules = {
  fold: (key) => key.toLowerCase(),
  duplicates: " Please note that Tag keys are case insensitive.",
  quota: "TagsPerRole",
};

export const POLICY_TAGS: TagRules = { fold: (key) => key, duplicates: "", quota: "TagsPerPolicy" };

export class Tags {
  readonly #rules: TagRules;
  readonly #tags = new Map<string, Tag>();

  /** @throws {AwsError} `InvalidInput` for duplicates, `LimitExceeded` */
  constructor(rules: TagRules, tags: readonly Tag[] = []) {
    this.#rules = rules;
    this.add(tags);
  }

  /** Nothing changes when they are refused. @throws {AwsError} `InvalidInput` for duplicates, `LimitExceeded` */
  add(tags: readonly Tag[]): void {
    const { fold, duplicates, quota } = this.#rules;
    const keys = new Set(tags.map(({ Key }) => fold(Key)));
    if (keys.size < tags.length) throw duplicateTagKeys(duplicates);
    if (new Set([...this.#tags.keys(), ...keys]).size > QUOTAS.tags) throw quotaExceeded(quota, QUOTAS.tags);
    for (const { Key, Value } of tags) this.#tags.set(fold(Key), { Key, Value });
  }

  remove(keys: readonly string[]): void {
    for (const key of keys) this.#tags.delete(this.#rules.fold(key));
  }

  list(): Tag[] {
    return [...this.#tags.values()];
  }
}

/** Recorded (TestPolicyTags.test_policy_tag_order): a policy's tags are listed shorter keys first. */
export function inListingOrder(tags: readonly Tag[]): Tag[] {
  return tags.toSorted((a, b) => a.Key.length - b.Key.length || (a.Key < b.Key ? -1 : 1));
}
