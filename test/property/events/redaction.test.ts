import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedactor } from "../../../events/capture/index.ts";

const redactor = createRedactor({ salt: "test" });

/** Keys and values that rules look at, among any others. */
const key = fc.oneof(
  fc.string(),
  fc.constantFrom("password", "name", "value", "key", "token", "S", "body", "__proto__", "Type", "cookie"),
);
const scalar = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom(
    "anna@mail.example.com",
    "Bearer abcdefghijkl",
    "password=hunter22",
    "4111111111111111",
    '{"password":"hunter22"}',
    Buffer.from("token=hunter22 and more text").toString("base64"),
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { document } = fc.letrec<{ document: unknown }>((tie) => ({
  document: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("document"), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie("document")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

function typesOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typesOf);
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.entries(value).map(([name, member]) => [name, typesOf(member)]);
}

describe("whatever the text", () => {
  test("JSON stays JSON of the same keys and types, in the same white space", () => {
    fc.assert(
      fc.property(document, fc.constantFrom(0, 1, 2, "\t"), (value, space) => {
        const text = JSON.stringify([value], null, space);
        const redacted = redactor.text(text);
        expect(typesOf(JSON.parse(redacted))).toEqual(typesOf(JSON.parse(text)));
        const spaces = (json: string): string => json.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*/gi, "x");
        expect(spaces(redacted)).toBe(spaces(text));
      }),
      { numRuns: 500 },
    );
  });

  test("a secret that is hidden at any depth is gone", () => {
    fc.assert(
      fc.property(document, fc.array(key, { maxLength: 5 }), (value, path) => {
        let inside: unknown = { password: "hunter22-hidden", beside: value };
        for (const [index, name] of path.entries()) {
          // Every other level is JSON in a string.
          inside = { [name]: index % 2 === 0 ? inside : JSON.stringify(inside) };
        }
        expect(redactor.text(JSON.stringify(inside))).not.toContain("hunter22-hidden");
      }),
      { numRuns: 500 },
    );
  });

  test("any other text, and what is no JSON, neither throws nor loses its lines", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (a, b) => {
        const text = `${a}\n{"password": "${b}\n`;
        expect(redactor.text(text).split("\n").length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});
