/** A URL's parser writes every spelling of an IPv4 address in this one. */
const LOOPBACK_ADDRESS = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/**
 * Whether a call to this URL stays on this machine. RFC 6761 reserves `localhost` and every name under it.
 */
export function isOnLoopback({ hostname }: URL): boolean {
  return LOOPBACK_ADDRESS.test(hostname) || hostname === "localhost" || hostname.endsWith(".localhost");
}
