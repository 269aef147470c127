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

/**
 * How far AWS's parser had read when it refused a pattern: at the token (of a text only its quote), behind it, one token further, at
 * the end of the object or array, or not reading any more.
 */
export type ReadSoFar = "token" | "wholeToken" | "nextToken" | "end" | "everything";

/** A pattern that AWS would refuse; `message` is AWS's reason without what the service puts before it. */
export class PatternSyntaxError extends Error {
  override readonly name: string = "PatternSyntaxError";
  readonly readSoFar: ReadSoFar;
  /** Names and indexes from the pattern's root to the token; whoever knows a step adds it. */
  readonly path: (string | number)[];

  constructor(message: string, readSoFar: ReadSoFar = "token", path: readonly (string | number)[] = []) {
    super(message);
    this.readSoFar = readSoFar;
    this.path = [...path];
  }
}

/** Parses something below `step`: a refusal inside knows its way. */
export function below<T>(step: string | number, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof PatternSyntaxError) error.path.unshift(step);
    throw error;
  }
}

export function valueTest(wants: string, holds: (value: Scalar) => boolean): ValueTest {
  return { wants, holdsWhenAbsent: false, holds };
}

/** A test of text; other values never hold. */
export function textTest(wants: string, holds: (text: string) => boolean): ValueTest {
  return valueTest(wants, (value) => typeof value === "string" && holds(value));
}
