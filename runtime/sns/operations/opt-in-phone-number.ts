import type { OptInPhoneNumberInput, OptInPhoneNumberResponse } from "../../protocol/generated/sns.ts";
import { checkPhoneNumber } from "../sms.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_OptInPhoneNumber.html */
export const optInPhoneNumber: Operation<OptInPhoneNumberInput, OptInPhoneNumberResponse> = (
  { sms },
  { phoneNumber },
  context,
) => {
  checkPhoneNumber(phoneNumber);
  sms.optIn(context, phoneNumber);
  return {};
};
