import { describe, expect, test } from "vitest";
import { compileFilterPolicy, type FilterPolicyScope } from "../../../runtime/core/pattern/filter-policy.ts";

function reasonAgainst(policy: unknown, scope: FilterPolicyScope = "MessageAttributes"): string | undefined {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  const compiled = compileFilterPolicy(text, scope);
  return compiled.kind === "invalid" ? compiled.reason : undefined;
}

const values = (count: number): string[] => Array.from({ length: count }, (_, index) => `value${index}`);

describe("the limits of a filter policy", () => {
  test("150 combinations, one value times the other", () => {
    expect(reasonAgainst({ a: values(15), b: values(10) })).toBeUndefined();
    expect(reasonAgainst({ a: values(151) })).toBe("FilterPolicy: Filter policy is too complex");
    expect(reasonAgainst({ a: values(19), b: values(8) })).toBe("FilterPolicy: Filter policy is too complex");
  });

  test("a nested key counts its depth", () => {
    // 3 x 4 x 2 x 3 = 72, then x 3 = 216: the developer guide's sample.
    const guide = { a: { b: { c: values(4) } }, d: { e: values(3) } };

    expect(reasonAgainst(guide, "MessageBody")).toBeUndefined();
    expect(reasonAgainst({ ...guide, f: values(3) }, "MessageBody")).toBe("FilterPolicy: Filter policy is too complex");
  });

  test("alternatives add up", () => {
    const alternatives = (sources: number, spaces: number): object => ({
      source: values(sources),
      $or: [{ name: values(6) }, { type: values(4), $or: [{ id: values(4) }, { space: values(spaces) }] }],
    });

    // 3x6 + 3x4x4 + 3x4x7 = 150, 4x6 + 4x4x4 + 4x4x4 = 152.
    expect(reasonAgainst(alternatives(3, 7))).toBeUndefined();
    expect(reasonAgainst(alternatives(4, 4))).toBe("FilterPolicy: Filter policy is too complex");
  });

  test("five keys; of nested ones the parents only", () => {
    const keys = (count: number): object => Object.fromEntries(values(count).map((name) => [name, ["x"]]));

    expect(reasonAgainst(keys(5))).toBeUndefined();
    expect(reasonAgainst(keys(6))).toBe("FilterPolicy: Filter policy can not have more than 5 keys");
    expect(reasonAgainst({ a: keys(6) }, "MessageBody")).toBeUndefined();
  });

  test("no nesting for attributes", () => {
    const reason = "Filter policy scope MessageAttributes does not support nested filter policy";

    expect(reasonAgainst({ a: { b: ["x"] } })).toBe(reason);
    expect(reasonAgainst({ $or: [{ a: { b: ["x"] } }, { c: ["x"] }] })).toBe(reason);
  });
});

describe("where a policy is wrong", () => {
  test.each([
    ['{"a":["x"],"b":{"c":[{"prefix":1}]}}', 33],
    ['{ "a" : [ "x" ],\n  "b" : { "c" : [ { "prefix" : 1 } ] } }', 33],
    ['{"a":[{}]}', 9],
    ['{"a":["x",[]]}', 12],
    ['{"a":[{"numeric":[">",12345,"<",1]}]}', 35],
    ['{"a":[{"anything-but":[true]}]}', 28],
    ['{"a":{}}', 8],
  ])("%j: column %i of the text without white space", (policy, column) => {
    expect(reasonAgainst(policy, "MessageBody")).toMatch(new RegExp(`; line: 1, column: ${column}\\]$`));
  });

  test.each([
    ["invalid", "Unrecognized token 'invalid': was expecting (JSON String, Number, Array, Object or token"],
    ["{a}", "Unexpected character ('a' (code 97)): was expecting double-quote to start field name"],
    ['{"a":["x"]', "Unexpected end-of-input"],
  ])("%s is not read at all", (policy, reason) => {
    expect(reasonAgainst(policy)).toContain(`FilterPolicy: failed to parse JSON. ${reason}`);
  });
});
