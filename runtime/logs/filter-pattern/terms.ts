import type { Condition } from "./compound.ts";
import { invalidTerm } from "./pattern-error.ts";
import { takeRegex } from "./regex.ts";
import { Scanner, takeQuoted } from "./scanner.ts";

/** Anything else must be quoted: "terms that include non-alphanumeric characters". */
const BARE = /[\p{L}\p{N}_]+(?=\s|$)/uy;

/**
 * Terms of an unstructured pattern: all must occur, those with `-` must not; of those with `?` one must, unless there are others,
 * which make AWS ignore them.
 *
 * AWS says that a message must contain "the word". Whether a longer word counts it leaves open; here it does.
 *
 * @throws {FilterPatternError}
 */
export function parseTerms(text: string): Condition<string> {
  const scanner = new Scanner(text);
  const required: Condition<string>[] = [];
  const excluded: Condition<string>[] = [];
  const optional: Condition<string>[] = [];
  while (!scanner.isDone) {
    const list = scanner.take("?") ? optional : scanner.take("-") ? excluded : required;
    list.push(takeTerm(scanner));
  }
  const isOptional = required.length === 0 && excluded.length === 0;
  return (message) =>
    isOptional
      ? optional.some((occurs) => occurs(message))
      : required.every((occurs) => occurs(message)) && !excluded.some((occurs) => occurs(message));
}

function takeTerm(scanner: Scanner): Condition<string> {
  const regex = takeRegex(scanner);
  if (regex !== undefined) return (message) => regex.test(message);
  const phrase = takeQuoted(scanner);
  // Reported for StartLiveTail (DefangLabs/defang#1008).
  if (phrase === "") throw invalidTerm('""');
  // `" "` matches everything, as documented.
  if (phrase?.trim() === "") return () => true;
  const term = phrase ?? scanner.match(BARE) ?? scanner.refuse();
  return (message) => message.includes(term);
}
