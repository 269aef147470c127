import { invalidParameterValue } from "./errors.ts";
import { QUEUE_TAGS } from "./limits.ts";

/** AWS documents the limit, not the sentence. */
export function checkTags(count: number): void {
  if (count > QUEUE_TAGS) throw invalidParameterValue(`Too many tags: ${count}, at most ${QUEUE_TAGS} are allowed.`);
}
