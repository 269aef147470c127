import { AwsError } from "../core/errors.ts";

/** `Invalid parameter: TopicArn`: what most SNS refusals are. `what` is the parameter with its reason, when AWS gives one. */
export function invalidParameter(what: string): AwsError {
  return new AwsError("InvalidParameterException", `Invalid parameter: ${what}`);
}

/** The same code with a sentence of its own. */
export function invalidParameterSentence(sentence: string): AwsError {
  return new AwsError("InvalidParameterException", sentence);
}

/** Recorded as `ParameterValueInvalid`: message attributes. */
export function invalidParameterValue(sentence: string): AwsError {
  return new AwsError("InvalidParameterValueException", sentence);
}

export function topicDoesNotExist(): AwsError {
  return new AwsError("NotFoundException", "Topic does not exist");
}

export function subscriptionDoesNotExist(): AwsError {
  return new AwsError("NotFoundException", "Subscription does not exist");
}

export function platformApplicationDoesNotExist(): AwsError {
  return new AwsError("NotFoundException", "PlatformApplication does not exist");
}

export function endpointDoesNotExist(): AwsError {
  return new AwsError("NotFoundException", "Endpoint does not exist");
}

/** Tags of something that is not there. https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html */
export function resourceDoesNotExist(): AwsError {
  return new AwsError("ResourceNotFoundException", "Resource does not exist");
}

export function endpointDisabled(): AwsError {
  return new AwsError("EndpointDisabledException", "Endpoint is disabled");
}

export function platformApplicationDisabled(): AwsError {
  return new AwsError("PlatformApplicationDisabledException", "Platform application is disabled");
}

/** AWS's code; it does not publish its sentence, this one is ours. */
export function notAuthorized(sentence: string): AwsError {
  return new AwsError("AuthorizationErrorException", sentence);
}

export function invalidState(what: string): AwsError {
  return new AwsError("InvalidStateException", `Invalid state: ${what}`);
}

export function tagLimitExceeded(): AwsError {
  return new AwsError("TagLimitExceededException", "Could not complete request: tag quota of per resource exceeded");
}

export function batchRequestTooLong(): AwsError {
  return new AwsError(
    "BatchRequestTooLongException",
    "The length of all the messages put together is more than the limit.",
  );
}

export function emptyBatchRequest(): AwsError {
  return new AwsError("EmptyBatchRequestException", "The batch request doesn't contain any entries.");
}

export function tooManyEntriesInBatchRequest(): AwsError {
  return new AwsError(
    "TooManyEntriesInBatchRequestException",
    "The batch request contains more entries than permissible.",
  );
}

export function batchEntryIdsNotDistinct(): AwsError {
  return new AwsError(
    "BatchEntryIdsNotDistinctException",
    "Two or more batch entries in the request have the same Id.",
  );
}

export function invalidBatchEntryId(sentence: string): AwsError {
  return new AwsError("InvalidBatchEntryIdException", sentence);
}

/** How AWS's front end words a constraint of the model. */
export function validationError(path: string, value: unknown, rule: string): AwsError {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const shown = value === undefined || value === null ? "null" : `'${text}'`;
  return new AwsError(
    "ValidationError",
    `1 validation error detected: Value ${shown} at '${path}' failed to satisfy constraint: ${rule}`,
  );
}

/** AWS's code; the sentence is ours. */
export function verificationFailed(): AwsError {
  return new AwsError("VerificationException", "The one-time password is not the one that was sent.");
}
