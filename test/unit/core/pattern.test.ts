import { describe, expect, test } from "vitest";
import { compilePattern, type Pattern } from "../../../runtime/core/pattern/compile.ts";
import {
  EVENT_SOURCE_MAPPING,
  type PatternDialect,
  SNS_MESSAGE_ATTRIBUTES,
  SNS_MESSAGE_BODY,
} from "../../../runtime/core/pattern/dialect.ts";

function patternOf(pattern: unknown, dialect?: PatternDialect): Pattern {
  const compiled = compilePattern(pattern, dialect);
  if (compiled.kind === "invalid") throw new Error(compiled.reason);
  return compiled.pattern;
}

function reasonFor(pattern: unknown, dialect?: PatternDialect): string {
  const compiled = compilePattern(pattern, dialect);
  return compiled.kind === "invalid" ? compiled.reason : "valid";
}

describe("an operator says what it wanted when it refuses", () => {
  test.each<[string, unknown, unknown, string]>([
    ["a value", ["json"], "csv", '`k` is "csv", wants "json"'],
    ["several values", ["json", 1, null, true], "csv", '`k` is "csv", wants "json" or 1 or null or true'],
    ["prefix", [{ prefix: "order-" }], "x", '`k` is "x", wants prefix "order-"'],
    ["suffix", [{ suffix: ".png" }], "x", '`k` is "x", wants suffix ".png"'],
    [
      "prefix in any case",
      [{ prefix: { "equals-ignore-case": "A" } }],
      "x",
      '`k` is "x", wants prefix "A" in any case',
    ],
    ["equals-ignore-case", [{ "equals-ignore-case": "Yes" }], "no", '`k` is "no", wants "Yes" in any case'],
    ["anything-but", [{ "anything-but": ["a", "b"] }], "a", '`k` is "a", wants anything but "a" or "b"'],
    ["anything-but prefix", [{ "anything-but": { prefix: "a" } }], "ab", '`k` is "ab", wants anything but prefix "a"'],
    ["numeric", [{ numeric: [">", 0, "<=", 5] }], 6, "`k` is 6, wants numeric > 0 and <= 5"],
    ["exists", [{ exists: true }], undefined, "`k` is missing, wants any value"],
    ["exists false", [{ exists: false }], 1, "`k` is 1, wants no such key"],
    ["cidr", [{ cidr: "10.0.0.0/8" }], "11.0.0.1", '`k` is "11.0.0.1", wants an address in 10.0.0.0/8'],
    ["wildcard", [{ wildcard: "a*z" }], "ab", '`k` is "ab", wants wildcard "a*z"'],
    ["a list of values", ["z"], ["a", "b"], '`k` is "a", "b", wants "z"'],
    ["a long list", ["z"], [1, 2, 3, 4, 5, 6, 7], '`k` is 1, 2, 3, 4, 5 and 2 more, wants "z"'],
    ["long text", ["z"], "x".repeat(100), `\`k\` is "${"x".repeat(59)}…, wants "z"`],
  ])("%s", (_, wanted, value, sentence) => {
    expect(patternOf({ k: wanted }).refusal(value === undefined ? {} : { k: value })).toBe(sentence);
  });
});

test("the key that refuses is named with its whole path", () => {
  const pattern = patternOf({ detail: { state: ["ok"], bucket: { name: [{ prefix: "a" }] } } });

  expect(pattern.refusal({ detail: { state: "ok", bucket: { name: "b" } } })).toBe(
    '`detail.bucket.name` is "b", wants prefix "a"',
  );
});

test("when no alternative holds, each tells its own reason", () => {
  const pattern = patternOf({ $or: [{ a: [1] }, { b: [2] }] });

  expect(pattern.refusal({ a: 2 })).toBe("no alternative holds: `a` is 2, wants 1; `b` is missing, wants 2");
});

describe("arrays of objects", () => {
  const pattern = patternOf({ Records: { name: ["a"], size: [{ numeric: [">", 1] }] } });

  test.each<[string, unknown, boolean]>([
    ["one element has both", [{ name: "a", size: 2 }], true],
    [
      "another element has both",
      [
        { name: "b", size: 1 },
        { name: "a", size: 2 },
      ],
      true,
    ],
    [
      "two elements have one each",
      [
        { name: "a", size: 1 },
        { name: "b", size: 2 },
      ],
      false,
    ],
    ["a list in the list", [[{ name: "a", size: 2 }]], true],
    ["an empty list", [], false],
  ])("%s", (_, Records, expected) => {
    expect(pattern.matches({ Records })).toBe(expected);
  });

  test("tell that no element satisfies all keys together", () => {
    const Records = [
      { name: "a", size: 1 },
      { name: "b", size: 2 },
    ];

    expect(pattern.refusal({ Records })).toBe(
      "no single array element satisfies `Records.name` and `Records.size` together",
    );
  });
});

describe("wildcards", () => {
  test.each([
    ["*", "", true],
    ["*", "anything", true],
    ["a*", "a", true],
    ["*a", "ba", true],
    ["a*c", "abbc", true],
    ["a*c", "abcb", false],
    ["a*b*c", "aXbYbZc", true],
    ["a\\*c", "a*c", true],
    ["a\\*c", "abc", false],
    ["a\\\\", "a\\", true],
    ["", "", true],
    ["a", "ab", false],
  ])("%j and %j: %s", (wildcard, text, expected) => {
    expect(patternOf({ k: [{ wildcard }] }).matches({ k: text })).toBe(expected);
  });

  test("take no time that grows with repeated beginnings", () => {
    const pattern = patternOf({ k: [{ wildcard: "*aaaaaaaaaaaaaaaaaaaab" }] });

    expect(pattern.matches({ k: "a".repeat(100_000) })).toBe(false);
  });
});

describe("what no document can do", () => {
  test("exhaust the stack with lists in lists", () => {
    let nested: unknown = ["x"];
    for (let depth = 0; depth < 50_000; depth++) nested = [nested];

    expect(patternOf({ k: ["x"] }).matches({ k: nested as object })).toBe(false);
  });

  test("reach the prototype", () => {
    const pattern = patternOf(
      JSON.parse('{"__proto__":{"toString":[{"exists":true}]},"constructor":[{"exists":true}]}'),
    );

    expect(pattern.matches({})).toBe(false);
    expect(pattern.matches(JSON.parse('{"__proto__":{"toString":1},"constructor":2}') as object)).toBe(true);
  });
});

describe("refused with AWS's reasons", () => {
  test.each<[string, unknown, string]>([
    ["no object", [], "Filter is not an object"],
    ["an empty object", {}, "Empty objects are not allowed"],
    ["an empty nested object", { a: {} }, "Empty objects are not allowed"],
    ["two operators", { a: [{ suffix: "x", prefix: "y" }] }, "Only one key allowed in match expression"],
    ["no operator", { a: [{}] }, "Match expression name not found"],
    ["a list in the list", { a: [["x"]] }, "Match value must be String, number, true, false, or null"],
    ["exists of text", { a: [{ exists: "no" }] }, "exists match pattern must be either true or false."],
    [
      "a mixed anything-but",
      { a: [{ "anything-but": ["x", 1] }] },
      "Inside anything but list, either all values are number or string, mixed type is not supported",
    ],
    ["alternatives that are one", { $or: [{ a: [1] }] }, "Unrecognized match type a"],
    ["a mask beyond the address", { a: [{ cidr: "10.0.0.0/33" }] }, "Malformed CIDR, mask bits must be at most 32"],
    ["a stray backslash", { a: [{ wildcard: "a\\b" }] }, "Invalid escape character at pos 2"],
  ])("%s", (_, pattern, reason) => {
    expect(reasonFor(pattern)).toBe(reason);
  });
});

describe("dialects", () => {
  test.each<[string, unknown, PatternDialect, string]>([
    ["mappings have no cidr", { a: [{ cidr: "10.0.0.0/8" }] }, EVENT_SOURCE_MAPPING, "Unrecognized match type cidr"],
    ["mappings have no wildcard", { a: [{ wildcard: "*" }] }, EVENT_SOURCE_MAPPING, "Unrecognized match type wildcard"],
    ["mappings have $or", { $or: [{ a: [1] }, { b: [1] }] }, EVENT_SOURCE_MAPPING, "valid"],
    [
      "SNS has no anything-but suffix",
      { a: [{ "anything-but": { suffix: "x" } }] },
      SNS_MESSAGE_BODY,
      "Unsupported anything-but pattern: suffix",
    ],
    ["SNS bodies nest", { a: { b: ["x"] } }, SNS_MESSAGE_BODY, "valid"],
    ["SNS attributes do not nest", { a: { b: ["x"] } }, SNS_MESSAGE_ATTRIBUTES, '"a" must be an array'],
  ])("%s", (_, pattern, dialect, reason) => {
    expect(reasonFor(pattern, dialect)).toBe(reason);
  });
});
