import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { KeyPath } from "../../../app/config/locate-key.ts";
import { locateKey } from "../../../app/config/locate-key.ts";

describe("a key is found", () => {
  test.each<[string, string, KeyPath, { line: number; column: number; depth: number }]>([
    [
      "after comments that look like code",
      "// a: 1\n/* a: 2 */\nexport default {\n a: 3 };",
      ["a"],
      { line: 4, column: 2, depth: 1 },
    ],
    [
      "beside text that looks like code",
      'const s = "{ a: 1 }";\nexport default { b: `{ a: 1 }`,\na: 2 };',
      ["a"],
      { line: 3, column: 1, depth: 1 },
    ],
    ["in a call", "export default defineConfig({\n  a: { b: 1 },\n});", ["a", "b"], { line: 2, column: 8, depth: 2 }],
    [
      "through a shorthand name",
      "const a = {\n  b: 1 };\nexport default { a };",
      ["a", "b"],
      { line: 2, column: 3, depth: 2 },
    ],
    [
      "through a name with a type",
      "const x: Queues = {\n  b: 1 };\nexport default { a: x };",
      ["a", "b"],
      { line: 2, column: 3, depth: 2 },
    ],
    [
      "after a value with brackets",
      "export default { z: [f({ y: 1 }), (1, 2)],\n a: 1 };",
      ["a"],
      { line: 2, column: 2, depth: 1 },
    ],
    ["with quotes", "export default {\n  'a-b': 1 };", ["a-b"], { line: 2, column: 3, depth: 1 }],
    ["in a list", "export default { a: [1,\n  { b: 1 }] };", ["a", 1, "b"], { line: 2, column: 5, depth: 3 }],
    [
      "as far as it is written out",
      "export default { a: make(),\n c: 1 };",
      ["a", "b"],
      { line: 1, column: 18, depth: 1 },
    ],
    [
      "where names go in a circle",
      "const x = y;\nconst y = x;\nexport default { a: x };",
      ["a", "b"],
      { line: 3, column: 18, depth: 1 },
    ],
  ])("%s", (_what, source, path, place) => {
    expect(locateKey(source, path)).toEqual(place);
  });

  test("or not, when nothing of the path is there", () => {
    expect(locateKey("export default make();", ["a"])).toBeUndefined();
  });

  test("in any JSON document, for every key", () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.integer(),
        fc.stringMatching(/^[ -!#-[\]-~]*$/),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(key, tie("tree"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }), (document) => {
        const source = JSON.stringify(document, undefined, 2);
        for (const path of pathsOf(document)) {
          const place = locateKey(source, path);
          const line = source.split("\n")[(place?.line ?? 0) - 1] ?? "";
          const last = path.at(-1);
          const written = typeof last !== "string" || line.slice((place?.column ?? 0) - 1).startsWith(`"${last}":`);
          expect({ depth: place?.depth, written }).toEqual({ depth: path.length, written: true });
        }
      }),
    );
  });
});

test("any text at all is answered", () => {
  const text = fc.array(
    fc.constantFrom("{", "}", "[", "]", "(", ")", ",", ":", "a", "'", '"', "`", "=", ";", " ", "\n", "//", "const "),
  );
  fc.assert(
    fc.property(text, (parts) => {
      const place = locateKey(parts.join(""), ["a", "a"]);
      expect(place === undefined || place.depth >= 1).toBe(true);
    }),
  );
});

function pathsOf(value: unknown, path: KeyPath = []): KeyPath[] {
  if (typeof value !== "object" || value === null) return [];
  const entries: [PropertyKey, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, child]) => [[...path, key], ...pathsOf(child, [...path, key])]);
}
