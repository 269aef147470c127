import type {
  CheckIfPhoneNumberIsOptedOutInput,
  CheckIfPhoneNumberIsOptedOutResponse,
} from "../../protocol/generated/sns.ts";
import { checkPhoneNumber } from "../sms.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CheckIfPhoneNumberIsOptedOut.html */
export const checkIfPhoneNumberIsOptedOut: Operation<
  CheckIfPhoneNumberIsOptedOutInput,
  CheckIfPhoneNumberIsOptedOutResponse
> = ({ sms }, { phoneNumber }, context) => {
  checkPhoneNumber(phoneNumber);
  return { isOptedOut: sms.isOptedOut(context, phoneNumber) };
};
