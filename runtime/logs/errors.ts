/**
 * Every answer of CloudWatch Logs that is an error, by name.
 *
 * Sentences are those of AWS as recorded in February 2026 by the public suite of LocalStack (tests/aws/services/logs, marked as validated
 * against AWS), unless a comment says otherwise.
 */
import { AwsError } from "../core/errors.ts";
import type { ConstraintViolation } from "../protocol/service.ts";

export function invalidParameter(sentence: string): AwsError {
  return new AwsError("InvalidParameterException", sentence);
}

export function logGroupAlreadyExists(): AwsError {
  return new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
}

export function logStreamAlreadyExists(): AwsError {
  return new AwsError("ResourceAlreadyExistsException", "The specified log stream already exists");
}

export function logGroupDoesNotExist(): AwsError {
  return new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
}

export function logStreamDoesNotExist(): AwsError {
  return new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
}

export function subscriptionFilterDoesNotExist(): AwsError {
  return new AwsError("ResourceNotFoundException", "The specified subscription filter does not exist.");
}

/** In the manner of the subscription filter's; not recorded. */
export function metricFilterDoesNotExist(): AwsError {
  return new AwsError("ResourceNotFoundException", "The specified metric filter does not exist.");
}

/** Recorded for DescribeLogStreams. */
export function nameAndIdentifier(): AwsError {
  return new AwsError("ValidationException", "LogGroup name and LogGroup ARN are mutually exclusive parameters.");
}

/** The model says that one of the two is needed; the sentence is ours. */
export function neitherNameNorIdentifier(): AwsError {
  return invalidParameter("Either LogGroup name or LogGroup identifier must be given.");
}

export function nextTokenInvalid(): AwsError {
  return invalidParameter("The specified nextToken is invalid.");
}

/** DeleteLogGroup has this code since deletion protection came; the sentence is ours. */
export function deletionProtected(): AwsError {
  return new AwsError("ValidationException", "The specified log group has deletion protection enabled.");
}

export function tooManyTags(resourceName: string): AwsError {
  // The sentence is ours; the members are the model's.
  return new AwsError("TooManyTagsException", "The resource can have no more than 50 tags.", {
    members: { resourceName },
  });
}

/**
 * How AWS's front end words constraints of the model: recorded for `limit`. The names of groups and streams have a sentence
 * of their own for being too long.
 */
export function constraintError(violations: readonly [ConstraintViolation, ...ConstraintViolation[]]): AwsError {
  const tooLong = violations.some(
    ({ member, kind, value }) => kind === "length" && NAMES.has(member) && typeof value === "string" && value !== "",
  );
  if (tooLong) {
    return invalidParameter("Invalid LogGroup or LogStream, both must have length less than or equal to 512.");
  }
  const sentences = violations.map(
    ({ path, value, rule }) => `Value ${shown(value)} at '${path}' failed to satisfy constraint: ${rule}`,
  );
  const count = violations.length === 1 ? "1 validation error" : `${violations.length} validation errors`;
  return invalidParameter(`${count} detected: ${sentences.join("; ")}`);
}

const NAMES: ReadonlySet<string> = new Set(["logGroupName", "logStreamName"]);

function shown(value: unknown): string {
  if (value === undefined || value === null) return "null";
  return `'${typeof value === "string" ? value : JSON.stringify(value)}'`;
}
