import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import { serviceModels } from "../../../runtime/protocol/generated/index.ts";
import { readScalar, readStructure, writeStructure } from "../../../runtime/protocol/json-codec.ts";
import { compileReader, compileWriter } from "../../../runtime/protocol/json-compiler.ts";
import { linkModel } from "../../../runtime/protocol/schema.ts";
import type { Member, StructureShape } from "../../../runtime/protocol/schema.ts";
import type { ServiceModel } from "../../../runtime/protocol/wire-model.ts";

const structures = [...serviceModels.values()].flatMap((model) => {
  const { operations } = linkModel(model);
  return [...operations.values()].flatMap(({ input, output }) => (output === undefined ? [input] : [input, output]));
});

/** A model with every kind of member, which SQS and STS together do not have. */
const EVERY_KIND_MODEL: ServiceModel = {
  name: "every",
  serviceId: "Every",
  namespace: "com.example",
  targetPrefix: "Every",
  version: "1",
  protocols: ["awsJson1_0"],
  operations: { Do: { input: "Input" } },
  errors: [],
  shapes: {
    Input: {
      type: "structure",
      members: {
        text: { type: "string" },
        flag: { type: "boolean" },
        count: { type: "integer" },
        big: { type: "long" },
        huge: { type: "bigInteger" },
        exact: { type: "bigDecimal" },
        ratio: { type: "double" },
        bytes: { type: "blob" },
        when: { type: "timestamp" },
        day: { type: "timestamp", timestampFormat: "date-time" },
        free: { type: "document" },
        again: { shape: "Input" },
        many: { shape: "Many" },
        holes: { shape: "Holes" },
        named: { shape: "Named" },
        constructor: { type: "string" } as const,
      },
    },
    Many: { type: "list", member: { shape: "Input" } },
    Holes: { type: "list", sparse: true, member: { type: "string" } },
    Named: { type: "map", key: { type: "string" }, value: { type: "integer" } },
  },
};
const EVERY_KIND = linkModel(EVERY_KIND_MODEL).operations.get("Do")?.input as StructureShape;

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom("__proto__", "constructor", "\ud800"),
);
const anyJson = fc.jsonValue({ maxDepth: 3 });

/** JSON that mostly fits the shape, so that the deep branches are reached, and sometimes does not. */
function jsonFor(shape: StructureShape, depth: number): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(shape.members.map((member) => [member.name, valueFor(member, depth)]));
  const fitting = fc.record(members, { requiredKeys: [] });
  return fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: anyJson });
}

function valueFor(member: Member, depth: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 20, arbitrary: fittingValue(member, depth) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: anyJson },
  );
}

function fittingValue(member: Member, depth: number): fc.Arbitrary<unknown> {
  if (depth === 0) return anyJson;
  if (member.kind === "structure") return jsonFor(member.target, depth - 1);
  if (member.kind === "list") return fc.array(valueFor(member.target.element, depth - 1), { maxLength: 3 });
  if (member.kind === "map") return fc.dictionary(anyText, valueFor(member.target.value, depth - 1), { maxKeys: 3 });
  if (member.kind === "boolean") return fc.boolean();
  if (member.kind === "blob") return fc.base64String();
  if (member.kind === "string" || member.kind === "enum" || member.kind === "bigDecimal") return anyText;
  if (member.kind === "document") return anyJson;
  return fc.oneof(fc.integer(), fc.double(), fc.constantFrom("NaN", "2026-01-01T00:00:00Z", "x"));
}

/** What a function gives: its value, or the error's code and sentence. */
function outcomeOf(run: () => unknown): unknown {
  try {
    return { value: run() };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { code: error.code, message: error.message };
  }
}

function expectAgreement(shape: StructureShape): void {
  const read = compileReader(shape);
  const write = compileWriter(shape);
  fc.assert(
    fc.property(jsonFor(shape, 4), (json) => {
      const parsed: unknown = JSON.parse(JSON.stringify(json) ?? "null");
      const expected = outcomeOf(() => readStructure(shape, parsed));
      expect(outcomeOf(() => read(parsed))).toEqual(expected);
      if (!("value" in (expected as object))) return;
      const members = readStructure(shape, parsed);
      expect(JSON.parse(write(members))).toEqual(JSON.parse(JSON.stringify(writeStructure(shape, members))));
    }),
    { numRuns: 60 },
  );
}

describe("the compiled JSON codec agrees with the interpreter", () => {
  test("on every operation of every service", () => {
    expect(structures.length).toBeGreaterThan(50);
    for (const shape of structures) expectAgreement(shape);
  });

  test("on every kind of member", () => {
    expect(() => expectAgreement(EVERY_KIND)).not.toThrow();
  });
});

describe("reading JSON", () => {
  const read = compileReader(EVERY_KIND);

  test("unknown members and nulls are left out", () => {
    expect(read({ text: "a", flag: null, other: 1, nested: {} })).toEqual({ text: "a" });
  });

  test("a map's keys are only what was sent, whatever they are called", () => {
    const { named } = read(JSON.parse('{"named":{"__proto__":1,"a":2}}')) as { named: Record<string, number> };
    expect(Object.keys(named)).toEqual(["__proto__", "a"]);
    expect(named["constructor"]).toBeUndefined();
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  });

  test("a member whose name every object inherits counts only when it was sent", () => {
    expect(read({})).toEqual({});
    expect(read(JSON.parse('{"constructor":"x"}'))).toEqual({ constructor: "x" });
  });

  test("timestamps become epoch milliseconds", () => {
    expect(read({ when: 1.5, day: "2026-01-01T00:00:00Z" })).toEqual({ when: 1500, day: 1_767_225_600_000 });
  });

  test.for([1e300, -1e17, 8.64e12 + 1])("%d is no instant", (seconds) => {
    expect(() => read({ when: seconds })).toThrow("can not be converted to a Timestamp");
  });

  test("lists drop nulls unless they are sparse", () => {
    expect(read({ many: [null, { text: "a" }], holes: [null, "b"] })).toEqual({
      many: [{ text: "a" }],
      holes: [null, "b"],
    });
  });

  test.for([
    [{ text: 1 }, "NUMBER_VALUE can not be converted to a String"],
    [{ text: 1.5 }, "DECIMAL_VALUE can not be converted to a String"],
    [{ text: true }, "TRUE_VALUE can not be converted to a String"],
    [{ flag: "x" }, "STRING_VALUE can not be converted to a Boolean"],
    // Seen from SQS: async-aws/aws, issue 1667.
    [{ count: "1" }, "STRING_VALUE can not be converted to an Integer"],
    [{ big: false }, "FALSE_VALUE can not be converted to a Long"],
    [{ bytes: "*" }, "STRING_VALUE can not be converted to a Blob"],
    [{ text: [] }, "Start of list found where not expected"],
    [{ text: {} }, "Start of structure or map found where not expected."],
    [{ many: {} }, "Expected list or null"],
    [{ named: [] }, "Expected map or null"],
    [[], "Expected map or null"],
    ["x", "Expected map or null"],
  ] as const)("%j is refused: %s", ([json, message]) => {
    expect(() => read(json)).toThrow(message);
  });
});

describe("base64", () => {
  const blob: Member = { name: "b", xmlName: "b", traits: {}, kind: "blob" };
  const isRead = (text: string): boolean => "value" in (outcomeOf(() => readScalar(blob, text)) as object);

  test.for(["", "QQ", "QQ==", "QUI", "QUI=", "QUJD", "+/+/"])("%j is some", (text) => {
    expect(isRead(text)).toBe(true);
  });

  test.for(["Q", "QQ=", "QUI==", "QUJD=", "QU JD", "QU==JD", "QU-_", "QUJ\n", "====", "é123"])("%j is none", (text) => {
    expect(isRead(text)).toBe(false);
  });

  test("may be as long as a function's code", () => {
    const text = Buffer.alloc(50 * 1024 * 1024).toString("base64");
    expect((readScalar(blob, text) as Buffer).length).toBe(50 * 1024 * 1024);
  });
});
