import type { Condition } from "./condition.ts";
import { EVENT_BRIDGE, type PatternDialect } from "./dialect.ts";
import { flatten } from "./flatten.ts";
import { explain, matchesLeaves } from "./match.ts";
import { parseMatch } from "./operators.ts";
import { below, PatternSyntaxError } from "./value-test.ts";

/** A pattern ready to be compared with documents. */
export interface Pattern {
  matches(document: object): boolean;
  /** One sentence with the key that refuses and what it wanted; `undefined` when the document matches. */
  refusal(document: object): string | undefined;
}

export type CompiledPattern =
  | { readonly kind: "valid"; readonly pattern: Pattern }
  /** AWS's reason, without what the service puts before it. */
  | { readonly kind: "invalid"; readonly reason: string };

/**
 * Compiles an event pattern, filter or filter policy, given as parsed JSON.
 *
 * @example
 * const compiled = compilePattern({ detail: { state: [{ "anything-but": "pending" }] } });
 * if (compiled.kind === "valid") compiled.pattern.refusal(event);
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function compilePattern(pattern: unknown, dialect: PatternDialect = EVENT_BRIDGE): CompiledPattern {
  try {
    return { kind: "valid", pattern: parsePattern(pattern, dialect) };
  } catch (error) {
    if (error instanceof PatternSyntaxError) return { kind: "invalid", reason: error.message };
    throw error;
  }
}

/** @throws {PatternSyntaxError} */
export function parsePattern(pattern: unknown, dialect: PatternDialect): Pattern {
  return toPattern(parseRoot(pattern, dialect));
}

function toPattern(conditions: readonly Condition[]): Pattern {
  const wanted = new Set<string>();
  collectPaths(conditions, wanted);
  return {
    matches: (document) => matchesLeaves(conditions, flatten(document, wanted)),
    refusal: (document) => explain(conditions, flatten(document, wanted)),
  };
}

function parseRoot(pattern: unknown, dialect: PatternDialect): readonly Condition[] {
  if (!isObject(pattern)) throw new PatternSyntaxError("Filter is not an object");
  return parseObject(pattern, "", dialect);
}

function parseObject(object: object, path: string, dialect: PatternDialect): readonly Condition[] {
  const entries = Object.entries(object);
  if (entries.length === 0) throw new PatternSyntaxError("Empty objects are not allowed", "end");
  const conditions = entries.flatMap(([name, value]) => below(name, () => parseMember(name, value, path, dialect)));
  return conditions.toSorted(byPath);
}

function parseMember(name: string, value: unknown, path: string, dialect: PatternDialect): readonly Condition[] {
  if (name === "$or" && isAlternatives(value)) return [parseOr(value, path, dialect)];
  const here = path === "" ? name : `${path}.${name}`;
  if (Array.isArray(value)) return [parseKey(value, here, dialect)];
  if (isObject(value) && dialect.nested) return parseObject(value, here, dialect);
  throw new PatternSyntaxError(`"${name}" must be an ${dialect.nested ? "object or an array" : "array"}`);
}

/** Keys of the same array beside each other, so that elements which do not fit are given up before other arrays are tried. */
function byPath(a: Condition, b: Condition): number {
  if (a.kind === "or" || b.kind === "or") return Number(a.kind === "or") - Number(b.kind === "or");
  return a.path < b.path ? -1 : 1;
}

/** AWS takes `$or` for an operator only when it is followed by a list of at least two objects; else it is a key like any other. */
function isAlternatives(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.length > 1 && value.every((one) => isObject(one) && Object.keys(one).length > 0);
}

function parseOr(alternatives: readonly object[], path: string, dialect: PatternDialect): Condition {
  return {
    kind: "or",
    alternatives: alternatives.map((one, index) => below(index, () => parseObject(one, path, dialect))),
  };
}

function parseKey(list: readonly unknown[], path: string, dialect: PatternDialect): Condition {
  if (list.length === 0) throw new PatternSyntaxError("Empty arrays are not allowed", "end");
  return { kind: "key", path, tests: list.map((member, index) => below(index, () => parseMatch(member, dialect))) };
}

/** Every path of the conditions with all its beginnings: `a`, `a.b`, `a.b.c`. */
function collectPaths(conditions: readonly Condition[], paths: Set<string>): void {
  for (const condition of conditions) {
    if (condition.kind === "or") {
      for (const alternative of condition.alternatives) collectPaths(alternative, paths);
      continue;
    }
    const { path } = condition;
    for (let dot = path.indexOf("."); dot >= 0; dot = path.indexOf(".", dot + 1)) paths.add(path.slice(0, dot));
    paths.add(path);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
