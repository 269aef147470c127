import type { ListPhoneNumbersOptedOutInput, ListPhoneNumbersOptedOutResponse } from "../../protocol/generated/sns.ts";
import { pageOf } from "../paging.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListPhoneNumbersOptedOut.html */
export const listPhoneNumbersOptedOut: Operation<ListPhoneNumbersOptedOutInput, ListPhoneNumbersOptedOutResponse> = (
  { sms },
  request,
  context,
) => {
  const { items, nextToken } = pageOf(sms.optedOut(context), (phoneNumber) => phoneNumber, request.nextToken);
  return { phoneNumbers: items, nextToken };
};
