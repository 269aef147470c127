import type { ListOriginationNumbersRequest, ListOriginationNumbersResult } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/**
 * A local account has bought none.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_ListOriginationNumbers.html
 */
export const listOriginationNumbers: Operation<ListOriginationNumbersRequest, ListOriginationNumbersResult> = () => ({
  PhoneNumbers: [],
});
