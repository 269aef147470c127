import type { GetSMSAttributesInput, GetSMSAttributesResponse } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_GetSMSAttributes.html */
export const getSmsAttributes: Operation<GetSMSAttributesInput, GetSMSAttributesResponse> = (
  { sms },
  request,
  context,
) => ({ attributes: sms.attributes(context, request.attributes) });
