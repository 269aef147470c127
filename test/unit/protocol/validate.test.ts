import { describe, expect, test } from "vitest";
import { serviceModels } from "../../../runtime/protocol/generated/index.ts";
import { linkModel } from "../../../runtime/protocol/schema.ts";
import type { ConstraintViolation } from "../../../runtime/protocol/service.ts";
import { toRegExp } from "../../../runtime/protocol/constraint-rules.ts";
import { createValidator } from "../../../runtime/protocol/validate.ts";
import type { ServiceModel } from "../../../runtime/protocol/wire-model.ts";

const MODEL: ServiceModel = {
  name: "example",
  serviceId: "Example",
  namespace: "com.example",
  targetPrefix: "Example",
  version: "1",
  protocols: ["awsJson1_0"],
  operations: { Do: { input: "Input" } },
  errors: [],
  shapes: {
    Input: {
      type: "structure",
      members: {
        Name: { type: "string", required: true, length: { min: 1, max: 3 }, pattern: "[a-z]+" },
        Count: { type: "integer", range: { min: 0, max: 10 } },
        Kind: { shape: "Kind" },
        Entries: { shape: "Entries", length: { max: 2 } },
        Labels: { shape: "Labels" },
        Free: { type: "string" },
      },
    },
    Entry: { type: "structure", members: { MessageBody: { type: "string", required: true } } },
    Entries: { type: "list", member: { shape: "Entry" } },
    Labels: { type: "map", key: { type: "string", length: { max: 2 } }, value: { type: "string", length: { max: 2 } } },
    Kind: { type: "enum", values: ["a", "b"] },
  },
};

function violationsOf(input: Record<string, unknown>, unchecked: readonly ConstraintViolation["kind"][] = []) {
  const shape = linkModel(MODEL).operations.get("Do")?.input;
  if (shape === undefined) throw new Error("no input");
  return createValidator(shape, unchecked)(input)?.map(({ kind, member, path, rule }) => [kind, member, path, rule]);
}

describe("constraints of the model", () => {
  test("an input that keeps them has no violations", () => {
    expect(
      violationsOf({ Name: "abc", Count: 10, Kind: "b", Entries: [{ MessageBody: "" }], Labels: { a: "b" } }),
    ).toBeUndefined();
  });

  test.for([
    [{}, ["required", "Name", "name", "Member must not be null"]],
    [{ Name: "" }, ["length", "Name", "name", "Member must have length greater than or equal to 1"]],
    [{ Name: "abcd" }, ["length", "Name", "name", "Member must have length less than or equal to 3"]],
    [{ Name: "A" }, ["pattern", "Name", "name", "Member must satisfy regular expression pattern: [a-z]+"]],
    [{ Name: "a", Count: -1 }, ["range", "Count", "count", "Member must have value greater than or equal to 0"]],
    [{ Name: "a", Count: 11 }, ["range", "Count", "count", "Member must have value less than or equal to 10"]],
    [{ Name: "a", Kind: "c" }, ["enum", "Kind", "kind", "Member must satisfy enum value set: [a, b]"]],
    [
      { Name: "a", Entries: [{ MessageBody: "x" }, {}] },
      ["required", "MessageBody", "entries.2.member.messageBody", "Member must not be null"],
    ],
    [
      { Name: "a", Entries: [{ MessageBody: "1" }, { MessageBody: "2" }, { MessageBody: "3" }] },
      ["length", "Entries", "entries", "Member must have length less than or equal to 2"],
    ],
    [
      { Name: "a", Labels: { abc: "x" } },
      [
        "length",
        "Labels",
        "labels",
        "Map keys must satisfy constraint: [Member must have length less than or equal to 2]",
      ],
    ],
    [
      { Name: "a", Labels: { k: "xyz" } },
      [
        "length",
        "Labels",
        "labels",
        "Map value must satisfy constraint: [Member must have length less than or equal to 2, Member must not be null]",
      ],
    ],
  ] as const)("%j", ([input, violation]) => {
    expect(violationsOf(input)).toContainEqual(violation);
  });

  test("all are listed, in the model's order", () => {
    expect(violationsOf({ Count: 11, Kind: "c" })?.map(([kind]) => kind)).toEqual(["required", "range", "enum"]);
  });

  test("a character outside the basic plane counts once", () => {
    expect(violationsOf({ Name: "\u{1f600}\u{1f600}\u{1f600}" })?.map(([kind]) => kind)).toEqual(["pattern"]);
  });

  test("kinds that a service does not check are not checked", () => {
    expect(violationsOf({ Kind: "c", Count: 11 }, ["required", "enum"])?.map(([kind]) => kind)).toEqual(["range"]);
    expect(violationsOf({}, ["required"])).toBeUndefined();
  });
});

test("every pattern of every model is one that JavaScript can read", () => {
  const quoted = [...serviceModels.values()].flatMap(
    (model) => JSON.stringify(model).match(/"pattern":"(?:[^"\\]|\\.)*"/g) ?? [],
  );
  const patterns = quoted.map((found) => (JSON.parse(`{${found}}`) as { pattern: string }).pattern);
  expect(patterns.length).toBeGreaterThan(10);
  expect(patterns.filter((pattern) => toRegExp(pattern) === undefined)).toEqual([]);
});
