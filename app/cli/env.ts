import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION, type Scope } from "../../runtime/core/arn.ts";
import type { InstanceOptions } from "./instance.ts";
import { healthOf } from "../instance-health.ts";
import { endpointOf } from "./instance.ts";

/** Prints exports that bring any AWS SDK and the AWS CLI here. */
export async function env(options: InstanceOptions): Promise<void> {
  const endpoint = endpointOf(options);
  const scope = (await healthOf(endpoint)) ?? { region: DEFAULT_REGION, accountId: DEFAULT_ACCOUNT_ID };
  process.stdout.write(endpointVariables(endpoint, scope));
}

/** The exports as a shell reads them; dummy keys, so that no real ones are ever sent. */
export function endpointVariables(endpoint: string, { region, accountId }: Scope): string {
  const variables = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // A 12-digit access key is the account.
    AWS_ACCESS_KEY_ID: accountId === DEFAULT_ACCOUNT_ID ? "test" : accountId,
    AWS_SECRET_ACCESS_KEY: "test",
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${shellQuoted(value)}`);
  // A session token or profile of the developer's would win over, or be sent with, the dummy keys.
  return [...lines, "unset AWS_SESSION_TOKEN AWS_PROFILE", ""].join("\n");
}

function shellQuoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
