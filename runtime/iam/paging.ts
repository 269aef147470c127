import { invalidMarker } from "./errors.ts";
import { PAGE_SIZE } from "./limits.ts";

export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** What every listing of IAM answers beside its entries. */
export interface PageEnd {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

/**
 * One page of a sorted list. The marker holds the key of the last entry that was given, so that entries that come or go between
 * two pages are neither repeated nor skipped.
 *
 * @param all sorted by `keyOf`
 * @throws {AwsError} `ValidationError` for a marker that is not one of ours
 */
export function pageOf<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { Marker, MaxItems = PAGE_SIZE }: PageRequest,
): { readonly items: Item[]; readonly end: PageEnd } {
  const after = Marker === undefined ? undefined : keyIn(Marker);
  const at = after === undefined ? 0 : all.findIndex((item) => keyOf(item) > after);
  const rest = at < 0 ? [] : all.slice(at);
  const items = rest.slice(0, MaxItems);
  const last = items.at(-1);
  if (last === undefined || items.length === rest.length) return { items, end: { IsTruncated: false } };
  return { items, end: { IsTruncated: true, Marker: Buffer.from(PREFIX + keyOf(last)).toString("base64") } };
}

const PREFIX = "after:";

function keyIn(marker: string): string {
  const text = Buffer.from(marker, "base64").toString();
  if (!text.startsWith(PREFIX)) throw invalidMarker();
  return text.slice(PREFIX.length);
}
