interface Asymmetric {
  asymmetricMatch(actual: unknown): boolean;
}

/**
 * Whether `actual` has all that `expected` has: objects may have more members, lists have the same length, a regular expression tests a
 * text, `expect.anything()` and its like decide for themselves.
 */
export function isLike(actual: unknown, expected: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(actual);
  if (expected instanceof RegExp) return typeof actual === "string" && expected.test(actual);
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((each, index) => isLike(actual[index], each))
    );
  }
  if (!isObject(expected)) return Object.is(actual, expected);
  return isObject(actual) && Object.entries(expected).every(([name, value]) => isLike(actual[name], value));
}

/** What JSON would show as an empty object. */
function shownMember(member: unknown): unknown {
  if (member instanceof RegExp) return String(member);
  if (!isAsymmetric(member) || !("toAsymmetricMatcher" in member)) return member;
  return (member as { toAsymmetricMatcher(): string }).toAsymmetricMatcher();
}

function isAsymmetric(value: unknown): value is Asymmetric {
  return isObject(value) && typeof value["asymmetricMatch"] === "function";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A value as a failure shows it. */
export function shown(value: unknown): string {
  if (value instanceof RegExp) return String(value);
  return JSON.stringify(value, (_key, member: unknown) => shownMember(member)) ?? "undefined";
}
