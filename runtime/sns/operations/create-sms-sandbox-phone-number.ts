import type {
  CreateSMSSandboxPhoneNumberInput,
  CreateSMSSandboxPhoneNumberResult,
} from "../../protocol/generated/sns.ts";
import { checkPhoneNumber } from "../sms.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CreateSMSSandboxPhoneNumber.html */
export const createSmsSandboxPhoneNumber: Operation<
  CreateSMSSandboxPhoneNumberInput,
  CreateSMSSandboxPhoneNumberResult
> = ({ sms }, request, context) => {
  checkPhoneNumber(request.PhoneNumber);
  sms.addSandboxNumber(context, request.PhoneNumber);
  return {};
};
