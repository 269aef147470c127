import { unreadableJson } from "../unreadable-json.ts";
import { type Pattern, parsePattern } from "./compile.ts";
import { SNS_MESSAGE_BODY } from "./dialect.ts";
import { columnIn } from "./token-position.ts";
import { PatternSyntaxError } from "./value-test.ts";

/** What an SNS filter policy is compared with. */
export type FilterPolicyScope = "MessageAttributes" | "MessageBody";

export type CompiledFilterPolicy =
  | { readonly kind: "valid"; readonly pattern: Pattern }
  /** AWS's sentence behind `Invalid parameter: ` or `Invalid parameter: Attributes Reason: `. */
  | { readonly kind: "invalid"; readonly reason: string };

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

/**
 * Compiles the text of a subscription's filter policy, with SNS's own limits and sentences.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function compileFilterPolicy(text: string, scope: FilterPolicyScope): CompiledFilterPolicy {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return invalid(`failed to parse JSON. ${unreadableJson(text)}`);
  }
  try {
    const pattern = parsePattern(policy, SNS_MESSAGE_BODY);
    const reason = limitReason(policy as Record<string, unknown>, scope);
    return reason === undefined ? { kind: "valid", pattern } : { kind: "invalid", reason };
  } catch (error) {
    if (!(error instanceof PatternSyntaxError)) throw error;
    return invalid(error.message + source(text, error));
  }
}

function invalid(reason: string): CompiledFilterPolicy {
  return { kind: "invalid", reason: `FilterPolicy: ${reason}` };
}

/** Recorded in 2024 with the policy's text; nothing when all was read already (`cidr`). */
function source(text: string, { path, readSoFar }: PatternSyntaxError): string {
  if (readSoFar === "everything") return "";
  // AWS has written the policy anew, without white space, before it looks at it (recorded).
  const compact = text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
  return `\n at [Source: (String)"${compact}"; line: 1, column: ${columnIn(compact, path, readSoFar)}]`;
}

function limitReason(policy: Readonly<Record<string, unknown>>, scope: FilterPolicyScope): string | undefined {
  if (scope === "MessageAttributes" && isNested(policy)) {
    // Recorded without "FilterPolicy: " (sub_filter_policy_nested_property).
    return "Filter policy scope MessageAttributes does not support nested filter policy";
  }
  if (Object.keys(policy).length > MOST_KEYS)
    return `FilterPolicy: Filter policy can not have more than ${MOST_KEYS} keys`;
  return combinations(policy, 1, 1) > MOST_COMBINATIONS ? "FilterPolicy: Filter policy is too complex" : undefined;
}

function isNested(policy: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(policy).some(([name, value]) => {
    if (name === "$or" && Array.isArray(value)) return value.some((one) => isObject(one) && isNested(one));
    return isObject(value);
  });
}

/**
 * The product over all keys of the number of values times the depth of the key; alternatives of `$or` add up.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
function combinations(policy: Readonly<Record<string, unknown>>, depth: number, before: number): number {
  let product = before;
  for (const [name, value] of Object.entries(policy)) {
    if (isObject(value)) product = combinations(value, depth + 1, product);
    else if (Array.isArray(value)) product = ofList(name, value, depth, product);
  }
  return product;
}

function ofList(name: string, list: readonly unknown[], depth: number, before: number): number {
  if (name !== "$or" || list.length < 2 || !list.every((one) => isObject(one))) return before * list.length * depth;
  return list.reduce((sum: number, one) => sum + combinations(one, depth, before), 0);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
