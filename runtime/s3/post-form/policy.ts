import { entityTooLarge, invalidPostPolicy, malformedPostPolicy, postTooSmall } from "../errors.ts";

/** A form's policy: what its signer allows. */
export interface PostPolicy {
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly conditions: readonly PolicyCondition[];
}

type PolicyCondition =
  | { readonly kind: "eq" | "starts-with"; readonly field: string; readonly value: string; readonly text: string }
  | { readonly kind: "content-length-range"; readonly min: unknown; readonly max: unknown; readonly text: string };

/**
 * @param encoded base64 of a JSON document
 * @throws {AwsError} `InvalidPolicyDocument`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function readPostPolicy(encoded: string): PostPolicy {
  const document = parseDocument(encoded);
  const { expiration, conditions } = document;
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given text, the clock is not read
  const expiresAt = typeof expiration === "string" ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(expiresAt)) throw malformedPostPolicy("Policy missing expiration.");
  if (!Array.isArray(conditions)) throw malformedPostPolicy("Policy missing conditions.");
  return { expiresAt, conditions: conditions.flatMap((condition: unknown) => readCondition(condition)) };
}

/** Fields that a policy need not mention. */
const FREE_FIELDS: ReadonlySet<string> = new Set([
  "awsaccesskeyid",
  "file",
  "policy",
  "signature",
  "x-amz-signature",
  "bucket",
]);

/**
 * Whether a form is what its policy allows, as far as its fields show it.
 *
 * @param now epoch milliseconds
 * @param values the form's fields by lower-case name, with `bucket`
 * @throws {AwsError} `AccessDenied`
 */
export function checkPostPolicy(policy: PostPolicy, values: ReadonlyMap<string, string>, now: number): void {
  if (policy.expiresAt <= now) throw invalidPostPolicy("Policy expired.");
  const mentioned = new Set<string>();
  for (const condition of policy.conditions) {
    if (condition.kind === "content-length-range") {
      if (!isLimit(condition.min) || !isLimit(condition.max)) throw conditionFailed(condition.text);
      continue;
    }
    mentioned.add(condition.field);
    const value = values.get(condition.field) ?? "";
    const holds = condition.kind === "eq" ? value === condition.value : value.startsWith(condition.value);
    if (!holds) throw conditionFailed(condition.text);
  }
  const extra = [...values.keys()].find(
    (name) => !mentioned.has(name) && !FREE_FIELDS.has(name) && !name.startsWith("x-ignore-"),
  );
  if (extra !== undefined) throw invalidPostPolicy(`Extra input fields: ${extra}`);
}

/** @throws {AwsError} `EntityTooLarge`, `EntityTooSmall` */
export function checkPostSize({ conditions }: PostPolicy, byteLength: number): void {
  for (const condition of conditions) {
    if (condition.kind !== "content-length-range") continue;
    const [min, max] = [Number(condition.min), Number(condition.max)];
    if (byteLength > max) throw entityTooLarge(byteLength, max);
    if (byteLength < min) throw postTooSmall(byteLength, min);
  }
}

function isLimit(value: unknown): boolean {
  return /^\d+$/.test(String(value));
}

function conditionFailed(text: string): Error {
  return invalidPostPolicy(`Policy Condition failed: ${text}`);
}

function parseDocument(encoded: string): { readonly expiration?: unknown; readonly conditions?: unknown } {
  try {
    const document: unknown = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
    if (typeof document === "object" && document !== null) return document;
  } catch {
    // No JSON: answered below.
  }
  throw malformedPostPolicy("Invalid JSON.");
}

/** `{"acl": "private"}` or `["starts-with", "$key", "user/"]`; refusals show either as a list with spaces. */
function readCondition(condition: unknown): PolicyCondition[] {
  if (Array.isArray(condition)) {
    const [operator, first, second] = condition as readonly unknown[];
    const text = `[${[operator, first, second].map((part) => JSON.stringify(part)).join(", ")}]`;
    const kind = String(operator).toLowerCase();
    if (kind === "content-length-range") {
      const quoted = `["content-length-range", ${JSON.stringify(String(first))}, ${JSON.stringify(String(second))}]`;
      return [{ kind, min: first, max: second, text: quoted }];
    }
    if (kind === "eq" || kind === "starts-with") {
      return [{ kind, field: String(first).replace(/^\$/, "").toLowerCase(), value: String(second), text }];
    }
    throw malformedPostPolicy(`Invalid condition: unknown operation '${String(operator)}'.`);
  }
  if (typeof condition !== "object" || condition === null) throw malformedPostPolicy("Invalid condition.");
  return Object.entries(condition).map(([name, value]) => {
    const text = `["eq", ${JSON.stringify(`$${name}`)}, ${JSON.stringify(String(value))}]`;
    return { kind: "eq", field: name.toLowerCase(), value: String(value), text };
  });
}
