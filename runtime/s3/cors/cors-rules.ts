import type { CORSRule } from "../../protocol/generated/s3.ts";
import type { CorsRequest } from "../../protocol/service.ts";

/** A rule that fits a request, and which of its origins does. */
export interface CorsMatch {
  readonly rule: CORSRule;
  /** The origin as the rule writes it. */
  readonly allowedOrigin: string;
}

/**
 * The first rule that allows a request.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html "How does Amazon S3 evaluate the CORS configuration on a bucket?"
 */
export function matchCors(rules: readonly CORSRule[], request: CorsRequest): CorsMatch | undefined {
  for (const rule of rules) {
    const allowedOrigin = (rule.AllowedOrigins ?? []).find((origin) => fits(origin, request.origin));
    const allowed = (rule.AllowedHeaders ?? []).map((header) => header.toLowerCase());
    const allowsHeaders = request.requestHeaders.every((name) => allowed.some((header) => fits(header, name)));
    if (allowedOrigin !== undefined && rule.AllowedMethods.includes(request.method) && allowsHeaders) {
      return { rule, allowedOrigin };
    }
  }
  return undefined;
}

/** The headers that a rule adds to an answer. @param requestHeaders of a preflight */
export function corsHeadersOf(
  { rule, allowedOrigin }: CorsMatch,
  { origin, requestHeaders }: CorsRequest,
): Record<string, string> {
  const isForAll = allowedOrigin === "*";
  return {
    "Access-Control-Allow-Origin": isForAll ? "*" : origin,
    "Access-Control-Allow-Methods": rule.AllowedMethods.join(", "),
    ...(requestHeaders.length > 0 && { "Access-Control-Allow-Headers": requestHeaders.join(", ") }),
    ...(rule.ExposeHeaders !== undefined && { "Access-Control-Expose-Headers": rule.ExposeHeaders.join(", ") }),
    ...(rule.MaxAgeSeconds !== undefined && { "Access-Control-Max-Age": String(rule.MaxAgeSeconds) }),
    ...(!isForAll && { "Access-Control-Allow-Credentials": "true" }),
    Vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}

/** A rule's text may have one `*` that stands for anything. */
function fits(pattern: string, text: string): boolean {
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return pattern === text;
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
