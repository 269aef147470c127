import { AwsError } from "../runtime/core/errors.ts";

/** Recorded 2025-11-25: test/fixtures/aws-recordings/esm/esm_sqs--esm_with_not_existing_sqs_queue.json */
export function queueDoesNotExist(): AwsError {
  return invalidParameterValue(
    "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.",
  );
}

export function invalidParameterValue(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message, { status: 400, members: { Type: "User" } });
}

/** Quoted by AWS to users who update or delete a mapping that is still being created, updated or deleted. */
export function mappingInUse(verb: "update" | "delete"): AwsError {
  return new AwsError("ResourceInUseException", `Cannot ${verb} the event source mapping because it is in use.`, {
    status: 400,
    members: { Type: "User" },
  });
}

/** Recorded for other resources of Lambda (lambda_api--TestLambdaAlias.*), and what GetEventSourceMapping answers for an unknown UUID. */
export function mappingDoesNotExist(): AwsError {
  return new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", {
    status: 404,
    members: { Type: "User" },
  });
}

/** The same poller loop twice for one queue and function: AWS allows one mapping. */
export function mappingAlreadyExists(eventSourceArn: string, functionName: string, uuid: string): AwsError {
  return new AwsError(
    "ResourceConflictException",
    `An event source mapping with SQS arn (" ${eventSourceArn} ") and function (" ${functionName} ") already exists. Please update or delete the existing mapping with UUID ${uuid}`,
    { status: 409, members: { Type: "User" } },
  );
}

/** Lambda's wording for text longer than its model allows. */
export function tooLong(value: string, path: string, max: number): AwsError {
  return violation(value, path, `Member must have length less than or equal to ${max}`);
}

/** Lambda's wording for a number outside of its model's range. */
export function outOfRange(
  value: number,
  path: string,
  range: { readonly min: number; readonly max: number },
): AwsError {
  const rule =
    value < range.min
      ? `Member must have value greater than or equal to ${range.min}`
      : `Member must have value less than or equal to ${range.max}`;
  return violation(String(value), path, rule);
}

function violation(value: string, path: string, rule: string): AwsError {
  return new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: ${rule}`,
    { status: 400 },
  );
}

/** One line for the journal. */
export function describeFailure(error: unknown): string {
  return error instanceof AwsError ? `${error.code}: ${error.message}` : String(error);
}
