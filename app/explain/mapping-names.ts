import type { FactIndex } from "./fact-index.ts";
import type { World } from "./world.ts";

/** The function of a mapping, also of one that is gone. */
export function functionOf(
  uuid: string,
  { index, world }: { readonly index: FactIndex; readonly world: World },
): string {
  const mapping = world.mappings.find((one) => one.uuid === uuid);
  if (mapping !== undefined) return mapping.functionName;
  const told = index.entries.find((entry) => "uuid" in entry && entry.uuid === uuid && "functionName" in entry);
  return told !== undefined && "functionName" in told ? told.functionName : "a function";
}

/** `2 of 3` */
export function receiveOf({ maxReceiveCount }: { readonly maxReceiveCount?: number } = {}, receives: number): string {
  return maxReceiveCount === undefined ? String(receives) : `${receives} of ${maxReceiveCount}`;
}
