import type { Branded } from "../core/brand.ts";
import type { Random } from "../core/random.ts";

/** Names one version of an object; `null` is the version that a bucket without versioning, or with suspended versioning, writes. */
export type VersionId = Branded<"VersionId">;

export const NULL_VERSION_ID = "null" as VersionId;

/** AWS's ids are 32 of these. https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
const CODED = 30;

/** A new id. Its last two characters are made from the others, so that ids which never came from here can be told. */
export function newVersionId(random: Random): VersionId {
  let id = "";
  while (id.length < CODED) id += ALPHABET[random.int(ALPHABET.length)] ?? "";
  return (id + checkOf(id)) as VersionId;
}

/**
 * The id that `text` is, or `undefined` when it is none that S3 has made: AWS refuses those as invalid, not as unknown.
 */
export function parseVersionId(text: string): VersionId | undefined {
  if (text === NULL_VERSION_ID) return NULL_VERSION_ID;
  const isOurs = text.length === CODED + 2 && text.endsWith(checkOf(text.slice(0, CODED)));
  return isOurs ? (text as VersionId) : undefined;
}

function checkOf(coded: string): string {
  let sum = 0;
  for (let index = 0; index < coded.length; index++) sum = (sum * 31 + coded.charCodeAt(index)) & 0xfff;
  return `${ALPHABET[sum >>> 6] ?? ""}${ALPHABET[sum & 63] ?? ""}`;
}
