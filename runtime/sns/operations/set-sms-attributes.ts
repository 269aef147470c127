import type { SetSMSAttributesInput, SetSMSAttributesResponse } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_SetSMSAttributes.html */
export const setSmsAttributes: Operation<SetSMSAttributesInput, SetSMSAttributesResponse> = (
  { sms },
  request,
  context,
) => {
  sms.setAttributes(context, request.attributes);
  return {};
};
