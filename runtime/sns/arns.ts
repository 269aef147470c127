import { invalidParameter } from "./errors.ts";

/**
 * Refuses what has not an ARN's six parts, in AWS's words (recorded).
 *
 * @param parameter as AWS names it: `TopicArn`
 * @returns the parts: `arn`, partition, service, region, account, and the resource's own
 */
export function checkArn(parameter: string, text: string): readonly string[] {
  const parts = text.split(":");
  if (parts.length < 6) {
    throw invalidParameter(`${parameter} Reason: An ARN must have at least 6 elements, not ${parts.length}`);
  }
  return parts;
}
