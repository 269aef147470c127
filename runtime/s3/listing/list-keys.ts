import type { SeekStart } from "../keys/key-index.ts";
import { compareUtf8 } from "../keys/utf8-order.ts";

/** What can be walked in the order of its keys: `seek` gives a place that stays good while nothing changes. */
export interface KeyedSource<Value> {
  seek(start: SeekStart): KeyCursor<Value>;
}

export interface KeyCursor<Value> {
  entry(): readonly [key: string, value: Value] | undefined;
  advance(): void;
}

export interface ListRequest {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  /** Only what comes after this key. A prefix that this key is under was listed with it. */
  readonly after: string | undefined;
  readonly max: number;
}

/** Keys and rolled-up prefixes share one order and one limit. */
export type Listed<Item> =
  | { readonly kind: "key"; readonly key: string; readonly item: Item }
  | { readonly kind: "prefix"; readonly prefix: string };

export interface ListResult<Item> {
  readonly listed: readonly Listed<Item>[];
  readonly isTruncated: boolean;
}

/**
 * One page of a list.
 *
 * What is under a prefix that is rolled up is skipped in one step, and the page ends one entry behind its last: the cost is that of the page,
 * not of the bucket.
 *
 * @param pick what a key's entry is in the list; `undefined` when the list does not show it
 */
export function listKeys<Value, Item>(
  source: KeyedSource<Value>,
  request: ListRequest,
  pick: (value: Value) => Item | undefined,
): ListResult<Item> {
  const { prefix, delimiter, after, max } = request;
  const listed: Listed<Item>[] = [];
  if (max === 0) return { listed, isTruncated: false };
  let cursor = source.seek(startOf(request));
  for (let entry = cursor.entry(); entry !== undefined; entry = cursor.entry()) {
    const [key, value] = entry;
    if (!key.startsWith(prefix)) break;
    const item = pick(value);
    if (item === undefined) {
      cursor.advance();
      continue;
    }
    const rolled = rolledUp(key, prefix, delimiter);
    if (rolled !== undefined && after?.startsWith(rolled) === true) {
      cursor = source.seek({ afterPrefix: rolled });
      continue;
    }
    if (listed.length === max) return { listed, isTruncated: true };
    if (rolled === undefined) {
      listed.push({ kind: "key", key, item });
      cursor.advance();
    } else {
      listed.push({ kind: "prefix", prefix: rolled });
      cursor = source.seek({ afterPrefix: rolled });
    }
  }
  return { listed, isTruncated: false };
}

/** The prefix that stands for a key, up to and with the first delimiter behind the list's own prefix. */
export function rolledUp(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === "") return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

function startOf({ prefix, after }: ListRequest): SeekStart {
  return after !== undefined && compareUtf8(after, prefix) >= 0 ? { after } : { at: prefix };
}

/** A key or prefix that a page ended with, for the next one to begin after. */
export function lastOf(listed: readonly Listed<unknown>[]): string | undefined {
  const last = listed.at(-1);
  return last?.kind === "prefix" ? last.prefix : last?.key;
}
