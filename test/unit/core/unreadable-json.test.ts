import fc from "fast-check";
import { expect, test } from "vitest";
import { unreadableJson } from "../../../runtime/core/unreadable-json.ts";

const SOURCE = "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: ";
const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

// The first two are recorded (localstack, test_validate_set_sub_attributes and test_subscribe_invalid_filter_policy); the others are
// the words of the same parser.
test.each([
  [
    "{invalidjson}",
    "Unexpected character ('i' (code 105)): was expecting double-quote to start field name",
    "1, column: 2",
  ],
  ["invalid", `Unrecognized token 'invalid': was expecting ${VALUES}`, "1, column: 8"],
  ["{'a':1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", "1, column: 2"],
  [
    '{"a":["b"],}',
    "Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
    "1, column: 12",
  ],
  [
    '{"a" 1}',
    "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
    "1, column: 6",
  ],
  [
    '{"a":1\n "b":2}',
    "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
    "2, column: 2",
  ],
  ['["a" "b"]', "Unexpected character ('\"' (code 34)): was expecting comma to separate Array entries", "1, column: 6"],
  ['{"a":}', `Unexpected character ('}' (code 125)): expected a valid value ${VALUES}`, "1, column: 6"],
  ['{"a":"b', "Unexpected end-of-input: was expecting closing quote for a string value", "1, column: 8"],
  [
    '{"a":"b\nc"}',
    "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value",
    "1, column: 8",
  ],
  ['{"a\\"b":c}', `Unrecognized token 'c': was expecting ${VALUES}`, "1, column: 10"],
  [
    '{"a":["x"]',
    `Unexpected end-of-input: expected close marker for Object (start marker at ${SOURCE}1, column: 1])`,
    "1, column: 11",
  ],
])("%j", (text, reason, place) => {
  expect(unreadableJson(text)).toBe(`${reason}\n at ${SOURCE}${place}]`);
});

test("nothing at all", () => {
  expect(unreadableJson(" ")).toBe(`No content to map due to end-of-input\n at ${SOURCE}1]`);
});

test("every text has a reason and a place", () => {
  const pieces = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    '"',
    '"a"',
    "1",
    "-",
    "true",
    "nul",
    " ",
    "\n",
    "\\",
    "\t",
  );

  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      expect(unreadableJson(parts.join(""))).toMatch(/^[^\n]+\n at \[Source: .*line: \d+(?:, column: \d+)?\]$/s);
    }),
  );
});
