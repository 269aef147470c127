import { boundaryNotAttachable, invalidArn, invalidBoundaryArn } from "./errors.ts";
import type { Policies } from "./policies.ts";

const POLICY_ARN = /^arn:[\w-]+:iam::(?:\d{12}|aws):policy\/.+$/;

/** @throws {AwsError} `ValidationError` when it names no policy */
export function checkPolicyArn(arn: string): void {
  if (!POLICY_ARN.test(arn)) throw invalidArn(arn);
}

/** The ARN of a policy that can be a permissions boundary. @throws {AwsError} `InvalidInput`, `NoSuchEntity` */
export function attachableBoundary(policies: Policies, arn: string): string {
  if (!POLICY_ARN.test(arn)) throw invalidBoundaryArn(arn);
  if (policies.find(arn) === undefined) throw boundaryNotAttachable(arn);
  return arn;
}
