import { AwsError } from "../core/errors.ts";
import { constraintMessage } from "../protocol/validation-exception.ts";
import type { StsOperations } from "../protocol/generated/sts.ts";
import type { ConstraintViolation, Service } from "../protocol/service.ts";
import { getCallerIdentity } from "./operations/get-caller-identity.ts";

/** The Security Token Service, as far as a local client needs it: who am I. */
export function createStsService(): Service<StsOperations> {
  return { name: "sts", operations: { GetCallerIdentity: getCallerIdentity }, constraintError };
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
function constraintError(violations: readonly [ConstraintViolation, ...ConstraintViolation[]]): AwsError {
  return new AwsError("ValidationError", constraintMessage(violations), { status: 400 });
}
