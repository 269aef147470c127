import type { Random } from "../core/random.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes */
type IdPrefix = "AROA" | "ANPA";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const RANDOM_LETTERS = 17;

/** A role's or policy's unique id, which no later one of the same name has. */
export function uniqueId(prefix: IdPrefix, random: Random): string {
  let id: string = prefix;
  for (let made = 0; made < RANDOM_LETTERS; made++) id += BASE32[random.int(BASE32.length)];
  return id;
}
