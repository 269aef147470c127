import type { Random } from "../../core/random.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
const LENGTH = 128;

/** As long as AWS's, and of the same signs. */
export function newUploadId(random: Random): string {
  let id = "";
  while (id.length < LENGTH) id += ALPHABET[random.int(ALPHABET.length)] ?? "";
  return id;
}
