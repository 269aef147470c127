import type { PutDataProtectionPolicyInput } from "../../protocol/generated/sns.ts";
import { checkDataProtectionPolicy } from "../data-protection.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_PutDataProtectionPolicy.html */
export const putDataProtectionPolicy: Operation<PutDataProtectionPolicyInput, void> = (
  { topics },
  request,
  context,
) => {
  const topic = topics.ofRequest(request.ResourceArn, context, "ResourceArn");
  const policy = checkDataProtectionPolicy(request.DataProtectionPolicy);
  topic.dataProtectionPolicy = policy === "" ? undefined : policy;
};
