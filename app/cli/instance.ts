import { nearest, orList } from "../../handlers/nearest.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../../runtime/core/arn.ts";
import { UserError } from "../../runtime/core/errors.ts";

export interface InstanceOptions {
  readonly endpoint?: string;
  readonly port?: number;
}

/** A running instance, as its health answer describes it. */
export interface Instance {
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
}

const DEFAULT_ENDPOINT = "http://127.0.0.1:4566";

/** Where the instance should be: the flags, else `AWS_ENDPOINT_URL`, else the default port. */
export function endpointOf(options: InstanceOptions): string {
  if (options.endpoint !== undefined) return options.endpoint.replace(/\/+$/, "");
  if (options.port !== undefined) return `http://127.0.0.1:${options.port}`;
  return (process.env["AWS_ENDPOINT_URL"] ?? DEFAULT_ENDPOINT).replace(/\/+$/, "");
}

/** @throws {UserError} `NOT_RUNNING` when nothing of ours answers there */
export async function findInstance(options: InstanceOptions): Promise<Instance> {
  const endpoint = endpointOf(options);
  const health = await healthOf(endpoint);
  if (health === undefined) {
    throw new UserError("NOT_RUNNING", `Nothing of lambdaloop answers at ${endpoint}.`, {
      advice: "Start it with `lambdaloop dev`, or name it with --port or --endpoint.",
    });
  }
  return { endpoint, ...health };
}

/** `undefined` when nothing of ours answers. */
export async function healthOf(endpoint: string): Promise<Omit<Instance, "endpoint"> | undefined> {
  try {
    const response = await fetch(`${endpoint}/_lambdaloop/health`);
    const health = (await response.json()) as { region?: unknown; accountId?: unknown };
    if (!response.ok) return undefined;
    return {
      region: typeof health.region === "string" ? health.region : DEFAULT_REGION,
      accountId: typeof health.accountId === "string" ? health.accountId : DEFAULT_ACCOUNT_ID,
    };
  } catch {
    return undefined;
  }
}

/** What to write instead of a name that does not exist. */
export function otherNames(wanted: string, names: readonly string[]): string {
  const near = nearest(wanted, names);
  if (near.length > 0) return `Did you mean ${orList(near)}?`;
  return names.length === 0 ? "There is none." : `There are: ${names.toSorted().join(", ")}.`;
}
