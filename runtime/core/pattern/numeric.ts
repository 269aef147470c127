import { PatternSyntaxError, type ValueTest, valueTest } from "./value-test.ts";

interface Bound {
  readonly value: number;
  readonly inclusive: boolean;
}

/**
 * `{"numeric": [">", 0, "<=", 5]}`: one comparison, or a lower and then an upper bound.
 * The sentences are recorded (sns_filter_policy--TestSNSFilterPolicyConditions.validate_policy_numeric_operator, event-patterns.json).
 */
export function parseNumeric(list: unknown): ValueTest {
  if (!Array.isArray(list)) throw new PatternSyntaxError("Value of numeric must be an array.");
  const terms: readonly unknown[] = list;
  const [operator] = terms;
  if (typeof operator !== "string") {
    if (terms.length === 0) throw new PatternSyntaxError("Invalid member in numeric match: ]", "end");
    throw new PatternSyntaxError(`Invalid member in numeric match: ${textOf(operator)}`, "token", [0]);
  }
  switch (operator) {
    case "=": {
      const equal = numberOf(terms, 1, "equals");
      expectEnd(terms, 2, "Too many elements in numeric expression");
      return numericTest(`= ${equal}`, (value) => value === equal);
    }
    case "<":
    case "<=": {
      const top = { value: numberOf(terms, 1, operator), inclusive: operator === "<=" };
      expectEnd(terms, 2, "Too many elements in numeric expression");
      return numericTest(`${operator} ${top.value}`, (value) => isBelow(value, top));
    }
    case ">":
    case ">=":
      return parseRange(terms, { value: numberOf(terms, 1, operator), inclusive: operator === ">=" });
    default:
      throw new PatternSyntaxError(`Unrecognized numeric range operator: ${operator}`, "nextToken", [0]);
  }
}

function parseRange(terms: readonly unknown[], bottom: Bound): ValueTest {
  const [lower, , upper] = terms;
  const isAbove = (value: number): boolean => (bottom.inclusive ? value >= bottom.value : value > bottom.value);
  if (terms.length === 2) return numericTest(`${textOf(lower)} ${bottom.value}`, isAbove);
  if (typeof upper !== "string") {
    throw new PatternSyntaxError(`Bad value in numeric range: ${textOf(upper)}`, "token", [2]);
  }
  if (upper !== "<" && upper !== "<=") {
    throw new PatternSyntaxError(`Bad numeric range operator: ${upper}`, "wholeToken", [2]);
  }
  const top = { value: numberOf(terms, 3, upper), inclusive: upper === "<=" };
  expectEnd(terms, 4, "Too many terms in numeric range expression");
  if (bottom.value >= top.value) throw new PatternSyntaxError("Bottom must be less than top", "nextToken", [3]);
  const wants = `${textOf(lower)} ${bottom.value} and ${upper} ${top.value}`;
  return numericTest(wants, (value) => isAbove(value) && isBelow(value, top));
}

function isBelow(value: number, top: Bound): boolean {
  return top.inclusive ? value <= top.value : value < top.value;
}

function numericTest(wants: string, holds: (value: number) => boolean): ValueTest {
  return valueTest(`numeric ${wants}`, (value) => typeof value === "number" && holds(value));
}

function numberOf(terms: readonly unknown[], index: number, operator: string): number {
  const value = terms[index];
  if (typeof value !== "number") {
    // The token behind the operator: a value of another type, or the list's end.
    throw new PatternSyntaxError(`Value of ${operator} must be numeric`, "nextToken", [index - 1]);
  }
  return value;
}

function expectEnd(terms: readonly unknown[], length: number, message: string): void {
  if (terms.length > length) throw new PatternSyntaxError(message, "nextToken", [length - 1]);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
