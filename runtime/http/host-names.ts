/** Names that only ever mean this machine. RFC 6761 reserves `localhost` and everything under it. */
const LOCAL_NAMES: readonly string[] = [
  "localhost",
  // LocalStack's public name for 127.0.0.1, which many projects have in their configuration.
  "localhost.localstack.cloud",
];

const HOST_HEADER = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i;
/** All of 127.0.0.0/8 is this machine, and an address cannot be rebound to another as a name can. */
const LOOPBACK_ADDRESS = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

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
  if (LOOPBACK_ADDRESS.test(name) || extraNames.includes(name)) return true;
  return LOCAL_NAMES.some((local) => name === local || name.endsWith(`.${local}`));
}
