import { BlockList, isIP } from "node:net";
import { PatternSyntaxError } from "./value-test.ts";

/** A test whether an IPv4 or IPv6 address lies in `network/bits`. The sentences are recorded (event-patterns.json, content_ip_address_*). */
export function parseCidr(cidr: string): (address: string) => boolean {
  const [network = "", bits, ...more] = cidr.split("/");
  if (bits === undefined || more.length > 0)
    throw new PatternSyntaxError("Malformed CIDR, one '/' required", "everything");
  if (!/^\d+$/.test(bits)) throw new PatternSyntaxError("Malformed CIDR, mask bits must be an integer", "everything");
  const version = isIP(network);
  if (version === 0) throw new PatternSyntaxError(`Nonstandard IP address: ${network}`, "everything");
  const most = version === 4 ? 32 : 128;
  if (Number(bits) > most)
    throw new PatternSyntaxError(`Malformed CIDR, mask bits must be at most ${most}`, "everything");
  const block = new BlockList();
  block.addSubnet(network, Number(bits), family(version));
  return (address) => isIP(address) === version && block.check(address, family(version));
}

function family(version: number): "ipv4" | "ipv6" {
  return version === 4 ? "ipv4" : "ipv6";
}
