import { totalVisibilityTimeoutTooLong } from "./errors.ts";
import { VISIBILITY_TIMEOUT_SECONDS } from "./limits.ts";

/**
 * When a message that is hidden anew becomes available: counted from now, but at most 12 hours after it was received.
 *
 * @param visibilityTimeoutSeconds 0 to 43 200
 * @returns epoch milliseconds
 * @throws {AwsError} `InvalidParameterValue` beyond the 12 hours
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export function hiddenUntil(now: number, lastReceivedAt: number, visibilityTimeoutSeconds: number): number {
  const until = now + visibilityTimeoutSeconds * 1000;
  if (until - lastReceivedAt > VISIBILITY_TIMEOUT_SECONDS.max * 1000) {
    throw totalVisibilityTimeoutTooLong(visibilityTimeoutSeconds);
  }
  return until;
}
