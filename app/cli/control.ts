import { UserError } from "../../runtime/core/errors.ts";
import { findInstance, type InstanceOptions } from "./instance.ts";

/**
 * Asks the control API of a running instance.
 *
 * @param path below `/_lambdaloop/api/`
 * @throws {UserError} `NOT_RUNNING`, and what the instance refuses, with its code
 */
export async function askControl<Answer>(
  path: string,
  query: Readonly<Record<string, string>>,
  options: InstanceOptions,
): Promise<Answer> {
  const { endpoint } = await findInstance(options);
  const response = await fetch(`${endpoint}/_lambdaloop/api/${path}?${new URLSearchParams(query).toString()}`);
  const answer = (await response.json()) as Answer & { code?: string; message?: string; advice?: string };
  if (response.ok) return answer;
  const { code = "REFUSED", message = `The instance answered ${response.status}.`, advice } = answer;
  throw new UserError(code, message, advice === undefined ? {} : { advice });
}
