import { createHash } from "node:crypto";

const DIGITS = "abcdefghijkmnopqrstuvwxyz23456789";
const CAPTURE_ID_LENGTH = 8;

/**
 * Names a capture by what it is of: one attempt of one request. Eight digits of 33, none of which looks like another.
 *
 * @param startedAt epoch milliseconds; a retry has the same request id
 */
export function captureIdOf(requestId: string, startedAt: number): string {
  const digest = createHash("sha256").update(`${requestId}\0${startedAt}`).digest();
  return Array.from(
    { length: CAPTURE_ID_LENGTH },
    (_, index) => DIGITS[(digest[index] ?? 0) % DIGITS.length] ?? "",
  ).join("");
}
