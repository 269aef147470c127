import { invalidArgument } from "../errors.ts";
import { MAX_LIST_ENTRIES } from "../limits.ts";

/** Encodes what an answer shows of keys, when the client asked for it: names that XML cannot carry arrive unharmed. */
export type EncodeKey = (text: string) => string;

/** @throws {AwsError} `InvalidArgument` for anything but `url` */
export function keyEncoding(encodingType: string | undefined): EncodeKey {
  if (encodingType === undefined) return (text) => text;
  if (encodingType === "url") return urlEncoded;
  throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encodingType);
}

/** What every list repeats of its request, where the request says it. */
export function echo(
  { Delimiter: delimiter = "", EncodingType: encodingType }: ListQuery,
  encode: EncodeKey,
): ListQuery {
  return {
    ...(delimiter !== "" && { Delimiter: encode(delimiter) }),
    ...(encodingType !== undefined && { EncodingType: encodingType }),
  };
}

interface ListQuery {
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: "url" | (string & {}) | undefined;
}

/** As forms are encoded, but for the slash. */
function urlEncoded(text: string): string {
  return encodeURIComponent(text)
    .replaceAll("%20", "+")
    .replaceAll("%2F", "/")
    .replaceAll(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * How many entries a page may have.
 *
 * @param name as S3 calls the parameter in its refusal
 * @throws {AwsError} `InvalidArgument`
 */
export function pageSize(requested: number | undefined, name: string): number {
  if (requested === undefined) return MAX_LIST_ENTRIES;
  if (requested < 0) {
    // Sentence as AWS clients report it; no recording of ours has it.
    throw invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, String(requested));
  }
  return Math.min(requested, MAX_LIST_ENTRIES);
}
