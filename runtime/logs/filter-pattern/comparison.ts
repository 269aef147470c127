import { takeRegex } from "./regex.ts";
import { type Scanner, takeQuoted } from "./scanner.ts";

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** The right side of a comparison. */
export interface Operand {
  /** Whether a text is the operand's, in which `*` is any text; or matches its regular expression. */
  readonly isText: (text: string) => boolean;
  /** When it is written as a number. */
  readonly number: number | undefined;
  readonly isRegex: boolean;
}

const OPERATORS: readonly Operator[] = ["!=", "<=", ">=", "=", "<", ">"];
const BARE = /[^\s"%(),&|[\]{}=<>!]+/uy;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/u;

export function takeOperator(scanner: Scanner): Operator | undefined {
  return OPERATORS.find((operator) => scanner.take(operator));
}

/** @throws {FilterPatternError} when no operand comes next, or one that `operator` cannot have */
export function takeOperand(scanner: Scanner, operator: Operator): Operand {
  const operand = takeAny(scanner) ?? scanner.refuse();
  const isOrder = operator !== "=" && operator !== "!=";
  if (isOrder && operand.number === undefined) scanner.refuse();
  return operand;
}

/** Numbers are compared as numbers, texts as texts. An order holds between numbers only. */
export function compare(value: string | number, operator: Operator, operand: Operand): boolean {
  if (operator === "=") return isEqual(value, operand);
  if (operator === "!=") return !isEqual(value, operand);
  const left = typeof value === "number" ? value : asNumber(value);
  const right = operand.number;
  if (left === undefined || right === undefined) return false;
  if (operator === "<") return left < right;
  if (operator === "<=") return left <= right;
  return operator === ">" ? left > right : left >= right;
}

function isEqual(value: string | number, { isText, number }: Operand): boolean {
  if (typeof value === "number" && number !== undefined) return value === number;
  return isText(String(value));
}

function takeAny(scanner: Scanner): Operand | undefined {
  const regex = takeRegex(scanner);
  if (regex !== undefined) return { isText: (text) => regex.test(text), number: undefined, isRegex: true };
  const quoted = takeQuoted(scanner);
  if (quoted !== undefined) return { isText: withWildcards(quoted), number: undefined, isRegex: false };
  const bare = scanner.match(BARE);
  return bare === undefined ? undefined : { isText: withWildcards(bare), number: asNumber(bare), isRegex: false };
}

function asNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** Not a regular expression: one with many `.*` can take as good as forever to say no. */
function withWildcards(pattern: string): (text: string) => boolean {
  const [start = "", ...others] = pattern.split("*");
  const end = others.pop();
  if (end === undefined) return (text) => text === start;
  return (text) => {
    if (!text.startsWith(start)) return false;
    let at = start.length;
    for (const part of others) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return text.length - end.length >= at && text.endsWith(end);
  };
}
