import type { Tag } from "../protocol/generated/sns.ts";
import { invalidParameter, tagLimitExceeded } from "./errors.ts";
import { TAGS } from "./limits.ts";

export type Tags = Map<string, string>;

/** Sets tags; nothing changes when they are refused. */
export function addTags(tags: Tags, added: readonly Tag[]): void {
  checkDistinct(added);
  const keys = new Set([...tags.keys(), ...added.map(({ Key }) => Key)]);
  if (keys.size > TAGS) throw tagLimitExceeded();
  for (const { Key, Value } of added) tags.set(Key, Value);
}

/** Recorded (tags.json): the sentence for a key that comes twice. */
function checkDistinct(tags: readonly Tag[]): void {
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw invalidParameter("Duplicated keys are not allowed.");
  }
}

/** Whether a topic that exists has all of these. Recorded: fewer are fine, others are not. */
export function hasTags(tags: Tags, wanted: readonly Tag[]): boolean {
  return wanted.every(({ Key, Value }) => tags.get(Key) === Value);
}

export function listTags(tags: Tags): Tag[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}
