import { invalidParameterValue } from "./errors.ts";
import { inRange, LIST_MAX_RESULTS } from "./limits.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/**
 * One page of `sorted`, which is in the order of `keyOf`. A token holds the key it continues behind, so that queues which come
 * and go between two pages move nothing.
 */
export function pageOf<T>(
  sorted: readonly T[],
  keyOf: (item: T) => string,
  { maxResults, nextToken }: { readonly maxResults: number | undefined; readonly nextToken: string | undefined },
): Page<T> {
  if (maxResults !== undefined && !inRange(maxResults, LIST_MAX_RESULTS)) {
    const { min, max } = LIST_MAX_RESULTS;
    throw invalidParameterValue(
      `Value for parameter MaxResults is invalid. Reason: MaxResults must be an integer between ${min} and ${max}.`,
    );
  }
  const start = nextToken === undefined ? 0 : firstBehind(sorted, keyOf, readToken(nextToken));
  const items = sorted.slice(start, start + (maxResults ?? LIST_MAX_RESULTS.max));
  const last = items.at(-1);
  // Without MaxResults AWS gives the first thousand and no token.
  const isCut = maxResults !== undefined && start + items.length < sorted.length;
  return { items, nextToken: isCut && last !== undefined ? writeToken(keyOf(last)) : undefined };
}

function firstBehind<T>(sorted: readonly T[], keyOf: (item: T) => string, key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = sorted[middle];
    if (item !== undefined && keyOf(item) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function writeToken(key: string): string {
  return Buffer.from(JSON.stringify({ behind: key })).toString("base64");
}

function readToken(token: string): string {
  try {
    const { behind } = JSON.parse(Buffer.from(token, "base64").toString()) as { readonly behind?: unknown };
    if (typeof behind === "string") return behind;
  } catch {
    // Not one of ours.
  }
  throw invalidParameterValue("Invalid or expired next token.");
}
