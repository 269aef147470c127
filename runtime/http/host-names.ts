import { isLocalhostName, isLoopbackAddress } from "../core/loopback.ts";

/** LocalStack's public name for 127.0.0.1, which many projects have in their configuration. */
const LOCALSTACK_NAME = "localhost.localstack.cloud";

const HOST_HEADER = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i;

/**
 * Whether a Host header names this machine: a loopback address, `localhost`, or a name under it, which virtual-hosted S3 needs
 * (`bucket.s3.localhost`, `bucket.s3.us-east-1.localhost`, `bucket.localhost`). A web page that rebinds its own name to
 * 127.0.0.1 sends that name, and is refused.
 *
 * `host.docker.internal` is not among them: allow it by name where containers must reach in.
 *
 * @param extraNames further names, lower case, without port
 */
export function isLocalHost(hostHeader: string, extraNames: readonly string[] = []): boolean {
  const name = HOST_HEADER.exec(hostHeader)?.[1]?.toLowerCase().replace(/\.$/, "");
  if (name === undefined) return false;
  if (isLoopbackAddress(name) || isLocalhostName(name) || extraNames.includes(name)) return true;
  return name === LOCALSTACK_NAME || name.endsWith(`.${LOCALSTACK_NAME}`);
}
