/**
 * What IAM refuses, in AWS's words: those recorded by LocalStack's tests in February 2026 (tests/aws/services/iam) unless a line
 * says otherwise.
 */
import { AwsError } from "../core/errors.ts";
import type { ConstraintViolation } from "../protocol/service.ts";

function noSuchEntity(message: string): AwsError {
  return new AwsError("NoSuchEntityException", message);
}

export function roleNotFound(name: string): AwsError {
  return noSuchEntity(`The role with name ${name} cannot be found.`);
}

export function rolePolicyNotFound(name: string): AwsError {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}

export function userNotFound(name: string): AwsError {
  return noSuchEntity(`The user with name ${name} cannot be found.`);
}

/** Of a policy that is asked for, or detached where it is not attached. */
export function policyNotFound(arn: string): AwsError {
  return noSuchEntity(`Policy ${arn} was not found.`);
}

/** Of a policy that is to be attached. */
export function policyNotAttachable(arn: string): AwsError {
  return noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
}

export function boundaryNotAttachable(arn: string): AwsError {
  return noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
}

export function policyVersionNotFound(arn: string, versionId: string): AwsError {
  return noSuchEntity(`Policy ${arn} version ${versionId} does not exist or is not attachable.`);
}

export function roleAlreadyExists(name: string): AwsError {
  return new AwsError("EntityAlreadyExistsException", `Role with name ${name} already exists.`);
}

export function policyAlreadyExists(name: string): AwsError {
  const message = `A policy called ${name} already exists. Duplicate names are not allowed.`;
  return new AwsError("EntityAlreadyExistsException", message);
}

/** From public reports of AWS's answers. */
export function serviceRoleNameTaken(name: string): AwsError {
  const message = `Service role name ${name} has been taken in this account, please try a different suffix.`;
  return new AwsError("InvalidInputException", message);
}

function deleteConflict(message: string): AwsError {
  return new AwsError("DeleteConflictException", message);
}

export function mustDetachPoliciesFirst(): AwsError {
  return deleteConflict("Cannot delete entity, must detach all policies first.");
}

export function mustDeletePoliciesFirst(): AwsError {
  return deleteConflict("Cannot delete entity, must delete policies first.");
}

/** From public reports of AWS's answers. */
export function policyIsAttached(): AwsError {
  return deleteConflict("Cannot delete a policy attached to entities.");
}

/** From public reports of AWS's answers. */
export function policyHasVersions(): AwsError {
  return deleteConflict(
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. " +
      "The default version is deleted with the policy.",
  );
}

export function cannotDeleteDefaultVersion(): AwsError {
  return deleteConflict("Cannot delete the default version of a policy.");
}

export function malformedPolicyDocument(message: string): AwsError {
  return new AwsError("MalformedPolicyDocumentException", message);
}

export function tooManyVersions(max: number): AwsError {
  const message = `A managed policy can have up to ${max} versions. Before you create a new version, you must delete an existing version.`;
  return new AwsError("LimitExceededException", message);
}

/** @param quota AWS's name for it: `PoliciesPerRole`. The sentence is from public reports of AWS's answers. */
export function quotaExceeded(quota: string, max: number): AwsError {
  return new AwsError("LimitExceededException", `Cannot exceed quota for ${quota}: ${max}`);
}

/** From public reports of AWS's answers. */
export function rolePoliciesTooLarge(maxCharacters: number, roleName: string): AwsError {
  const message = `Maximum policy size of ${maxCharacters} bytes exceeded for role ${roleName}`;
  return new AwsError("LimitExceededException", message);
}

/** Of AttachRolePolicy and its like. */
export function invalidArn(arn: string): AwsError {
  return new AwsError("ValidationError", `ARN ${arn} is not valid.`, { status: 400 });
}

/** Of permissions boundaries. */
export function invalidBoundaryArn(arn: string): AwsError {
  return new AwsError("InvalidInputException", `ARN ${arn} is not valid.`);
}

/** @param addition of roles: that case does not count */
export function duplicateTagKeys(addition: string): AwsError {
  return new AwsError("InvalidInputException", `Duplicate tag keys found.${addition}`);
}

/** From public reports of AWS's answers. */
export function protectedRole(name: string): AwsError {
  const message = `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`;
  return new AwsError("UnmodifiableEntityException", message);
}

/** AWS lets nobody change its own policies; its sentence names the caller's permissions, which there are none of here. */
export function managedByAws(arn: string): AwsError {
  return new AwsError("AccessDenied", `${arn} is an AWS managed policy, which only AWS may change.`, { status: 403 });
}

export function invalidMarker(): AwsError {
  // AWS does not document its words for a Marker that is not its own.
  return new AwsError("ValidationError", "Invalid Marker.", { status: 400 });
}

/** Unlike other services IAM does not repeat the value. That a missing one is still called `null` is not recorded. */
export function constraintError(violations: readonly [ConstraintViolation, ...ConstraintViolation[]]): AwsError {
  const noun = violations.length === 1 ? "error" : "errors";
  const parts = violations.map(({ kind, path, rule }) => {
    return `Value ${kind === "required" ? "null " : ""}at '${path}' failed to satisfy constraint: ${rule}`;
  });
  const message = `${violations.length} validation ${noun} detected: ${parts.join("; ")}`;
  return new AwsError("ValidationError", message, { status: 400 });
}
