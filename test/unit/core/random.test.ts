import { describe, expect, test } from "vitest";
import { freshSeed, seededRandom } from "../../../runtime/core/random.ts";

describe("seeded randomness", () => {
  test("the same seed gives the same draws, another seed gives others", () => {
    const draw = (seed: string): unknown[] => {
      const random = seededRandom(seed);
      return [random.uuid(), random.hex(8), random.float(), random.int(1_000_000)];
    };
    expect(draw("4f2a")).toEqual(draw("4f2a"));
    expect(draw("4f2a")).not.toEqual(draw("4f2b"));
  });

  test("uuids are version 4, in lower case, and do not repeat", () => {
    const random = seededRandom("uuids");
    const uuids = Array.from({ length: 20_000 }, () => random.uuid());
    expect(new Set(uuids).size).toBe(uuids.length);
    expect(
      uuids.every((uuid) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid)),
    ).toBe(true);
  });

  test("integers cover their range and stay in it", () => {
    const random = seededRandom("ints");
    const seen = new Set(Array.from({ length: 1_000 }, () => random.int(7)));
    expect([...seen].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test("hex has two digits a byte", () => {
    expect(seededRandom("x").hex(12)).toMatch(/^[0-9a-f]{24}$/);
  });

  test("a fork does not depend on how much was drawn before it, and does not move its parent", () => {
    const untouched = seededRandom("root");
    const drawn = seededRandom("root");
    drawn.uuid();
    expect(drawn.fork("queues").uuid()).toBe(untouched.fork("queues").uuid());
    expect(untouched.fork("queues").uuid()).not.toBe(untouched.fork("topics").uuid());
    expect(untouched.uuid()).toBe(seededRandom("root").uuid());
  });

  test("a fresh seed is short enough to type again", () => {
    expect(freshSeed()).toMatch(/^[0-9a-f]{8}$/);
  });
});
