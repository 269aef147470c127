import type {
  ListSMSSandboxPhoneNumbersInput,
  ListSMSSandboxPhoneNumbersResult,
} from "../../protocol/generated/sns.ts";
import { pageOf } from "../paging.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListSMSSandboxPhoneNumbers.html */
export const listSmsSandboxPhoneNumbers: Operation<
  ListSMSSandboxPhoneNumbersInput,
  ListSMSSandboxPhoneNumbersResult
> = ({ sms }, request, context) => {
  const all = sms.sandboxNumbers(context);
  const { items, nextToken } = pageOf(all, ({ phoneNumber }) => phoneNumber, request.NextToken, request.MaxResults);
  const listed = items.map(({ phoneNumber, status }) => ({ PhoneNumber: phoneNumber, Status: status }));
  return { PhoneNumbers: listed, NextToken: nextToken };
};
