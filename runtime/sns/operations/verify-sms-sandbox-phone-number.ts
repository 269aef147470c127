import type {
  VerifySMSSandboxPhoneNumberInput,
  VerifySMSSandboxPhoneNumberResult,
} from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_VerifySMSSandboxPhoneNumber.html */
export const verifySmsSandboxPhoneNumber: Operation<
  VerifySMSSandboxPhoneNumberInput,
  VerifySMSSandboxPhoneNumberResult
> = ({ sms }, request, context) => {
  sms.verifySandboxNumber(context, request.PhoneNumber, request.OneTimePassword);
  return {};
};
