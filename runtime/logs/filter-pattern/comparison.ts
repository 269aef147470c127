import { takeRegex } from "./regex.ts";
import { type Scanner, takeQuoted } from "./scanner.ts";

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** The right side of a comparison. */
export interface Operand {
  /** Text, with `*` for any text; or a regular expression. */
  readonly text: RegExp;
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

function isEqual(value: string | number, { text, number }: Operand): boolean {
  if (typeof value === "number" && number !== undefined) return value === number;
  return text.test(String(value));
}

function takeAny(scanner: Scanner): Operand | undefined {
  const regex = takeRegex(scanner);
  if (regex !== undefined) return { text: regex, number: undefined, isRegex: true };
  const quoted = takeQuoted(scanner);
  if (quoted !== undefined) return { text: withWildcards(quoted), number: undefined, isRegex: false };
  const bare = scanner.match(BARE);
  return bare === undefined ? undefined : { text: withWildcards(bare), number: asNumber(bare), isRegex: false };
}

function asNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

function withWildcards(text: string): RegExp {
  const literal = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&");
  return new RegExp(`^${text.split("*").map(literal).join(".*")}$`, "s");
}
