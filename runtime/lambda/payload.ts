import { isUtf8 } from "node:buffer";
import { unreadableJson } from "../core/unreadable-json.ts";
import { invalidRequestContent } from "./errors.ts";

const NOT_JSON = "Could not parse request body into json: Could not parse payload into json: ";
const SOURCE = "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); ";

/**
 * The event of an invocation as text; without a payload it is `{}`.
 *
 * @throws {AwsError} `InvalidRequestContentException` for what is no JSON, in the words of AWS's parser (recorded 2025-11-24,
 *   lambda--TestLambdaErrors.lambda_invoke_payload_encoding_error)
 */
export function eventText(payload: Uint8Array | undefined): string {
  if (payload === undefined || payload.byteLength === 0) return "{}";
  if (!isUtf8(payload)) throw invalidRequestContent(`${NOT_JSON}${badByte(payload)}`);
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString("utf8");
  try {
    JSON.parse(text);
  } catch {
    throw invalidRequestContent(`${NOT_JSON}${unreadableJson(text)}`);
  }
  return text;
}

/** Where a value has to begin, the parser looks at one byte; inside of one it decodes. */
function badByte(payload: Uint8Array): string {
  const at = firstBadByte(payload);
  const byte = payload[at] ?? 0;
  if (at === 0) {
    return `Unexpected character ((CTRL-CHAR, code ${byte})): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at ${SOURCE}line: 1, column: 1]`;
  }
  return `Invalid UTF-8 start byte 0x${byte.toString(16)}\n at ${SOURCE}line: 1, column: ${at + 2}]`;
}

/** The place of the first byte that begins no character. */
function firstBadByte(payload: Uint8Array): number {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const text = bytes.toString("utf8");
  let offset = 0;
  let from = 0;
  for (;;) {
    const found = text.indexOf(REPLACEMENT, from);
    if (found === -1) return 0;
    offset += Buffer.byteLength(text.slice(from, found));
    const isWritten = bytes.subarray(offset, offset + 3).equals(REPLACEMENT_BYTES);
    if (!isWritten) return offset;
    offset += REPLACEMENT_BYTES.length;
    from = found + 1;
  }
}

/** What a decoder puts in the place of bytes that are no character; it may also have been sent. */
const REPLACEMENT = "\uFFFD";
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

/**
 * A caller's client context as JSON text.
 *
 * @param encoded base64
 * @throws {AwsError} `InvalidRequestContentException` with AWS's sentence, known from public reports
 */
export function clientContextText(encoded: string | undefined): string | undefined {
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return text;
  } catch {
    // Told below.
  }
  throw invalidRequestContent("Client context must be a valid Base64-encoded JSON object.");
}
