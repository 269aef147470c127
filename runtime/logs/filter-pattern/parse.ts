import { Budget } from "./budget.ts";
import type { Condition } from "./compound.ts";
import { parseFieldsPattern } from "./fields-pattern.ts";
import { parseJsonPattern } from "./json-pattern.ts";
import { FilterPatternError } from "./pattern-error.ts";
import { parseTerms } from "./terms.ts";

/**
 * Reads a filter pattern: terms, `{ JSON }` or `[space, delimited]`.
 *
 * @returns whether a message matches
 * @throws {FilterPatternError}
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(pattern: string): Condition<string> {
  const text = pattern.trim();
  if (text === "") return () => true;
  if (text.startsWith("{")) return parseJsonPattern(inside(text, "{", "}"), new Budget());
  if (text.startsWith("[")) return parseFieldsPattern(inside(text, "[", "]"), new Budget());
  return parseTerms(text);
}

/** Quoted in public (jorgebastida/awslogs#210). */
function inside(text: string, start: string, end: string): string {
  if (text.length > 1 && text.endsWith(end)) return text.slice(1, -1);
  throw new FilterPatternError(`If a filter pattern starts with '${start}' it must end with '${end}'`);
}
