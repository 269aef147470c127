/** The rules of a model's scalars and sizes, in the words of AWS's framework. */
import type { Member } from "./schema.ts";
import type { ConstraintViolation } from "./service.ts";
import type { Traits } from "./wire-model.ts";

export interface Rule {
  readonly kind: ConstraintViolation["kind"];
  readonly sentence: string;
  readonly isKept: (value: unknown) => boolean;
}

export const NOT_NULL = "Member must not be null";

/** What `member`'s own value must be, in the order in which AWS lists the rules of an element. */
export function rulesOf(member: Member): Rule[] {
  const traits: Traits =
    member.kind === "list" || member.kind === "map" ? { ...member.target.traits, ...member.traits } : member.traits;
  const rules: Rule[] = [];
  if (traits.length !== undefined) rules.push(...boundsRules("length", traits.length, String));
  if (traits.range !== undefined) rules.push(...boundsRules("range", traits.range, numberText(member)));
  if (traits.pattern !== undefined) rules.push(...patternRule(traits.pattern));
  if (member.kind === "enum") rules.push(enumRule(member.target.values));
  return rules;
}

type Bounds = NonNullable<Traits["length"]>;

function boundsRules(kind: "length" | "range", { min, max }: Bounds, toText: (bound: number) => string): Rule[] {
  const measure = kind === "length" ? sizeOf : Number;
  const noun = kind === "length" ? "length" : "value";
  const rules: Rule[] = [];
  if (max !== undefined) {
    const sentence = `Member must have ${noun} less than or equal to ${toText(max)}`;
    rules.push({ kind, sentence, isKept: (value) => measure(value) <= max });
  }
  if (min !== undefined) {
    const sentence = `Member must have ${noun} greater than or equal to ${toText(min)}`;
    rules.push({ kind, sentence, isKept: (value) => measure(value) >= min });
  }
  return rules;
}

/** Java prints a double with its point: `1.0` (recordings). */
function numberText({ kind }: Member): (value: number) => string {
  return (value) => (kind === "double" && Number.isInteger(value) ? value.toFixed(1) : String(value));
}

/** Code points of a text, bytes of a blob, elements of a list, entries of a map: Smithy's length. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return lengthInCodePoints(value);
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return Object.keys(value as object).length;
}

function lengthInCodePoints(text: string): number {
  let pairs = 0;
  for (let index = 0; index < text.length - 1; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(index + 1);
      if (next >= 0xdc00 && next < 0xe000) pairs++;
    }
  }
  return text.length - pairs;
}

/** A pattern that JavaScript cannot read is not checked; a test makes sure that there is none. */
function patternRule(pattern: string): Rule[] {
  const expression = toRegExp(pattern);
  if (expression === undefined) return [];
  const sentence = `Member must satisfy regular expression pattern: ${withoutAnchors(pattern)}`;
  return [{ kind: "pattern", sentence, isKept: (value) => expression.test(String(value)) }];
}

/**
 * The published models add `^` and `$` to the patterns that AWS's framework has, which matches whole texts anyway:
 * every pattern in the recordings is the model's without them, also where that leaves half an alternative (`$|kafka://…`).
 */
function withoutAnchors(pattern: string): string {
  return pattern.replace(/^\^/, "").replace(/(?<!\\)\$$/, "");
}

/** Smithy's patterns match anywhere unless anchored; AWS's framework matches the whole text. `undefined` when unreadable. */
export function toRegExp(pattern: string): RegExp | undefined {
  for (const flags of ["su", "s"]) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags);
    } catch {
      // The next flags may read it: some patterns escape characters that Unicode mode does not let one escape.
    }
  }
  return undefined;
}

function enumRule(values: readonly string[]): Rule {
  const known = new Set(values);
  const sentence = `Member must satisfy enum value set: [${values.join(", ")}]`;
  return { kind: "enum", sentence, isKept: (value) => known.has(String(value)) };
}

/**
 * A value as AWS's messages show it, which is as Java prints it, in quotes: `'[x86_64, arm64]'`, `'{2=2.0}'`; `null` bare. What the
 * model calls sensitive is not shown: `Value at 'environment.variables' failed` (https://github.com/trek10inc/serverless-secrets/issues/39).
 */
export function valueText(member: Member, value: unknown): string {
  if (value === null || value === undefined) return "null";
  return isSensitive(member) ? "" : `'${javaText(member, value)}'`;
}

function isSensitive(member: Member): boolean {
  if (member.traits.sensitive === true) return true;
  return (member.kind === "list" || member.kind === "map") && member.target.traits.sensitive === true;
}

function javaText(member: Member, value: unknown): string {
  if (member.kind === "list") {
    return `[${(value as readonly unknown[]).map((element) => javaText(member.target.element, element)).join(", ")}]`;
  }
  if (member.kind === "map") {
    const entries = Object.entries(value as object);
    return `{${entries.map(([key, content]) => `${key}=${javaText(member.target.value, content)}`).join(", ")}}`;
  }
  if (typeof value === "number") return numberText(member)(value);
  if (value instanceof Uint8Array) return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`;
  // How Java prints a structure tells nothing of it; we show what was sent.
  return typeof value === "string" ? value : JSON.stringify(value);
}
