import type { PatternDialect } from "./dialect.ts";
import { below, PatternSyntaxError, type Scalar, type ValueTest, valueTest } from "./value-test.ts";
import { parseWildcard } from "./wildcard.ts";

type TextPredicate = (text: string) => boolean;

/**
 * `anything-but`: a value, a list of values, or a form such as `{"prefix": "init"}`. It holds for any value of the key that is none of
 * these, also for `null`, but not when the key is missing. The sentences are recorded (event-patterns.json, content_anything_*).
 */
export function parseAnythingBut(operand: unknown, dialect: PatternDialect): ValueTest {
  if (typeof operand === "string" || typeof operand === "number") return anythingBut([operand]);
  if (Array.isArray(operand)) return anythingBut(parseValues(operand));
  if (typeof operand === "object" && operand !== null) return parseForm(operand, dialect);
  throw notAValue();
}

function parseValues(list: readonly unknown[]): readonly Scalar[] {
  if (list.length === 0) throw new PatternSyntaxError("Empty arrays are not allowed", "end");
  const values = list.map((value, index) => {
    if (typeof value === "string" || typeof value === "number") return value;
    throw new PatternSyntaxError("Inside anything but list, start|null|boolean is not supported.", "token", [index]);
  });
  if (new Set(values.map((value) => typeof value)).size > 1) {
    throw new PatternSyntaxError(
      "Inside anything but list, either all values are number or string, mixed type is not supported",
    );
  }
  return values;
}

function anythingBut(values: readonly Scalar[]): ValueTest {
  const excluded = new Set(values);
  const wants = `anything but ${values.map((value) => JSON.stringify(value)).join(" or ")}`;
  return valueTest(wants, (value) => !excluded.has(value));
}

function parseForm(operand: object, dialect: PatternDialect): ValueTest {
  const [entry, second] = Object.entries(operand);
  if (entry === undefined) throw notAValue();
  const [form, value] = entry;
  const texts = below(form, () => {
    if (!dialect.anythingButForms.has(form)) throw new PatternSyntaxError(`Unsupported anything-but pattern: ${form}`);
    return parseTexts(form, value, dialect);
  });
  if (second !== undefined) {
    throw new PatternSyntaxError("Only one key allowed in match expression", "token", [second[0]]);
  }
  const predicates = texts.map((text) => predicateOf(form, text));
  const wants = `anything but ${form} ${texts.map((text) => JSON.stringify(text)).join(" or ")}`;
  return valueTest(wants, (tested) => typeof tested !== "string" || !predicates.some((predicate) => predicate(tested)));
}

function parseTexts(form: string, value: unknown, dialect: PatternDialect): readonly string[] {
  if (isObject(value)) throw notAValue();
  if (Array.isArray(value) && !dialect.anythingButFormLists) throw notText(form, dialect);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new PatternSyntaxError("Empty arrays are not allowed", "end");
  return list.map((text) => {
    if (typeof text !== "string") throw notText(form, dialect);
    if (text === "" && isAffix(form)) throw new PatternSyntaxError("Null prefix/suffix not allowed");
    return text;
  });
}

function predicateOf(form: string, wanted: string): TextPredicate {
  switch (form) {
    case "prefix":
      return (text) => text.startsWith(wanted);
    case "suffix":
      return (text) => text.endsWith(wanted);
    case "wildcard":
      return parseWildcard(wanted);
    default: {
      const folded = wanted.toLowerCase();
      return (text) => text.toLowerCase() === folded;
    }
  }
}

function notText(form: string, dialect: PatternDialect): PatternSyntaxError {
  if (form === "equals-ignore-case") {
    return new PatternSyntaxError(
      "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
    );
  }
  // The engine behind dialects without lists has the older sentence, as recorded for SNS.
  const what = isAffix(form) && dialect.anythingButFormLists ? "prefix/suffix" : form;
  return new PatternSyntaxError(`${what} match pattern must be a string`);
}

function notAValue(): PatternSyntaxError {
  return new PatternSyntaxError("Value of anything-but must be an array or single string/number value.");
}

function isAffix(form: string): boolean {
  return form === "prefix" || form === "suffix";
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
