import type { DestinationDoors } from "../../../../events/index.ts";
import { AwsError } from "../../../../runtime/core/errors.ts";
import type { AsyncPolicy } from "../../../../runtime/core/ports.ts";

/** Lambda's defaults for one function, which is the only one. Without an ARN: for none. */
export function defaultPolicyOf(only?: string): (functionName: string) => AsyncPolicy {
  return (functionName) => {
    const functionArn = functionName.replace(/:\$LATEST$/, "");
    const qualifiedArn = `${functionArn}:$LATEST`;
    if (functionArn !== only) {
      throw new AwsError("ResourceNotFoundException", `Function not found: ${qualifiedArn}`, { status: 404 });
    }
    const maximumEventAgeInSeconds = 21_600;
    return { functionArn, qualifiedArn, maximumRetryAttempts: 2, maximumEventAgeInSeconds, neverRuns: false };
  };
}

/** Where nothing is ever sent to. */
export const NO_DESTINATIONS: DestinationDoors = {
  sqs: { queueByArn: () => undefined },
  publishToTopic: () => undefined,
  putObject: () => Promise.reject(new AwsError("NoSuchBucket", "The specified bucket does not exist")),
};
