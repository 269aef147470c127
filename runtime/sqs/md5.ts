import { hash } from "node:crypto";
import { LANE_TEXT_BYTES, Md5Lanes } from "./md5-lanes.ts";

/** One call instead of a hash object: every send pays for this. */
export function md5Hex(data: string | Uint8Array): string {
  return hash("md5", data, "hex");
}

/** Made for the first batch; `undefined` where there is no WebAssembly. */
let lanes: { readonly md5: Md5Lanes | undefined } | undefined;

/** The digests of several texts. */
export function md5HexOfEach(texts: readonly string[]): string[] {
  lanes ??= { md5: startLanes() };
  const { md5 } = lanes;
  if (md5 === undefined || texts.some((text) => Buffer.byteLength(text) > LANE_TEXT_BYTES)) return texts.map(md5Hex);
  return md5.hexOf(texts);
}

function startLanes(): Md5Lanes | undefined {
  try {
    return new Md5Lanes();
  } catch {
    // `node --jitless`, or no address space for its memory.
    return undefined;
  }
}

export function sha256Hex(data: string): string {
  return hash("sha256", data, "hex");
}
