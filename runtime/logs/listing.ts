import { nextTokenInvalid } from "./errors.ts";
import { LISTING_PAGE } from "./limits.ts";

export interface ListingRequest {
  /** 1 to 50. */
  readonly limit?: number | undefined;
  readonly nextToken?: string | undefined;
}

/**
 * One page of a list in an order of its own. A token names the last entry that was given and where it stood, so that entries which come
 * or go between two pages move nothing.
 *
 * @throws {AwsError} `InvalidParameterException` for a token that is not one of ours
 */
export function pageOf<T>(
  all: readonly T[],
  nameOf: (item: T) => string,
  { limit = LISTING_PAGE, nextToken }: ListingRequest,
): { readonly items: readonly T[]; readonly nextToken: string | undefined } {
  const start = nextToken === undefined ? 0 : startBehind(all, nameOf, nextToken);
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  const end = start + items.length;
  const isCut = end < all.length && last !== undefined;
  return { items, nextToken: isCut ? Buffer.from(`${end} ${nameOf(last)}`).toString("base64url") : undefined };
}

function startBehind<T>(all: readonly T[], nameOf: (item: T) => string, token: string): number {
  const [, position, name] = /^(\d+) (.+)$/s.exec(Buffer.from(token, "base64url").toString()) ?? [];
  if (position === undefined) throw nextTokenInvalid();
  const found = all.findIndex((item) => nameOf(item) === name);
  if (found !== -1) return found + 1;
  // The entry is gone. In an order by name its place can still be told; in another, those behind it have moved up by one.
  const isByName = all.every((item, index) => index === 0 || nameOf(item) > nameOf(all[index - 1] ?? item));
  if (!isByName || name === undefined) return Math.max(0, Number(position) - 1);
  const behind = all.findIndex((item) => nameOf(item) > name);
  return behind === -1 ? all.length : behind;
}
