import { AwsError } from "../core/errors.ts";
import type { StsOperations } from "../protocol/generated/sts.ts";
import type { ConstraintViolation, Service } from "../protocol/service.ts";
import { getCallerIdentity } from "./operations/get-caller-identity.ts";

/** The Security Token Service, as far as a local client needs it: who am I. */
export function createStsService(): Service<StsOperations> {
  return { name: "sts", operations: { GetCallerIdentity: getCallerIdentity }, constraintError };
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
function constraintError(violations: readonly [ConstraintViolation, ...ConstraintViolation[]]): AwsError {
  const sentences = violations.map(({ value, path, rule }) => {
    const shown = typeof value === "string" ? `'${value}'` : JSON.stringify(value);
    return `Value ${shown} at '${path}' failed to satisfy constraint: ${rule}`;
  });
  const count = `${violations.length} validation error${violations.length === 1 ? "" : "s"} detected: `;
  return new AwsError("ValidationError", count + sentences.join("; "), { status: 400 });
}
