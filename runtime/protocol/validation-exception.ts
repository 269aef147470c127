import { AwsError } from "../core/errors.ts";
import type { ConstraintViolation } from "./service.ts";

/**
 * All broken constraints in the one sentence of AWS's framework, for a service's `constraintError`:
 * `2 validation errors detected: Value 'a b' at 'name' failed to satisfy constraint: …; Value null at 'role' failed to satisfy …`
 */
export function constraintMessage(violations: readonly ConstraintViolation[]): string {
  const noun = violations.length === 1 ? "error" : "errors";
  const parts = violations.map(
    ({ valueText, path, rule }) =>
      `Value ${valueText === "" ? "" : `${valueText} `}at '${path}' failed to satisfy constraint: ${rule}`,
  );
  return `${violations.length} validation ${noun} detected: ${parts.join("; ")}`;
}

/** The error that most services make of it. */
export function validationException(violations: readonly ConstraintViolation[]): AwsError {
  return new AwsError("ValidationException", constraintMessage(violations), { status: 400 });
}
