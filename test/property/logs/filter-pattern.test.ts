/** Filter patterns against small models of what they mean. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFilterPattern } from "../../../runtime/logs/filter-pattern/parse.ts";
import { FilterPatternError } from "../../../runtime/logs/filter-pattern/pattern-error.ts";

const word = fc.stringMatching(/^[a-c]{1,3}$/);
const words = fc.array(word, { minLength: 1, maxLength: 6 });

test("whatever is written as a pattern is read or refused, never anything else", () => {
  const piece = fc.constantFrom(
    ..."{}[]()%\"'*?-$.,=!<>&| \\ab1".split(""),
    "IS",
    "NULL",
    "NOT EXISTS",
    "&&",
    "||",
    "$.a",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      expect(["boolean", "refused"]).toContain(readingOf(pieces.join("")));
    }),
    { numRuns: 2000 },
  );
});

function readingOf(pattern: string): string {
  try {
    return typeof parseFilterPattern(pattern)('{"a":1}');
  } catch (error) {
    return error instanceof FilterPatternError ? "refused" : String(error);
  }
}

test("terms: all that are required occur, none that is excluded does", () => {
  fc.assert(
    fc.property(words, fc.array(word, { maxLength: 3 }), words, (required, excluded, said) => {
      const message = said.join(" ");
      const pattern = [...required, ...excluded.map((term) => `-${term}`)].join(" ");
      const isMatch =
        required.every((term) => message.includes(term)) && !excluded.some((term) => message.includes(term));
      expect(parseFilterPattern(pattern)(message)).toBe(isMatch);
    }),
  );
});

test("wildcards mean what the regular expression with `.*` means", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ab*]{1,6}$/), fc.stringMatching(/^[ab]{0,8}$/), (wanted, value) => {
      const expression = new RegExp(`^${wanted.replaceAll("*", ".*")}$`);
      expect(parseFilterPattern(`{ $.a = "${wanted}" }`)(JSON.stringify({ a: value }))).toBe(expression.test(value));
    }),
  );
});

test("`&&` binds closer than `||`, and parentheses closest", () => {
  const bit = fc.boolean();
  fc.assert(
    fc.property(bit, bit, bit, (a, b, c) => {
      const message = JSON.stringify({ a, b, c });
      const is = (pattern: string): boolean => parseFilterPattern(`{ ${pattern} }`)(message);
      expect(is("$.a IS TRUE || $.b IS TRUE && $.c IS TRUE")).toBe(a || (b && c));
      expect(is("($.a IS TRUE || $.b IS TRUE) && $.c IS TRUE")).toBe((a || b) && c);
    }),
  );
});
