import type {
  DeleteSMSSandboxPhoneNumberInput,
  DeleteSMSSandboxPhoneNumberResult,
} from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_DeleteSMSSandboxPhoneNumber.html */
export const deleteSmsSandboxPhoneNumber: Operation<
  DeleteSMSSandboxPhoneNumberInput,
  DeleteSMSSandboxPhoneNumberResult
> = ({ sms }, request, context) => {
  sms.deleteSandboxNumber(context, request.PhoneNumber);
  return {};
};
