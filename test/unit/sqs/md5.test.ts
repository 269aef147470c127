import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LANE_TEXT_BYTES } from "../../../runtime/sqs/md5-lanes.ts";
import { md5HexOfEach } from "../../../runtime/sqs/md5.ts";

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

test("digests of several texts are those of each, whatever their lengths and letters", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.nat({ max: 2000 }).map((length) => "x".repeat(length)),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 11 }), (texts) => {
      expect(md5HexOfEach(texts)).toEqual(texts.map(md5));
    }),
  );
});

test("every length around the end of a block is padded as it must be", () => {
  const texts = Array.from({ length: 140 }, (_, length) => "a".repeat(length));
  expect(md5HexOfEach(texts)).toEqual(texts.map(md5));
});

test.for([
  ["fills its lane", LANE_TEXT_BYTES],
  ["has no room in a lane", LANE_TEXT_BYTES + 1],
] as const)("a text that %s has its digest too, as have its neighbours", ([, length]) => {
  const texts = ["first", "y".repeat(length), "é€😀", "z".repeat(length), "last"];
  expect(md5HexOfEach(texts)).toEqual(texts.map(md5));
});
