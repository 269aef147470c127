import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../runtime/core/random.ts";
import { ChunkedDeque } from "../../../runtime/sqs/chunked-deque.ts";
import { ExpiringMap } from "../../../runtime/sqs/expiring-map.ts";
import { KeyedHeap } from "../../../runtime/sqs/keyed-heap.ts";
import { ReceiptHandles } from "../../../runtime/sqs/receipt-handle.ts";

describe("ChunkedDeque", () => {
  test("gives items back in the order in which they came, over any number of chunks", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(600), fc.constant(-1)), { maxLength: 30 }), (steps) => {
        const deque = new ChunkedDeque<number>();
        const model: number[] = [];
        for (const [index, step] of steps.entries()) {
          const shifted = step === -1 ? [deque.shift(), model.shift()] : [];
          expect(shifted[0]).toBe(shifted[1]);
          for (let item = 0; item < step; item++) {
            deque.push(index * 1000 + item);
            model.push(index * 1000 + item);
          }
          expect(deque.size).toBe(model.length);
          expect(deque.first()).toBe(model[0]);
        }
        while (model.length > 0) expect(deque.shift()).toBe(model.shift());
        expect(deque.shift()).toBeUndefined();
      }),
    );
  });

  test("lets an item of the first chunk overtake", () => {
    const deque = new ChunkedDeque<number>();
    for (let item = 0; item < 5; item++) deque.push(item);
    expect(deque.reachable).toBe(5);
    deque.bringToFront(3);

    expect([deque.shift(), deque.shift(), deque.shift(), deque.shift()]).toEqual([3, 1, 2, 0]);
  });
});

describe("KeyedHeap", () => {
  test("gives items back by key, equal keys in the order in which they came", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (keys) => {
        const heap = new KeyedHeap<number>();
        for (const [index, key] of keys.entries()) heap.push(key, index);
        const expected = keys
          .map((key, index) => ({ key, index }))
          .toSorted((a, b) => a.key - b.key || a.index - b.index);

        expect(keys.map(() => heap.pop())).toEqual(expected.map(({ index }) => index));
        expect(heap.pop()).toBeUndefined();
      }),
    );
  });

  test("drops what is not to be kept and keeps the order of the rest", () => {
    const heap = new KeyedHeap<number>();
    for (const key of [5, 3, 9, 1, 7]) heap.push(key, key);
    heap.retain((item) => item !== 3);

    expect([heap.pop(), heap.pop(), heap.pop(), heap.pop(), heap.pop()]).toEqual([1, 5, 7, 9, undefined]);
  });
});

describe("ExpiringMap", () => {
  test("forgets a value after its time, counted from when it was last set", () => {
    const map = new ExpiringMap<string>(100);
    map.set("a", "first", 0);
    map.set("a", "second", 50);

    expect(map.get("a", 149)).toBe("second");
    expect(map.get("a", 150)).toBeUndefined();
  });
});

describe("ReceiptHandles", () => {
  const handles = new ReceiptHandles(seededRandom("handles"));

  test("say again what they were made of", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.nat(100_000), (sequence, receive) => {
        const handle = handles.encode(sequence, receive);

        expect(handle).toMatch(/^AQEB[A-Za-z0-9+/]+$/);
        expect(handles.decode(handle)).toEqual({ sequence, receive });
      }),
    );
  });

  test("are refused when one character is changed", () => {
    const handle = handles.encode(12_345, 1);
    for (let at = 0; at < handle.length; at++) {
      const changed = `${handle.slice(0, at)}${handle[at] === "x" ? "y" : "x"}${handle.slice(at + 1)}`;
      expect(handles.decode(changed)).toBeUndefined();
    }
  });

  test("are refused by another queue", () => {
    expect(new ReceiptHandles(seededRandom("other")).decode(handles.encode(1, 1))).toBeUndefined();
  });
});
