/**
 * Presigned S3 URLs: who they are for and until when; what AWS refuses without looking at the signature is refused. For signatures
 * see `s3-signature.ts`.
 *
 * Sentences are those of AWS's recorded answers unless a comment says otherwise.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
import { AwsError } from "../core/errors.ts";
import type { ErrorMembers } from "../core/errors.ts";
import { formatInstant } from "./instants.ts";

/** Seconds. */
const MAX_EXPIRES = 604_800;
/** How far in the future a URL may have been signed. https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html */
const MAX_SKEW_MS = 15 * 60 * 1000;

const V4_PARAMETERS = [
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Signature",
  "X-Amz-Date",
  "X-Amz-SignedHeaders",
  "X-Amz-Expires",
];
const V2_PARAMETERS = ["Signature", "Expires", "AWSAccessKeyId"];

/**
 * @param headerNames lower case
 * @param now epoch milliseconds
 * @throws {AwsError} `AccessDenied`, `AuthorizationQueryParametersError`
 */
export function checkPresigned(query: URLSearchParams, headerNames: readonly string[], now: number): void {
  if (V4_MARKS.some((name) => query.has(name))) checkV4(query, headerNames, now);
  else if (V2_MARKS.some((name) => query.has(name))) checkV2(query, now);
}

const V4_MARKS = ["X-Amz-Signature", "X-Amz-Credential", "X-Amz-Algorithm"];
const V2_MARKS = ["AWSAccessKeyId", "Signature"];

/** Whether the URL says anything that {@link checkPresigned} would look at. */
export function isQuerySigned(query: URLSearchParams): boolean {
  if (query.size <= 1 && query.has("x-id")) return false;
  return V4_MARKS.some((name) => query.has(name)) || V2_MARKS.some((name) => query.has(name));
}

/** Whether the URL itself is signed, so that AWS takes its `x-amz-` parameters for headers. */
export function isPresigned(query: URLSearchParams): boolean {
  return query.has("X-Amz-Signature") || query.has("Signature");
}

function checkV4(query: URLSearchParams, headerNames: readonly string[], now: number): void {
  if (V4_PARAMETERS.some((name) => !query.has(name))) {
    const list =
      "X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires";
    throw badParameters(`Query-string authentication version 4 requires the ${list} parameters.`);
  }
  checkCredential(query.get("X-Amz-Credential") ?? "");
  const signedAt = parseBasicDate(query.get("X-Amz-Date") ?? "");
  // AWS's public error messages, not recorded.
  if (signedAt === undefined)
    throw badParameters("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  const expires = readExpires(query.get("X-Amz-Expires") ?? "");
  if (signedAt > now + MAX_SKEW_MS) throw accessDenied("Request is not yet valid");
  const expiresAt = signedAt + expires * 1000;
  if (now > expiresAt) throw expired(expiresAt, now, { "X-Amz-Expires": expires });
  checkSignedHeaders(query.get("X-Amz-SignedHeaders") ?? "", headerNames);
}

function checkCredential(credential: string): void {
  if (/^.+\/\d{8}\/[^/]*\/[^/]+\/aws4_request$/.test(credential)) return;
  const form = "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request";
  throw badParameters(
    `Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "${form}".`,
  );
}

/** AWS's public error messages, not recorded. */
function readExpires(text: string): number {
  if (!/^-?\d+$/.test(text)) throw badParameters("X-Amz-Expires should be a number");
  const expires = Number(text);
  if (expires < 0) throw badParameters("X-Amz-Expires must be non-negative");
  if (expires > MAX_EXPIRES) {
    const limit = `the given X-Amz-Expires must be less than ${MAX_EXPIRES} seconds`;
    throw badParameters(`X-Amz-Expires must be less than a week (in seconds); that is, ${limit}`);
  }
  return expires;
}

function checkSignedHeaders(signed: string, headerNames: readonly string[]): void {
  const known = new Set(signed.toLowerCase().split(";"));
  const unsigned = headerNames.filter((name) => name.startsWith("x-amz-") && !known.has(name));
  if (unsigned.length === 0) return;
  const message = "There were headers present in the request which were not signed";
  throw accessDenied(message, { HeadersNotSigned: unsigned.join(", ") });
}

function checkV2(query: URLSearchParams, now: number): void {
  if (V2_PARAMETERS.some((name) => !query.has(name))) {
    throw accessDenied("Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
  }
  const expires = query.get("Expires") ?? "";
  // AWS's public error messages, not recorded.
  if (!/^\d{1,12}$/.test(expires)) throw accessDenied(`Invalid date (should be seconds since epoch): ${expires}`);
  const expiresAt = Number(expires) * 1000;
  if (now > expiresAt) throw expired(expiresAt, now);
}

/** @returns epoch milliseconds of `20260131T120000Z` */
function parseBasicDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given text, the clock is not read
  const epochMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}

function expired(expiresAt: number, now: number, members: ErrorMembers = {}): AwsError {
  const instants = { Expires: seconds(expiresAt), ServerTime: seconds(now) };
  return accessDenied("Request has expired", { ...members, ...instants });
}

function seconds(epochMs: number): string {
  return String(formatInstant("date-time", Math.floor(epochMs / 1000) * 1000));
}

function accessDenied(message: string, members: ErrorMembers = {}): AwsError {
  return new AwsError("AccessDenied", message, { status: 403, members });
}

function badParameters(message: string): AwsError {
  return new AwsError("AuthorizationQueryParametersError", message, { status: 400 });
}
