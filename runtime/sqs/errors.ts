/**
 * Every answer of SQS that is an error, by name, in AWS's own words.
 *
 * Sentences come from recorded answers (test/fixtures/aws-recordings/sqs) unless a comment says otherwise.
 */
import { AwsError } from "../core/errors.ts";
import type { RequestContext } from "../protocol/service.ts";
import { MAX_NUMBER_OF_MESSAGES, type Range, VISIBILITY_TIMEOUT_SECONDS, WAIT_TIME_SECONDS } from "./limits.ts";

export function invalidParameterValue(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

export function invalidParameter(name: string, value: unknown, reason: string): AwsError {
  return invalidParameterValue(`Value ${String(value)} for parameter ${name} is invalid. Reason: ${reason}`);
}

export function missingParameter(name: string): AwsError {
  return new AwsError("MissingParameter", `The request must contain the parameter ${name}.`);
}

/** The Query protocol kept its old sentence (recorded by others 2024-04-30). */
export function queueDoesNotExist(protocol?: RequestContext["protocol"]): AwsError {
  const suffix = protocol === "awsQuery" ? " for this wsdl version" : "";
  return new AwsError("QueueDoesNotExist", `The specified queue does not exist${suffix}.`);
}

/** Recorded by others for CreateQueue and ListQueues of the Query protocol at a queue's own URL. */
export function notAtQueueUrl(action: string): AwsError {
  return new AwsError("InvalidAction", `The action ${action} is not valid for this endpoint.`);
}

export function queueNameExists(attribute: string): AwsError {
  return new AwsError(
    "QueueNameExists",
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
  );
}

export function queueDeletedRecently(): AwsError {
  return new AwsError(
    "QueueDeletedRecently",
    "You must wait 60 seconds after deleting a queue before you can create another with the same name.",
  );
}

export function purgeQueueInProgress(queueName: string): AwsError {
  return new AwsError(
    "PurgeQueueInProgress",
    `Only one PurgeQueue operation on ${queueName} is allowed every 60 seconds.`,
  );
}

export function unknownAttribute(name: string): AwsError {
  return new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
}

export function invalidAttributeName(message: string): AwsError {
  return new AwsError("InvalidAttributeName", message);
}

export function invalidAttributeValue(name: string, reason?: string): AwsError {
  const suffix = reason === undefined ? "" : ` Reason: ${reason}`;
  return new AwsError("InvalidAttributeValue", `Invalid value for the parameter ${name}.${suffix}`);
}

export function maxNumberOfMessagesOutOfRange(value: number): AwsError {
  const { min, max } = MAX_NUMBER_OF_MESSAGES;
  return invalidParameter("MaxNumberOfMessages", value, `Must be between ${min} and ${max}, if provided.`);
}

export function waitTimeOutOfRange(value: number): AwsError {
  return optionalSecondsOutOfRange("WaitTimeSeconds", value, WAIT_TIME_SECONDS);
}

export function visibilityTimeoutOutOfRange(value: number): AwsError {
  return optionalSecondsOutOfRange("VisibilityTimeout", value, VISIBILITY_TIMEOUT_SECONDS);
}

function optionalSecondsOutOfRange(name: string, value: number, { min, max }: Range): AwsError {
  return invalidParameter(name, value, `Must be >= ${min} and <= ${max}, if provided.`);
}

/** Sentence as AWS clients report it; no recording of ours has it. */
export function delaySecondsOutOfRange(value: number, { min, max }: Range): AwsError {
  return invalidParameter("DelaySeconds", value, `DelaySeconds must be >= ${min} and <= ${max}.`);
}

/** Sentence as AWS clients report it; no recording of ours has it. */
export function totalVisibilityTimeoutTooLong(visibilityTimeoutSeconds: number): AwsError {
  const limit = VISIBILITY_TIMEOUT_SECONDS.max;
  return invalidParameter(
    "VisibilityTimeout",
    visibilityTimeoutSeconds,
    `Total VisibilityTimeout for the message is beyond the limit [${limit} seconds]`,
  );
}

export function notValidForQueueType(name: string, value: unknown): AwsError {
  return invalidParameter(name, value, "The request include parameter that is not valid for this queue type.");
}

export function invalidMessageContents(): AwsError {
  return new AwsError(
    "InvalidMessageContents",
    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
  );
}

export function messageTooLong(maximumMessageSize: number): AwsError {
  return invalidParameterValue(`${SINGLE_PREFIX} Reason: Message must be shorter than ${maximumMessageSize} bytes.`);
}

/** What a failed entry of a batch says for `message`: one sentence begins otherwise there (recorded by others 2024-04-30). */
export function entryMessage(message: string): string {
  return message.startsWith(SINGLE_PREFIX) ? message.replace(SINGLE_PREFIX, ENTRY_PREFIX) : message;
}

const SINGLE_PREFIX = "One or more parameters are invalid.";
const ENTRY_PREFIX = "One or more parameters cannot be validated.";

export function missingDeduplicationId(): AwsError {
  return invalidParameterValue(
    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  );
}

/** For `MessageDeduplicationId` and `MessageGroupId`. */
export function invalidFifoId(name: string, value: string): AwsError {
  return invalidParameter(
    name,
    value,
    `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

export function receiptHandleIsInvalid(receiptHandle: string): AwsError {
  return new AwsError(
    "ReceiptHandleIsInvalid",
    `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`,
  );
}

export function messageNotAvailableForVisibilityChange(receiptHandle: string): AwsError {
  return invalidParameter(
    "ReceiptHandle",
    receiptHandle,
    "Message does not exist or is not available for visibility timeout change.",
  );
}

export function receiptHandleExpired(receiptHandle: string): AwsError {
  return invalidParameter("ReceiptHandle", receiptHandle, "The receipt handle has expired.");
}

/** AWS documents the code, not the sentence. */
export function tooManyInFlight(limit: number): AwsError {
  return new AwsError("OverLimit", `The maximum number of in flight messages (${limit}) is reached.`);
}

export function emptyBatchRequest(entryType: string): AwsError {
  return new AwsError("EmptyBatchRequest", `There should be at least one ${entryType} in the request.`);
}

export function tooManyEntriesInBatchRequest(limit: number, sent: number): AwsError {
  return new AwsError(
    "TooManyEntriesInBatchRequest",
    `Maximum number of entries per request are ${limit}. You have sent ${sent}.`,
  );
}

export function invalidBatchEntryId(): AwsError {
  return new AwsError(
    "InvalidBatchEntryId",
    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
  );
}

export function batchEntryIdsNotDistinct(id: string): AwsError {
  return new AwsError("BatchEntryIdsNotDistinct", `Id ${id} repeated.`);
}

export function batchRequestTooLong(limit: number, sent: number): AwsError {
  return new AwsError(
    "BatchRequestTooLong",
    `Batch requests cannot be longer than ${limit} bytes. You have sent ${sent} bytes.`,
  );
}

export function resourceNotFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message);
}
