import { AwsError } from "../core/errors.ts";
import type { ConstraintViolation } from "./service.ts";

/**
 * The error for broken constraints of most services: all of them in one sentence.
 *
 * `3 validation errors detected: Value '…' at 'name' failed to satisfy constraint: …; Value null at 'role' …`
 */
export function validationException(violations: readonly [ConstraintViolation, ...ConstraintViolation[]]): AwsError {
  return new AwsError("ValidationException", validationMessage(violations), { status: 400 });
}

/** The sentence alone, for services that have it under another code. */
export function validationMessage(violations: readonly ConstraintViolation[]): string {
  const noun = violations.length === 1 ? "error" : "errors";
  const parts = violations.map(
    ({ value, path, rule }) => `Value ${valueText(value)} at '${path}' failed to satisfy constraint: ${rule}`,
  );
  return `${violations.length} validation ${noun} detected: ${parts.join("; ")}`;
}

/** `null` has no quotes (recordings). */
function valueText(value: unknown): string {
  return value === null || value === undefined ? "null" : `'${javaText(value)}'`;
}

/** AWS's framework prints values as Java's `toString` does: `[x86_64, arm64]`, `{$LATEST=0.5}`, `2.0`. */
function javaText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(", ")}]`;
  if (value instanceof Uint8Array) return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, content]) => `${key}=${javaText(content)}`);
    return `{${entries.join(", ")}}`;
  }
  return String(value);
}
