import * as z from "zod/mini";
import type { Range } from "../../runtime/sqs/limits.ts";

/** What the parts of a config's schema are made of. Every `error` is what was expected, in words. */

/** Marks the message of an unknown key: the keys that would have been right follow. */
export const KNOWN_KEYS = "known keys: ";

export function strictObject<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodMiniObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? KNOWN_KEYS + Object.keys(shape).join(" ") : "an object"),
  });
}

export function integer({ min, max }: Range, unit = ""): z.ZodMiniNumber {
  const error = `an integer from ${min} to ${max}${unit}`;
  return z.int({ error }).check(z.gte(min, { error }), z.lte(max, { error }));
}

export function oneOf<const Values extends readonly string[]>(
  ...values: Values
): z.ZodMiniEnum<{ [Value in Values[number]]: Value }> {
  return z.enum(values, { error: `one of ${values.map((value) => `"${value}"`).join(", ")}` });
}

export function list<Item extends z.core.$ZodType>(item: Item, what: string): z.ZodMiniArray<Item> {
  return z.array(item, { error: `a list of ${what}` });
}

export function matching(pattern: RegExp, error: string): z.ZodMiniString {
  return z.string({ error }).check(z.regex(pattern, { error }));
}

export const text = z.string({ error: "a string" });
export const flag = z.boolean({ error: "true or false" });
/** A regular expression, or its source as a string (JSON has none). */
export const texts = z.record(text, text, { error: "an object of strings" });

/** A queue's name or ARN. */
export const queueReference = z
  .string({ error: "a queue's name or ARN" })
  .check(z.minLength(1, { error: "a queue's name or ARN" }));

/** A function's name or ARN. */
export const functionReference = z
  .string({ error: "a function's name or ARN" })
  .check(z.minLength(1, { error: "a function's name or ARN" }));

export const topicReference = z
  .string({ error: "a topic's name or ARN" })
  .check(z.minLength(1, { error: "a topic's name or ARN" }));

export function isOne(...values: (string | undefined)[]): boolean {
  return values.filter((value) => value !== undefined).length === 1;
}
