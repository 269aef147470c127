import { keyTooLong } from "../errors.ts";
import { MAX_KEY_BYTES } from "../limits.ts";

/** @throws {AwsError} `KeyTooLongError` */
export function checkKey(key: string): void {
  // A character of UTF-16 is at most three bytes.
  if (key.length * 3 <= MAX_KEY_BYTES) return;
  const byteLength = Buffer.byteLength(key);
  if (byteLength > MAX_KEY_BYTES) throw keyTooLong(byteLength, MAX_KEY_BYTES);
}
