import type { GetDataProtectionPolicyInput, GetDataProtectionPolicyResponse } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_GetDataProtectionPolicy.html */
export const getDataProtectionPolicy: Operation<GetDataProtectionPolicyInput, GetDataProtectionPolicyResponse> = (
  { topics },
  request,
  context,
) => ({ DataProtectionPolicy: topics.ofRequest(request.ResourceArn, context, "ResourceArn").dataProtectionPolicy });
