import { AwsError } from "../core/errors.ts";
import type { ThrottleReason } from "../core/ports.ts";

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

/** Where an operation takes a version or an alias and the alias is missing. */
export function aliasNotFound(aliasArn: string): AwsError {
  return resourceNotFound(`Cannot find alias arn: ${aliasArn}`);
}

export function resourceConflict(message: string): AwsError {
  return new AwsError("ResourceConflictException", message, { status: 409, members: USER });
}

export function invalidParameterValue(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message, { status: 400, members: USER });
}

/** Recorded for limits of concurrency and for weights: without `Type`. */
export function invalidParameterValueUntyped(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message, { status: 400, members: { Type: undefined } });
}

/** @param source which operation tells the newest one, as AWS advises */
export function preconditionFailed(source: "GetFunction/GetAlias" | "GetPolicy"): AwsError {
  const message = `The Revision Id provided does not match the latest Revision Id. Call the ${source} API to retrieve the latest Revision Id`;
  return new AwsError("PreconditionFailedException", message, { status: 412, members: USER });
}

/** Recorded: without `Type`. */
export function validationException(message: string): AwsError {
  return new AwsError("ValidationException", message, { status: 400 });
}

/** Recorded: the client's error has no message that it could show. */
export function accessDenied(): AwsError {
  return new AwsError("AccessDeniedException", "", { status: 403 });
}

/** Not in the model; the code is what clients see (recorded 2025-11-25, lambda_api--TestLambdaSizeLimits). */
export function requestEntityTooLarge(message: string): AwsError {
  return new AwsError("RequestEntityTooLargeException", message, { status: 413 });
}

export function invalidRequestContent(message: string): AwsError {
  return new AwsError("InvalidRequestContentException", message, { status: 400, members: USER });
}

/** Recorded 2025-11-24, lambda--TestLambdaConcurrency.lambda_concurrency_block. */
export function tooManyRequests(reason: ThrottleReason): AwsError {
  return new AwsError("TooManyRequestsException", "Rate Exceeded.", {
    status: 429,
    members: { Reason: reason, ...USER },
  });
}

/** The sentence is the API reference's. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
export function recursiveInvocation(): AwsError {
  const message =
    "Lambda has detected your function being invoked in a recursive loop with other AWS resources and stopped your function's invocation.";
  return new AwsError("RecursiveInvocationException", message, { status: 400, members: USER });
}

export function provisionedConcurrencyNotFound(): AwsError {
  const message = "No Provisioned Concurrency Config found for this function";
  return new AwsError("ProvisionedConcurrencyConfigNotFoundException", message, { status: 404, members: USER });
}

export function policyLengthExceeded(bytes: number, limit: number): AwsError {
  const message = `The final policy size (${bytes}) is bigger than the limit (${limit}).`;
  return new AwsError("PolicyLengthExceededException", message, { status: 400, members: USER });
}

/** What AWS has and this runtime does not: refused by name, never swallowed. The sentence is ours. */
export function notModelled(what: string): AwsError {
  return invalidParameterValue(`${what} is not modelled here.`);
}
