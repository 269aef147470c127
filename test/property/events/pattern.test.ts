import fc from "fast-check";
import { expect, test } from "vitest";
import { compilePattern } from "../../../runtime/core/pattern/compile.ts";

type Scalar = string | number | boolean | null;
type Json = Scalar | readonly Json[] | { readonly [name: string]: Json };

const name = fc.constantFrom("a", "b", "c");
const scalar: fc.Arbitrary<Scalar> = fc.constantFrom("x", "xy", "y", "", 0, 1, 2, true, false, null);

const { document } = fc.letrec<{ document: Json; value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    tie("document"),
  ),
  document: fc.dictionary(name, tie("value"), { maxKeys: 3 }),
}));

const test1 = fc.oneof(
  scalar,
  fc.record({ prefix: fc.constantFrom("x", "y") }),
  fc.record({ "anything-but": fc.oneof(fc.constantFrom("x", 1), fc.constant(["x", "y"])) }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ numeric: fc.constantFrom([">", 0], [">=", 0, "<", 2], ["=", 1]) }),
);
const key = fc.array(test1, { minLength: 1, maxLength: 2 });

const { pattern } = fc.letrec<{ pattern: object; part: unknown }>((tie) => ({
  part: fc.oneof({ depthSize: "small", withCrossShrink: true }, key, tie("pattern")),
  pattern: fc.oneof(
    { weight: 5, arbitrary: fc.dictionary(name, tie("part"), { minKeys: 1, maxKeys: 3 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.dictionary(name, tie("part"), { minKeys: 1, maxKeys: 2 }),
          fc.dictionary(name, tie("part"), { minKeys: 1 }),
        )
        .map((alternatives) => ({ $or: alternatives })),
    },
  ),
}));

test("the compiled matcher agrees with one that tries every choice of array elements", () => {
  fc.assert(
    fc.property(pattern, document, (wanted, event) => {
      const compiled = compilePattern(wanted);
      if (compiled.kind === "invalid") throw new Error(compiled.reason);

      const expected = naive(wanted, event as object);

      expect(compiled.pattern.matches(event as object)).toBe(expected);
      expect(compiled.pattern.refusal(event as object) === undefined).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test("conditions on objects of an array hold for one element together", () => {
  const field = fc.constantFrom("x", "y", "z");
  const element = fc.record({ b: field, c: field }, { requiredKeys: [] });
  const both = fc.record({ a: fc.array(element, { maxLength: 4 }), d: fc.array(element, { maxLength: 2 }) });
  const part = fc.record({ b: fc.array(field, { minLength: 1, maxLength: 2 }), c: fc.tuple(field) });

  fc.assert(
    fc.property(fc.record({ a: part, d: part }, { requiredKeys: ["a"] }), both, (wanted, event) => {
      const compiled = compilePattern(wanted);
      if (compiled.kind === "invalid") throw new Error(compiled.reason);

      expect(compiled.pattern.matches(event)).toBe(naive(wanted, event));
    }),
    { numRuns: 2000 },
  );
});

/** A flat view of a document in which every array of objects stands for one of its elements. */
type World = ReadonlyMap<string, readonly Scalar[]>;

function naive(wanted: object, event: object): boolean {
  const worlds = worldsOf(event as Json, "");
  const everywhere = new Set(worlds.flatMap((world) => [...world.keys()]));
  return worlds.some((world) => holds(wanted, "", world, everywhere));
}

function worldsOf(value: Json, path: string): World[] {
  if (Array.isArray(value)) return worldsOfArray(value as readonly Json[], path);
  if (typeof value !== "object" || value === null) return [new Map([[path, [value]]])];
  let worlds: World[] = [new Map()];
  for (const [child, inner] of Object.entries(value)) {
    const there = worldsOf(inner, path === "" ? child : `${path}.${child}`);
    worlds = worlds.flatMap((world) => there.map((other) => merge(world, other)));
  }
  return worlds;
}

/** Scalars of the array are seen in every world, its objects one at a time, arrays in it on their own. */
function worldsOfArray(array: readonly Json[], path: string): World[] {
  const scalars = array.filter((element): element is Scalar => typeof element !== "object" || element === null);
  const objects = array.filter((element) => typeof element === "object" && element !== null && !Array.isArray(element));
  const own: World = scalars.length === 0 ? new Map() : new Map([[path, scalars]]);
  let worlds =
    objects.length === 0 ? [own] : objects.flatMap((one) => worldsOf(one, path)).map((one) => merge(own, one));
  for (const inner of array.filter((element) => Array.isArray(element))) {
    const there = worldsOf(inner, path);
    worlds = worlds.flatMap((world) => there.map((other) => merge(world, other)));
  }
  return worlds;
}

function merge(a: World, b: World): World {
  const merged = new Map(a);
  for (const [path, values] of b) merged.set(path, [...(merged.get(path) ?? []), ...values]);
  return merged;
}

function holds(wanted: object, path: string, world: World, everywhere: ReadonlySet<string>): boolean {
  return Object.entries(wanted).every(([child, part]: [string, unknown]) => {
    if (child === "$or") return (part as object[]).some((one) => holds(one, path, world, everywhere));
    const here = path === "" ? child : `${path}.${child}`;
    if (!Array.isArray(part)) return holds(part as object, here, world, everywhere);
    if (!everywhere.has(here)) return part.some((one) => isAbsence(one));
    return (world.get(here) ?? []).some((value) => part.some((one) => passes(one, value)));
  });
}

function isAbsence(one: unknown): boolean {
  return typeof one === "object" && one !== null && "exists" in one && one.exists === false;
}

function passes(one: unknown, value: Scalar): boolean {
  if (typeof one !== "object" || one === null) return one === value;
  if ("prefix" in one) return typeof value === "string" && value.startsWith(String(one.prefix));
  if ("exists" in one) return one.exists === true;
  if ("anything-but" in one) return ![one["anything-but"]].flat().includes(value);
  const [operator, bound, , top] = (one as { numeric: [string, number, string?, number?] }).numeric;
  if (typeof value !== "number") return false;
  if (operator === "=") return value === bound;
  return (operator === ">" ? value > bound : value >= bound) && (top === undefined || value < top);
}
