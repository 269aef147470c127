import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compilePattern } from "../../../runtime/core/pattern/compile.ts";

interface Case {
  readonly id: string;
  readonly expected: "match" | "no-match" | "exception";
  readonly event: object;
  readonly pattern: unknown;
  readonly error?: { readonly message: string };
}

const file = new URL("../../fixtures/aws-recordings/eventbridge/event-patterns.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: Case[] };

describe("AWS's verdict on EventBridge's TestEventPattern", () => {
  test.each(cases.filter(({ expected }) => expected !== "exception"))(
    "$id: $expected",
    ({ pattern, event, expected }) => {
      const compiled = compilePattern(pattern);
      if (compiled.kind !== "valid") throw new Error(compiled.reason);

      expect(compiled.pattern.matches(event)).toBe(expected === "match");
      expect(compiled.pattern.refusal(event) === undefined).toBe(expected === "match");
    },
  );

  test.each(cases.filter(({ expected }) => expected === "exception"))("$id is refused", ({ pattern, error }) => {
    const compiled = compilePattern(pattern);

    expect(compiled.kind === "invalid" && `Event pattern is not valid. Reason: ${compiled.reason}`).toBe(
      error?.message,
    );
  });
});
