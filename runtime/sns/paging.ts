import { invalidParameter } from "./errors.ts";
import { PAGE_SIZE } from "./limits.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/**
 * One page of a list that keeps its order. A token names the last entry that was given (base64, as AWS's is), so that entries which
 * come or go between two pages are neither repeated nor skipped.
 *
 * @param size entries; SNS gives 100 unless the operation has a `MaxResults`
 * @throws {AwsError} `InvalidParameter` for a token that is not one of ours
 */
export function pageOf<T>(
  all: readonly T[],
  keyOf: (item: T) => string,
  nextToken: string | undefined,
  size = PAGE_SIZE,
): Page<T> {
  const start = nextToken === undefined || nextToken === "" ? 0 : behind(all, keyOf, nextToken);
  const items = all.slice(start, start + size);
  const last = items.at(-1);
  const isCut = start + items.length < all.length && last !== undefined;
  return {
    items,
    nextToken: isCut ? Buffer.from(`${start + items.length} ${keyOf(last)}`).toString("base64") : undefined,
  };
}

function behind<T>(all: readonly T[], keyOf: (item: T) => string, token: string): number {
  const [, position, key] = /^(\d+) (.*)$/s.exec(Buffer.from(token, "base64").toString()) ?? [];
  if (position === undefined || key === undefined) throw invalidParameter("NextToken");
  const found = all.findIndex((item) => keyOf(item) === key);
  // The entry is gone: those behind it have moved up by one.
  return found === -1 ? Math.max(0, Number(position) - 1) : found + 1;
}
