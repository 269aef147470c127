import { parseAnythingBut } from "./anything-but.ts";
import { parseCidr } from "./cidr.ts";
import type { PatternDialect } from "./dialect.ts";
import { parseNumeric } from "./numeric.ts";
import { below, PatternSyntaxError, textTest, type ValueTest, valueTest } from "./value-test.ts";
import { parseWildcard } from "./wildcard.ts";

/** One member of a pattern's list: a value to equal, or `{operator: operand}`. */
export function parseMatch(member: unknown, dialect: PatternDialect): ValueTest {
  if (member === null || typeof member === "boolean" || typeof member === "number" || typeof member === "string") {
    return valueTest(JSON.stringify(member), (value) => value === member);
  }
  if (typeof member !== "object" || Array.isArray(member)) {
    throw new PatternSyntaxError("Match value must be String, number, true, false, or null");
  }
  const [entry, second] = Object.entries(member);
  if (entry === undefined) throw new PatternSyntaxError("Match expression name not found", "end");
  const [operator, operand] = entry;
  const test = below(operator, () => {
    if (!dialect.operators.has(operator)) throw new PatternSyntaxError(`Unrecognized match type ${operator}`);
    return parseOperator(operator, operand, dialect);
  });
  if (second !== undefined) {
    throw new PatternSyntaxError("Only one key allowed in match expression", "token", [second[0]]);
  }
  return test;
}

function parseOperator(operator: string, operand: unknown, dialect: PatternDialect): ValueTest {
  switch (operator) {
    case "prefix":
      return parseAffix("prefix", operand, dialect);
    case "suffix":
      return parseAffix("suffix", operand, dialect);
    case "equals-ignore-case": {
      const wanted = textOf(operand, "equals-ignore-case").toLowerCase();
      return textTest(`${JSON.stringify(operand)} in any case`, (text) => text.toLowerCase() === wanted);
    }
    case "anything-but":
      return parseAnythingBut(operand, dialect);
    case "numeric":
      return parseNumeric(operand);
    case "exists":
      return parseExists(operand);
    case "cidr": {
      // AWS says "prefix" here.
      const cidr = textOf(operand, "prefix");
      return textTest(`an address in ${cidr}`, parseCidr(cidr));
    }
    case "wildcard": {
      const wildcard = textOf(operand, "wildcard");
      return textTest(`wildcard ${JSON.stringify(wildcard)}`, parseWildcard(wildcard));
    }
    default:
      throw new PatternSyntaxError(`Unrecognized match type ${operator}`);
  }
}

function parseAffix(operator: "prefix" | "suffix", operand: unknown, dialect: PatternDialect): ValueTest {
  const folded = dialect.ignoreCaseAffixes ? ignoreCaseOperand(operand) : undefined;
  const has = operator === "prefix" ? startsWith : endsWith;
  if (folded !== undefined) {
    const wanted = folded.toLowerCase();
    const wants = `${operator} ${JSON.stringify(folded)} in any case`;
    return textTest(wants, (text) => has(text.toLowerCase(), wanted));
  }
  const wanted = textOf(operand, operator);
  return textTest(`${operator} ${JSON.stringify(wanted)}`, (text) => has(text, wanted));
}

/** The text of `{"equals-ignore-case": text}`. */
function ignoreCaseOperand(operand: unknown): string | undefined {
  if (typeof operand !== "object" || operand === null) return undefined;
  const [entry, ...more] = Object.entries(operand);
  if (entry === undefined || more.length > 0 || entry[0] !== "equals-ignore-case") return undefined;
  return typeof entry[1] === "string" ? entry[1] : undefined;
}

function parseExists(operand: unknown): ValueTest {
  if (typeof operand !== "boolean") {
    throw new PatternSyntaxError("exists match pattern must be either true or false.");
  }
  return operand
    ? valueTest("any value", () => true)
    : { wants: "no such key", holdsWhenAbsent: true, holds: () => false };
}

function textOf(operand: unknown, operator: string): string {
  if (typeof operand !== "string") throw new PatternSyntaxError(`${operator} match pattern must be a string`);
  return operand;
}

function startsWith(text: string, wanted: string): boolean {
  return text.startsWith(wanted);
}

function endsWith(text: string, wanted: string): boolean {
  return text.endsWith(wanted);
}
