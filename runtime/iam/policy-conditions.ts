/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS = new Set(
  [
    "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike",
    "NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals",
    "DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals",
    "Bool BinaryEquals IpAddress NotIpAddress ArnEquals ArnLike ArnNotEquals ArnNotLike Null",
  ].flatMap((names) => names.toLowerCase().split(" ")),
);
const DATE = /^\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:z|[+-]\d\d:?\d\d)?)?$/i;
const LARGEST_EPOCH = 2n ** 63n - 1n;

/** `syntax` when a statement's `Condition` is none; `date` when it compares a date with what is no date. */
export function conditionFault(condition: unknown): "syntax" | "date" | undefined {
  if (condition === undefined) return undefined;
  if (!isObject(condition)) return "syntax";
  let fault: "date" | undefined;
  for (const [name, keys] of Object.entries(condition)) {
    if (!isObject(keys)) return "syntax";
    const values = Object.values(keys).flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : [value]));
    const operator = operatorOf(name);
    // An operator that nobody knows is refused only when it has something to compare (recorded).
    if ((operator === undefined && Object.keys(keys).length > 0) || values.some(isStructured)) return "syntax";
    if (operator?.startsWith("date") === true && !values.every(isDate)) fault = "date";
  }
  return fault;
}

/** The operator in lower case without what may stand around it; `undefined` when there is no such. */
function operatorOf(name: string): string | undefined {
  const bare = name
    .replace(/^For(?:AllValues|AnyValue):/i, "")
    .replace(/IfExists$/i, "")
    .toLowerCase();
  return OPERATORS.has(bare) ? bare : undefined;
}

function isDate(value: unknown): boolean {
  const text = String(value);
  if (/^-?\d+$/.test(text)) return BigInt(text) <= LARGEST_EPOCH;
  return DATE.test(text);
}

function isStructured(value: unknown): boolean {
  return typeof value === "object";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
