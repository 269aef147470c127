import type { AsyncPolicy } from "../core/ports.ts";
import type { InvocationTarget } from "./invocations.ts";
import { LATEST } from "./function-reference.ts";

/** Retries, unless configured. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const RETRY_ATTEMPTS = 2;
/** Six hours, unless configured. */
const EVENT_AGE_SECONDS = 21_600;

/** What decides about asynchronous events of a function, version or alias. */
export function asyncPolicyOf({ record, version, qualifier = LATEST }: InvocationTarget): AsyncPolicy {
  const config = record.eventInvokeConfigs.get(qualifier);
  const deadLetterTargetArn = record.version(version)?.settings.deadLetterTargetArn;
  return {
    functionArn: record.arn,
    qualifiedArn: record.arnOf(qualifier),
    maximumRetryAttempts: config?.maximumRetryAttempts ?? RETRY_ATTEMPTS,
    maximumEventAgeInSeconds: config?.maximumEventAgeInSeconds ?? EVENT_AGE_SECONDS,
    ...(config?.onSuccess === undefined ? {} : { onSuccess: config.onSuccess }),
    ...(config?.onFailure === undefined ? {} : { onFailure: config.onFailure }),
    ...(deadLetterTargetArn === undefined ? {} : { deadLetterTargetArn }),
    neverRuns: record.reservedConcurrency === 0,
  };
}
