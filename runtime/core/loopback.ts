/** All of 127.0.0.0/8 is this machine, and an address cannot be rebound to another as a name can. A URL's parser writes every IPv4 spelling so. */
const LOOPBACK_ADDRESS = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** @param name lower case, without port: `127.0.0.1`, `[::1]` */
export function isLoopbackAddress(name: string): boolean {
  return LOOPBACK_ADDRESS.test(name);
}

/** Whether a name is `localhost` or below it, which RFC 6761 reserves for this machine. */
export function isLocalhostName(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost");
}

/** Whether a call to this URL stays on this machine. */
export function isOnLoopback({ hostname }: URL): boolean {
  return isLoopbackAddress(hostname) || isLocalhostName(hostname);
}
