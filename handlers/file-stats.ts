import { statSync, type BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";

/** A path's stats; `undefined` when there is nothing, or nothing that may be looked at. Symbolic links are followed. */
export function statsOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}

/** `statsOf`, without blocking. */
export async function readStats(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}
