import { partitionOf } from "../../core/arn.ts";
import type { GetCallerIdentityRequest, GetCallerIdentityResponse } from "../../protocol/generated/sts.ts";
import type { RequestContext } from "../../protocol/service.ts";

/**
 * Answers for every caller as the account's root user: there are no users or roles here. Needs no permission, as in AWS.
 *
 * The answer is AWS's own for a root user: `UserId` is the account, the ARN ends in `:root` and has no region.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function getCallerIdentity(
  _request: GetCallerIdentityRequest,
  { accountId, region }: RequestContext,
): GetCallerIdentityResponse {
  return { UserId: accountId, Account: accountId, Arn: `arn:${partitionOf(region)}:iam::${accountId}:root` };
}
