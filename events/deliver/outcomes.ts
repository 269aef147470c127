import type { DeliveryOutcome } from "../../runtime/core/deliver.ts";
import { AwsError } from "../../runtime/core/errors.ts";

/** The target is gone or refuses for good; SNS does not try again. */
export function clientError(reason: string, statusCode?: number): DeliveryOutcome {
  return { kind: "failed", clientError: true, reason, ...(statusCode === undefined ? {} : { statusCode }) };
}

/**
 * The outcome of an error that the target's own door answered with.
 *
 * @throws what is no `AwsError`: a bug of ours
 */
export function refusedBy(error: unknown): DeliveryOutcome {
  if (!(error instanceof AwsError)) throw error;
  return clientError(error.message, error.status ?? 400);
}
