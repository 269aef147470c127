import { invalidParameterValue } from "./errors.ts";

/** Part of a list, and where the next part begins. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextMarker?: string | undefined;
}

/** AWS gives at most 50 items at once, whatever is asked for. https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
const LONGEST_PAGE = 50;

/**
 * The page of `items` that begins at `marker`.
 *
 * A marker is opaque: the key of the next item. An item that is deleted meanwhile ends nothing, the list goes on behind it.
 *
 * @param keyOf unique, and rising in the list's order
 * @param longestPage what one page holds at most, and by default
 * @throws {AwsError} `InvalidParameterValueException` for a marker that we did not give; the sentence is ours
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  {
    Marker: marker,
    MaxItems: maxItems,
  }: { readonly Marker?: string | undefined; readonly MaxItems?: number | undefined },
  longestPage = LONGEST_PAGE,
): Page<Item> {
  const from = marker === undefined ? 0 : startOf(items.map(keyOf), keyOfMarker(marker));
  const to = from + Math.min(maxItems ?? longestPage, longestPage);
  const next = items[to];
  return {
    items: items.slice(from, to),
    ...(next === undefined
      ? {}
      : { nextMarker: Buffer.from(JSON.stringify({ next: keyOf(next) })).toString("base64") }),
  };
}

function startOf(keys: readonly string[], key: string): number {
  const exact = keys.indexOf(key);
  if (exact !== -1) return exact;
  const later = keys.findIndex((other) => other > key);
  return later === -1 ? keys.length : later;
}

function keyOfMarker(marker: string): string {
  try {
    const { next } = JSON.parse(Buffer.from(marker, "base64").toString()) as { next?: unknown };
    if (typeof next === "string") return next;
  } catch {
    // Told below.
  }
  throw invalidParameterValue("Marker is not valid.");
}
