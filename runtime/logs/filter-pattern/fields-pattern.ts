import type { Budget } from "./budget.ts";
import { compare, takeOperand, takeOperator } from "./comparison.ts";
import { type Condition, takeCompound } from "./compound.ts";
import { Scanner } from "./scanner.ts";

/** `undefined` for an ellipsis: any number of fields. */
type Field = Condition<string> | undefined;

const NAME = /[\p{L}\p{N}_-]+/uy;

/**
 * `[ip, user, status_code = 4* || status_code = 5*, ...]`
 *
 * The last field has all that is left of the message, so that `[w1=ERROR, w2]` finds every message whose first word is ERROR,
 * as in AWS's examples; with an ellipsis fields are counted from both ends.
 *
 * @param text between the brackets
 * @throws {FilterPatternError}
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-space-delimited-log-events.html
 */
export function parseFieldsPattern(text: string, budget: Budget): Condition<string> {
  const fields = takeFields(new Scanner(text), budget);
  const gap = fields.indexOf(undefined);
  if (fields.length === 0) return () => true;
  return (message) => {
    const words = wordsOf(message);
    if (gap === -1) return words.length >= fields.length && matchAll(fields, joinRest(words, fields.length));
    const behind = fields.length - gap - 1;
    if (words.length < gap + behind) return false;
    return matchAll(fields.slice(0, gap), words) && matchAll(fields.slice(gap + 1), words.slice(words.length - behind));
  };
}

function takeFields(scanner: Scanner, budget: Budget): readonly Field[] {
  const fields: Field[] = [];
  if (scanner.isDone) return fields;
  do fields.push(takeField(scanner, budget));
  while (scanner.take(","));
  if (!scanner.isDone || fields.filter((field) => field === undefined).length > 1) scanner.refuse();
  return fields;
}

function takeField(scanner: Scanner, budget: Budget): Field {
  if (scanner.take("...")) return undefined;
  if (scanner.isDone || scanner.rest.startsWith(",")) return () => true;
  return takeCompound<string>(scanner, () => {
    if (scanner.match(NAME) === undefined) scanner.refuse();
    const operator = takeOperator(scanner);
    if (operator === undefined) return () => true;
    const operand = takeOperand(scanner, operator);
    if (operand.isRegex) budget.useRegex();
    return (word) => compare(word, operator, operand);
  });
}

function matchAll(fields: readonly Field[], words: readonly string[]): boolean {
  return fields.every((field, index) => field === undefined || field(words[index] ?? ""));
}

function joinRest(words: readonly string[], count: number): readonly string[] {
  return [...words.slice(0, count - 1), words.slice(count - 1).join(" ")];
}

/** "Characters between brackets and double quotation marks are considered single fields." */
function wordsOf(message: string): readonly string[] {
  const words = message.match(/\[[^\]]*\]|"[^"]*"|\S+/gu) ?? [];
  return words.map((word) => (/^(?:\[.*\]|".*")$/su.test(word) && word.length > 1 ? word.slice(1, -1) : word));
}
