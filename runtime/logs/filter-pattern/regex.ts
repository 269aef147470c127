import { FilterPatternError, invalidTerm } from "./pattern-error.ts";
import type { Scanner } from "./scanner.ts";

const DELIMITED = /%(?:[^%\\]|\\.)+%/suy;

/**
 * What AWS lets stand in an expression: letters, digits, some symbols, space, its operators, and escapes of operators and classes.
 * No parentheses, no multi-byte characters.
 */
const SUPPORTED = /^(?:[A-Za-z0-9 :_#=@/;,\-^$?[\]{}|*+.]|\\(?:[dDsSwW]|x[0-9A-Fa-f]{2}|[^A-Za-z0-9]))+$/u;

/**
 * The regular expression between percent signs that comes next.
 *
 * @throws {FilterPatternError} for what AWS's dialect does not have
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/regex-expressions.html
 */
export function takeRegex(scanner: Scanner): RegExp | undefined {
  const found = scanner.match(DELIMITED);
  if (found === undefined) return undefined;
  const source = found.slice(1, -1);
  if (!SUPPORTED.test(source)) throw invalidTerm(found);
  try {
    return new RegExp(toJavaScript(source), "s");
  } catch {
    throw new FilterPatternError(`Invalid regular expression '${source}'`);
  }
}

/** JavaScript has neither `{,3}` nor a space in `{1, 3}`. */
function toJavaScript(source: string): string {
  return source.replace(
    /\{\s*(\d*)\s*,\s*(\d*)\s*\}/gu,
    (_whole, min: string, max: string) => `{${min || "0"},${max}}`,
  );
}
