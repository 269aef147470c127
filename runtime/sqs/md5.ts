import { hash } from "node:crypto";

/** One call instead of a hash object: every send pays for this. */
export function md5Hex(data: string | Uint8Array): string {
  return hash("md5", data, "hex");
}

export function sha256Hex(data: string): string {
  return hash("sha256", data, "hex");
}
