import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KeyIndex } from "../../../runtime/s3/keys/key-index.ts";
import { compareUtf8 } from "../../../runtime/s3/keys/utf8-order.ts";
import { listKeys } from "../../../runtime/s3/listing/list-keys.ts";

const bytesOf = (text: string): Buffer => Buffer.from(text, "utf8");

/** Few letters, so that keys share prefixes; and characters around the place where UTF-16 and UTF-8 differ. */
const key = fc.string({
  unit: fc.constantFrom("a", "b", "/", "-", "\u{e000}", "\u{ffff}", "\u{1f600}"),
  minLength: 1,
  maxLength: 8,
});

describe("keys in the order of their UTF-8 bytes", () => {
  test("two keys compare as their bytes do", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Math.sign(Buffer.compare(bytesOf(a), bytesOf(b))));
      }),
    );
  });

  test("the index is a sorted map, whatever is put and deleted", () => {
    const command = fc.record({ key, isDelete: fc.boolean() });
    fc.assert(
      fc.property(fc.array(command, { maxLength: 400 }), (commands) => {
        const index = new KeyIndex<number>();
        const model = new Map<string, number>();
        const removed: [boolean, boolean][] = [];
        for (const [value, { key: name, isDelete }] of commands.entries()) {
          if (!isDelete) {
            index.set(name, value);
            model.set(name, value);
            continue;
          }
          removed.push([index.delete(name), model.delete(name)]);
        }
        expect(removed.filter(([own, wanted]) => own !== wanted)).toEqual([]);
        const sorted = [...model].toSorted(([a], [b]) => compareUtf8(a, b));
        expect([...index.entries()]).toEqual(sorted);
        expect(index.size).toBe(model.size);
        for (const [name, value] of model) expect(index.get(name)).toBe(value);
      }),
      { numRuns: 200 },
    );
  });

  test("many keys in and out leave an empty index", () => {
    const index = new KeyIndex<number>();
    for (let round = 0; round < 3; round++) {
      for (let value = 0; value < 5000; value++) index.set(`key-${(value * 7919) % 5000}`, value);
      expect(index.size).toBe(5000);
      for (let value = 0; value < 5000; value++) expect(index.delete(`key-${value}`)).toBe(true);
      expect([...index.entries()]).toEqual([]);
    }
  });
});

interface Page {
  readonly prefix: string;
  readonly delimiter: string;
  readonly after: string | undefined;
  readonly max: number;
}

/** A list as the documentation tells it, over all keys. */
function naiveList(keys: readonly string[], { prefix, delimiter, after, max }: Page) {
  const entries: string[] = [];
  for (const name of keys) {
    if (!name.startsWith(prefix)) continue;
    const at = delimiter === "" ? -1 : name.indexOf(delimiter, prefix.length);
    const entry = at < 0 ? name : name.slice(0, at + delimiter.length);
    if (
      after !== undefined &&
      (at < 0 ? compareUtf8(name, after) <= 0 : after.startsWith(entry) || compareUtf8(name, after) <= 0)
    )
      continue;
    if (!entries.includes(entry)) entries.push(entry);
  }
  const isTruncated = max > 0 && entries.length > max;
  return { entries: entries.slice(0, max), isTruncated };
}

describe("lists of keys", () => {
  const page = fc.record({
    prefix: fc.oneof(fc.constant(""), key),
    delimiter: fc.constantFrom("", "/", "-", "a/"),
    after: fc.option(key, { nil: undefined }),
    max: fc.integer({ min: 0, max: 6 }),
  });

  test("a page is what a naive sorted list gives", () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 60 }), page, (keys, request) => {
        const index = new KeyIndex<string>();
        for (const name of keys) index.set(name, name);
        const { listed, isTruncated } = listKeys(index, request, (value) => value);
        const entries = listed.map((entry) => (entry.kind === "key" ? entry.key : entry.prefix));
        const sorted = keys.toSorted(compareUtf8);
        expect({ entries, isTruncated }).toEqual(naiveList(sorted, request));
      }),
      { numRuns: 1000 },
    );
  });

  test("pages one after the other are the whole list, without a gap or a repetition", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 60 }),
        page,
        fc.integer({ min: 1, max: 5 }),
        (keys, request, max) => {
          const index = new KeyIndex<string>();
          for (const name of keys) index.set(name, name);
          const entries: string[] = [];
          let after: string | undefined;
          for (let isTruncated = true; isTruncated;) {
            const result = listKeys(index, { ...request, after, max }, (value) => value);
            for (const entry of result.listed) entries.push(entry.kind === "key" ? entry.key : entry.prefix);
            isTruncated = result.isTruncated;
            after = entries.at(-1);
          }
          const all = naiveList(keys.toSorted(compareUtf8), { ...request, after: undefined, max: Infinity });
          expect(entries).toEqual(all.entries);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("a page of a large bucket does not look at the rest of it", () => {
    const index = new KeyIndex<number>();
    for (let folder = 0; folder < 200; folder++) {
      for (let file = 0; file < 200; file++) index.set(`folder-${folder}/file-${file}`, file);
    }
    let looks = 0;
    const look = (value: number): number => {
      looks++;
      return value;
    };
    listKeys(index, { prefix: "", delimiter: "", after: "folder-5/", max: 1000 }, look);
    expect(looks).toBe(1001);
    looks = 0;
    listKeys(index, { prefix: "", delimiter: "/", after: undefined, max: 1000 }, look);
    expect(looks).toBe(200);
  });
});
