import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeMetadata, encodeMetadata } from "../../../runtime/s3/objects/rfc2047.ts";

describe("user metadata", () => {
  test.each([
    ["plain text", "plain text"],
    ["=?UTF-8?Q?actually-ascii?=", "actually-ascii"],
    ["=?utf-8?b?YWJj?=", "abc"],
    ["=?ISO-8859-1?Q?caf=E9?=", "café"],
    ["=?UTF-8?Q?one?= =?UTF-8?Q?_two?= three", "one two three"],
    ["=?no-such-charset?Q?x?=", "=?no-such-charset?Q?x?="],
    ["=?UTF-8?X?x?=", "=?UTF-8?X?x?="],
  ])("%s is stored as %s", (header, stored) => {
    expect(decodeMetadata(header)).toBe(stored);
  });

  test.each([
    ["plain \t text", "plain \t text"],
    ["ÄMÄZÕÑ S3", "=?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?="],
    ["\u0000\u0001\u0002\u0003", "=?UTF-8?B?AAECAw==?="],
    ["파일", "=?UTF-8?B?7YyM7J28?="],
  ])("%j is answered as %s", (stored, header) => {
    expect(encodeMetadata(stored)).toBe(header);
  });

  test("any text comes back as it was, in words of at most 75 characters", () => {
    const wellFormed = fc.string({ unit: "grapheme", maxLength: 200 }).filter((text) => !text.includes("=?"));
    fc.assert(
      fc.property(wellFormed, (text) => {
        const header = encodeMetadata(text);
        expect(decodeMetadata(header)).toBe(text);
        const words = header === text ? [] : header.split(" ");
        expect(words.filter((word) => word.length > 75)).toEqual([]);
      }),
    );
  });
});
