import { AwsError } from "../core/errors.ts";

/** Whose mistake it is; AWS puts it beside the message of nearly every Lambda error. */
const USER = { Type: "User" };

/** @param functionArn as AWS shows it: with a qualifier only where the operation is about one */
export function functionNotFound(functionArn: string): AwsError {
  return resourceNotFound(`Function not found: ${functionArn}`);
}

export function resourceNotFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message, { status: 404, members: USER });
}

/** AWS's sentence for what an operation names and does not exist, where it does not say what (function URLs, policies). */
export function resourceDoesNotExist(): AwsError {
  return resourceNotFound("The resource you requested does not exist.");
}

export function resourceConflict(message: string): AwsError {
  return new AwsError("ResourceConflictException", message, { status: 409, members: USER });
}

export function invalidParameterValue(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message, { status: 400, members: USER });
}

export function preconditionFailed(message: string): AwsError {
  return new AwsError("PreconditionFailedException", message, { status: 412, members: USER });
}

/** Recorded: without `Type`. */
export function validationException(message: string): AwsError {
  return new AwsError("ValidationException", message, { status: 400 });
}

/** What AWS has and this runtime does not: refused by name, never swallowed. The sentence is ours. */
export function notModelled(what: string): AwsError {
  return invalidParameterValue(`${what} is not modelled here.`);
}
