import { describe, expect, test } from "vitest";
import { RecordingMatcher } from "./recording.ts";

const PLACE = { region: "us-east-1", accountId: "000000000000" };

function differences(expected: unknown, actual: unknown): string[] {
  return new RecordingMatcher(PLACE).differences(expected, actual);
}

describe("comparing an answer with a recording", () => {
  test("takes any value for a placeholder, but the same one wherever it is numbered the same", () => {
    const recorded = { a: "<uuid:1>", b: "<uuid:1>", c: "<uuid:2>" };

    expect(differences(recorded, { a: "x", b: "x", c: "y" })).toEqual([]);
    expect(differences(recorded, { a: "x", b: "z", c: "y" })).toEqual(['answer.b: recorded "<uuid:1>", was "z"']);
  });

  test("knows the region, the partition and the account inside a text", () => {
    const recorded = "arn:<partition>:sqs:<region>:111111111111:<resource:1>";

    expect(differences(recorded, "arn:aws:sqs:us-east-1:000000000000:orders")).toEqual([]);
    expect(differences(recorded, "arn:aws:sqs:eu-west-1:000000000000:orders")).toHaveLength(1);
  });

  test("names members that are missing and members that were not recorded", () => {
    expect(differences({ a: 1, b: 2 }, { b: 2, c: 3 })).toEqual([
      "answer.c: not recorded",
      "answer.a: recorded, but missing",
    ]);
  });

  test.each([
    ["timestamp", "1767225600000", "soon"],
    ["text", "text", "other text"],
    [{ inside: "json" }, '{"inside":"json"}', '{"inside":"xml"}'],
    [[1], [1], [1, 2]],
    [String.raw`b'\x1ea'`, Buffer.from("\u001Ea"), Buffer.from("b")],
  ])("%j is met by %j and not by %j", (recorded, same, different) => {
    expect(differences(recorded, same)).toEqual([]);
    expect(differences(recorded, different)).not.toEqual([]);
  });
});
