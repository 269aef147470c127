import { invalidArn } from "./errors.ts";

const POLICY_ARN = /^arn:[\w-]+:iam::(?:\d{12}|aws):policy\/.+$/;

export function isPolicyArn(arn: string): boolean {
  return POLICY_ARN.test(arn);
}

/** @throws {AwsError} `ValidationError` when it names no policy */
export function checkPolicyArn(arn: string): void {
  if (!isPolicyArn(arn)) throw invalidArn(arn);
}
