import { WILDCARDS_OF_PATTERN, WILDCARDS_OF_SELECTOR } from "../limits.ts";
import type { Budget } from "./budget.ts";
import { compare, takeOperand, takeOperator } from "./comparison.ts";
import { type Condition, takeCompound } from "./compound.ts";
import { FilterPatternError } from "./pattern-error.ts";
import { Scanner } from "./scanner.ts";

/** One step of a property selector. */
type Step = { readonly kind: "key"; readonly key: string | number } | { readonly kind: "any" };

const KEY = /\.\s*(?:[\p{L}\p{N}_-]+|\*)/uy;
const INDEX = /\.?\[\s*(?:\d+|\*|'[^']*'|"[^"]*")\s*\]/uy;

/**
 * `{ $.eventType = "UpdateTrail" && $.errors[0].code IS NULL }`
 *
 * @param text between the braces
 * @throws {FilterPatternError}
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-json-log-events.html
 */
export function parseJsonPattern(text: string, budget: Budget): Condition<string> {
  const scanner = new Scanner(text);
  let wildcards = 0;
  const holds = takeCompound<unknown>(scanner, () => {
    const steps = takeSelector(scanner);
    wildcards += steps.filter(({ kind }) => kind === "any").length;
    return takeCondition(scanner, steps, budget);
  });
  if (!scanner.isDone) scanner.refuse();
  if (wildcards > WILDCARDS_OF_PATTERN) throw new FilterPatternError("Too many wildcard selectors in the pattern");
  return (message) => {
    const json = parseObject(message);
    return json !== undefined && holds(json);
  };
}

function takeSelector(scanner: Scanner): readonly Step[] {
  if (!scanner.take("$")) scanner.refuse();
  const steps: Step[] = [];
  for (;;) {
    const step = scanner.match(INDEX) ?? scanner.match(KEY);
    if (step === undefined) break;
    steps.push(toStep(step));
  }
  if (steps.length === 0) scanner.refuse();
  if (steps.filter(({ kind }) => kind === "any").length > WILDCARDS_OF_SELECTOR) {
    throw new FilterPatternError("Too many wildcards in a property selector");
  }
  return steps;
}

function toStep(text: string): Step {
  const content = text.replace(/^\.?\s*\[?\s*|\s*\]$/gu, "");
  if (content === "*") return { kind: "any" };
  if (/^["']/u.test(content)) return { kind: "key", key: content.slice(1, -1) };
  return { kind: "key", key: text.includes("[") ? Number(content) : content };
}

const LITERALS = { NULL: null, TRUE: true, FALSE: false } as const;

function takeCondition(scanner: Scanner, steps: readonly Step[], budget: Budget): Condition<unknown> {
  if (scanner.match(/NOT\s+EXISTS\b/uy) !== undefined) return (json) => select(json, steps).length === 0;
  if (scanner.match(/IS\b/uy) !== undefined) {
    const name = scanner.match(/(?:NULL|TRUE|FALSE)\b/uy) ?? scanner.refuse();
    const wanted = LITERALS[name as keyof typeof LITERALS];
    return (json) => select(json, steps).includes(wanted);
  }
  const operator = takeOperator(scanner) ?? scanner.refuse();
  const operand = takeOperand(scanner, operator);
  if (operand.isRegex) budget.useRegex();
  const isOrder = operator !== "=" && operator !== "!=";
  // A property that is missing, an array or an object matches nothing, not even `!=`.
  return (json) =>
    select(json, steps).some((value) =>
      typeof value === "number" || (typeof value === "string" && !isOrder) ? compare(value, operator, operand) : false,
    );
}

function select(json: unknown, steps: readonly Step[]): readonly unknown[] {
  let values: readonly unknown[] = [json];
  for (const step of steps) values = values.flatMap((value) => children(value, step));
  return values;
}

function children(value: unknown, step: Step): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  if (step.kind === "any") return Object.values(value);
  const isIndex = typeof step.key === "number";
  if (isIndex !== Array.isArray(value) || !Object.hasOwn(value, step.key)) return [];
  return [(value as Record<string | number, unknown>)[step.key]];
}

function parseObject(message: string): object | undefined {
  if (!message.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(message) as object;
  } catch {
    return undefined;
  }
}
