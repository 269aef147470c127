/** A JSON value without parts: all that a pattern can compare. */
export type Scalar = string | number | boolean | null;

/** One condition on the value of a key. */
export interface ValueTest {
  /** What it wants, for people: `"json"`, `prefix "order-"`, `numeric > 0 and <= 5`. */
  readonly wants: string;
  /** Whether it holds when the key has no value at all. */
  readonly holdsWhenAbsent: boolean;
  holds(value: Scalar): boolean;
}

/** A pattern that AWS would refuse; `message` is AWS's reason without what the service puts before it. */
export class PatternSyntaxError extends Error {
  override readonly name: string = "PatternSyntaxError";
}

export function valueTest(wants: string, holds: (value: Scalar) => boolean): ValueTest {
  return { wants, holdsWhenAbsent: false, holds };
}

/** A test of text; other values never hold. */
export function textTest(wants: string, holds: (text: string) => boolean): ValueTest {
  return valueTest(wants, (value) => typeof value === "string" && holds(value));
}
