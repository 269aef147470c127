import type { AwsError } from "../core/errors.ts";
import { validationException } from "../protocol/validation-exception.ts";
import type { ConstraintViolation } from "../protocol/service.ts";
import { unknownRuntime } from "./runtimes.ts";

/**
 * How Lambda words broken constraints of its model. An unknown runtime has a sentence and a code of its own
 * (recorded 2026-01-12, lambda_api--TestLambdaFunction.create_lambda_exceptions).
 */
export function constraintError(violations: readonly [ConstraintViolation, ...ConstraintViolation[]]): AwsError {
  const [{ member, kind, value }] = violations;
  if (violations.length === 1 && member === "Runtime" && kind === "enum") return unknownRuntime(String(value));
  return validationException(violations.toSorted(inAwsOrder));
}

/** Recorded 2025-11-25, lambda_api--TestLambdaFunction.function_name_and_qualifier_validation: the qualifier before the function name. */
function inAwsOrder(one: ConstraintViolation, other: ConstraintViolation): number {
  return Number(one.path === "functionName") - Number(other.path === "functionName");
}
