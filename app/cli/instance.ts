import { nearest, orList } from "../../handlers/nearest.ts";
import { UserError } from "../../runtime/core/errors.ts";
import type { InstanceHealth } from "../instance-health.ts";
import { healthOf } from "../instance-health.ts";

export interface InstanceOptions {
  readonly endpoint?: string;
  readonly port?: number;
}

/** A running instance. */
export interface Instance extends InstanceHealth {
  readonly endpoint: string;
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

/** What to write instead of a name that does not exist. */
export function otherNames(wanted: string, names: readonly string[]): string {
  const near = nearest(wanted, names);
  if (near.length > 0) return `Did you mean ${orList(near)}?`;
  return names.length === 0 ? "There is none." : `There are: ${names.toSorted().join(", ")}.`;
}
