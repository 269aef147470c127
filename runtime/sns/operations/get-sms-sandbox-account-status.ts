import type {
  GetSMSSandboxAccountStatusInput,
  GetSMSSandboxAccountStatusResult,
} from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/**
 * No local account is in the sandbox: an SMS goes to the local inbox, whatever its number.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_GetSMSSandboxAccountStatus.html
 */
export const getSmsSandboxAccountStatus: Operation<
  GetSMSSandboxAccountStatusInput,
  GetSMSSandboxAccountStatusResult
> = () => ({ IsInSandbox: false });
