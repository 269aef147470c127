import { createHash } from "node:crypto";
import { type ChecksumAlgorithm, loadChecksum, startChecksum } from "../checksums/algorithms.ts";
import type { StoredBody } from "./body-store.ts";

export interface BodySums {
  /** MD5 in hex. */
  readonly md5: string;
  /** Base64. */
  readonly checksum: string;
}

/** Reads bytes `start` up to `end` of a body for their sums alone. */
export async function sumBody(
  body: StoredBody,
  { start, end }: { readonly start: number; readonly end: number },
  algorithm: ChecksumAlgorithm,
): Promise<BodySums> {
  await loadChecksum(algorithm);
  const md5 = createHash("md5");
  const sum = startChecksum(algorithm);
  const bytes = body.read(start, end);
  if (bytes instanceof Uint8Array) {
    md5.update(bytes);
    sum.update(bytes);
  } else {
    for await (const chunk of bytes) {
      md5.update(chunk);
      sum.update(chunk);
    }
  }
  return { md5: md5.digest("hex"), checksum: sum.digest().toString("base64") };
}
