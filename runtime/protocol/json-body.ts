import { isAscii, isUtf8 } from "node:buffer";
import { serializationException } from "./errors.ts";

/** AWS does not say how deep its parsers go; no modelled shape comes near. */
const MAX_DEPTH = 512;
/** Below this size no nesting can hurt; above, V8 spends seconds and half a gigabyte on sixteen million brackets. */
const DEPTH_CHECKED_FROM_BYTES = 64 * 1024;

/**
 * A request's JSON document; an empty body counts as `{}`.
 *
 * @throws {AwsError} `SerializationException`
 */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) return {};
  // Most are ASCII, which need not be decoded.
  const encoding = isAscii(body) ? "latin1" : "utf8";
  if (encoding === "utf8" && !isUtf8(body)) throw serializationException("The body is not UTF-8");
  if (body.length >= DEPTH_CHECKED_FROM_BYTES && isTooDeep(body))
    throw serializationException("The body is nested too deep");
  try {
    return JSON.parse(body.toString(encoding));
  } catch (error) {
    throw serializationException(error instanceof Error ? error.message : "The body is not JSON");
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

function isTooDeep(body: Buffer): boolean {
  let depth = 0;
  for (let index = 0; index < body.length; index++) {
    const byte = body[index];
    if (byte === QUOTE) {
      index = endOfString(body, index + 1);
      if (index < 0) return false;
    } else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      if (++depth > MAX_DEPTH) return true;
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth--;
  }
  return false;
}

/** Where the string that starts at `start` has its closing quote; -1 when it has none. */
function endOfString(body: Buffer, start: number): number {
  for (let end = body.indexOf(QUOTE, start); end >= 0; end = body.indexOf(QUOTE, end + 1)) {
    let backslashes = 0;
    while (end - backslashes - 1 >= start && body[end - backslashes - 1] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return -1;
}
