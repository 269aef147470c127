import { isAscii } from "node:buffer";
import type { RequestContext } from "../protocol/service.ts";

const BACKSLASH = 0x5c;

/**
 * Whether all text in a request is printable ASCII without quotes and backslashes, which is told without a look at its strings: JSON has
 * quotes and control characters behind a backslash only. Two searches through the bytes, which take a tenth of the time of an expression on every body.
 */
export function isPlainRequest({ protocol, payload }: RequestContext): boolean {
  return protocol === "awsJson" && payload !== undefined && isAscii(payload) && !payload.includes(BACKSLASH);
}
