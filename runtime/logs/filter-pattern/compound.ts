import type { Scanner } from "./scanner.ts";

/** Whether one condition holds for one subject. */
export type Condition<T> = (subject: T) => boolean;

/**
 * Conditions joined with `&&` and `||`, parentheses first, then `&&`, then `||`.
 *
 * @param takeOne reads one condition
 */
export function takeCompound<T>(scanner: Scanner, takeOne: (scanner: Scanner) => Condition<T>): Condition<T> {
  const terms = [takeConjunction(scanner, takeOne)];
  while (scanner.take("||")) terms.push(takeConjunction(scanner, takeOne));
  return terms.length === 1 ? firstOf(terms) : (subject) => terms.some((holds) => holds(subject));
}

function takeConjunction<T>(scanner: Scanner, takeOne: (scanner: Scanner) => Condition<T>): Condition<T> {
  const terms = [takeGroup(scanner, takeOne)];
  while (scanner.take("&&")) terms.push(takeGroup(scanner, takeOne));
  return terms.length === 1 ? firstOf(terms) : (subject) => terms.every((holds) => holds(subject));
}

function takeGroup<T>(scanner: Scanner, takeOne: (scanner: Scanner) => Condition<T>): Condition<T> {
  if (!scanner.take("(")) return takeOne(scanner);
  const condition = takeCompound(scanner, takeOne);
  if (!scanner.take(")")) scanner.refuse();
  return condition;
}

function firstOf<T>([first]: readonly Condition<T>[]): Condition<T> {
  return first ?? (() => true);
}
