import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../../../runtime/core/errors.ts";
import { serviceModels } from "../../../../runtime/protocol/generated/index.ts";
import { linkModel } from "../../../../runtime/protocol/schema.ts";
import type { Member, StructureShape } from "../../../../runtime/protocol/schema.ts";
import type { ServiceModel } from "../../../../runtime/protocol/wire-model.ts";
import { structureXml } from "../../../../runtime/protocol/xml.ts";
import { parseXmlBody, readXmlStructure } from "../../../../runtime/protocol/xml-reader.ts";

const schema = linkModel(serviceModels.get("s3") as ServiceModel);

/** All characters that XML 1.0 can hold; the parser makes line feeds of bare carriage returns, which are escaped. */
const text = fc
  .string({ unit: "binary", maxLength: 12 })
  // oxlint-disable-next-line no-control-regex -- those that XML cannot hold
  .map((value) => value.replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, ""));

const SCALARS: Partial<Record<Member["kind"], fc.Arbitrary<unknown>>> = {
  boolean: fc.boolean(),
  integer: fc.integer(),
  long: fc.maxSafeInteger(),
  double: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  blob: fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
  timestamp: fc.integer({ min: 0, max: 4_102_444_800 }).map((seconds) => seconds * 1000),
};

function valuesOf(member: Member, depth: number): fc.Arbitrary<unknown> {
  if (member.kind === "structure") return structuresOf(member.target, depth + 1);
  if (member.kind === "list")
    return fc.array(valuesOf(member.target.element, depth + 1), { minLength: 1, maxLength: 3 });
  if (member.kind === "map") return fc.dictionary(text, text, { maxKeys: 2, noNullPrototype: false });
  return SCALARS[member.kind] ?? text;
}

function structuresOf(shape: StructureShape, depth: number): fc.Arbitrary<object> {
  const members = shape.members.filter(({ kind }) => depth < 5 || kind !== "structure");
  return fc.record(Object.fromEntries(members.map((member) => [member.name, valuesOf(member, depth)])), {
    requiredKeys: [],
  });
}

const documents = [...schema.operations.values()].flatMap(({ name, input, output }) =>
  [input, output].flatMap((shape) => {
    const payload = shape?.members.find(({ traits }) => traits.httpPayload === true);
    return payload?.kind === "structure" ? [[`${name} ${payload.name}`, payload.target] as const] : [];
  }),
);

describe("a document that is written is read again as the same", () => {
  test.for(documents)("%s", ([, shape]) => {
    fc.assert(
      fc.property(structuresOf(shape, 0), (members) => {
        const root = parseXmlBody(Buffer.from(`<Root>${structureXml(shape, { ...members })}</Root>`));
        expect(readXmlStructure(shape, root)).toEqual(members);
      }),
      { numRuns: 15 },
    );
  });
});

test("whatever a document is, it is read or refused", () => {
  const pieces = [
    "<Tagging>",
    "</Tagging>",
    "<TagSet>",
    "</TagSet>",
    "<a/>",
    "&lt;",
    "&#x0;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE a>",
    "<?x?>",
    "a='b'",
    "\u0000",
  ];
  const shape = schema.operations.get("PutBucketTagging")?.input.members.find(({ name }) => name === "Tagging");
  if (shape?.kind !== "structure") throw new Error("The model has no Tagging");
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 }))), (parts) => {
      expect(["read", "MalformedXML"]).toContain(outcomeOf(shape.target, parts.join("")));
    }),
  );
});

function outcomeOf(shape: StructureShape, document: string): string {
  try {
    readXmlStructure(shape, parseXmlBody(Buffer.from(document)));
    return "read";
  } catch (error) {
    return error instanceof AwsError ? error.code : String(error);
  }
}
