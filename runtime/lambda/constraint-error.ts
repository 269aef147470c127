import type { AwsError } from "../core/errors.ts";
import type { ConstraintViolation } from "../protocol/service.ts";
import { validationException } from "./errors.ts";
import { unknownRuntime } from "./runtimes.ts";

/**
 * How Lambda words broken constraints of its model. An unknown runtime has a sentence and a code of its own
 * (recorded 2026-01-12, lambda_api--TestLambdaFunction.create_lambda_exceptions).
 */
export function constraintError(violations: readonly [ConstraintViolation, ...ConstraintViolation[]]): AwsError {
  const [{ member, kind, value }] = violations;
  if (violations.length === 1 && member === "Runtime" && kind === "enum") return unknownRuntime(String(value));
  return validationException(messageOf(violations.toSorted(inAwsOrder)));
}

/** Recorded: the qualifier is told about before the function name. */
function inAwsOrder(one: ConstraintViolation, other: ConstraintViolation): number {
  return Number(one.path === "functionName") - Number(other.path === "functionName");
}

function messageOf(violations: readonly ConstraintViolation[]): string {
  const sentences = violations.map(
    ({ path, value, rule }) => `Value ${shown(value)} at '${path}' failed to satisfy constraint: ${rule}`,
  );
  return `${violations.length} validation error${violations.length === 1 ? "" : "s"} detected: ${sentences.join("; ")}`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return `'${typeof value === "string" ? value : JSON.stringify(value)}'`;
}
