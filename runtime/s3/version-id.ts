import type { Branded } from "../core/brand.ts";
import type { Random } from "../core/random.ts";

/** Names one version of an object; `null` is the version that a bucket without versioning, or with suspended versioning, writes. */
export type VersionId = Branded<"VersionId">;

export const NULL_VERSION_ID = "null" as VersionId;

/** AWS's ids are 32 of these. https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
/** Characters that tell an id's place in the order of all. */
const ORDER = 6;
/** Characters before the two that are made from them. */
const CODED = 30;

const ORDER_BITS = 36;
/** An odd number and its inverse, modulo 2^36: they make neighbours look unlike each other, and alike again. */
const SPREAD = 0x9e3779b97n;
const GATHER = inverseOf(SPREAD);

/** Makes the ids of new versions. */
export class VersionIds {
  readonly #random: Random;
  #made = 0n;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): VersionId {
    this.#made++;
    let id = encodeOrder(this.#made);
    while (id.length < CODED) id += ALPHABET[this.#random.int(ALPHABET.length)] ?? "";
    return (id + checkOf(id)) as VersionId;
  }
}

/**
 * The id that `text` is, or `undefined` when it is none that S3 has made: AWS refuses those as invalid, not as unknown.
 */
export function parseVersionId(text: string): VersionId | undefined {
  if (text === NULL_VERSION_ID) return NULL_VERSION_ID;
  const isOurs = text.length === CODED + 2 && text.endsWith(checkOf(text.slice(0, CODED)));
  return isOurs ? (text as VersionId) : undefined;
}

/** Rises with every id that is made, also when the version is gone; `undefined` for the null version. */
export function orderOf(versionId: VersionId): bigint | undefined {
  if (versionId === NULL_VERSION_ID) return undefined;
  let code = 0n;
  for (const character of versionId.slice(0, ORDER)) code = (code << 6n) | BigInt(ALPHABET.indexOf(character));
  return BigInt.asUintN(ORDER_BITS, code * GATHER);
}

function encodeOrder(order: bigint): string {
  let code = BigInt.asUintN(ORDER_BITS, order * SPREAD);
  let text = "";
  for (let index = 0; index < ORDER; index++) {
    text = (ALPHABET[Number(code & 63n)] ?? "") + text;
    code >>= 6n;
  }
  return text;
}

/** Ids that never came from here do not have it. */
function checkOf(coded: string): string {
  let sum = 0;
  for (let index = 0; index < coded.length; index++) sum = (sum * 31 + coded.charCodeAt(index)) & 0xfff;
  return `${ALPHABET[sum >>> 6] ?? ""}${ALPHABET[sum & 63] ?? ""}`;
}

/** By Newton's steps, each of which doubles the digits that are right. */
function inverseOf(odd: bigint): bigint {
  let inverse = odd;
  for (let step = 0; step < 6; step++) inverse = BigInt.asUintN(ORDER_BITS, inverse * (2n - odd * inverse));
  return inverse;
}
