import { invalidParameter } from "./errors.ts";
import { parseObject } from "./json.ts";
import { DATA_PROTECTION_POLICY_LENGTH } from "./limits.ts";

/**
 * Gives the text of a data protection policy back. It is stored and not applied: messages stay on this machine.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-policies.html
 */
export function checkDataProtectionPolicy(text: string): string {
  if (text === "") return text;
  if (text.length > DATA_PROTECTION_POLICY_LENGTH || parseObject(text) === undefined) {
    throw invalidParameter("DataProtectionPolicy");
  }
  return text;
}
