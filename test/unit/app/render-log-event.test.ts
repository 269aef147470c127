import { expect, test } from "vitest";
import { createLogRenderer } from "../../../app/cli/render/log-event.ts";
import { sinceOf } from "../../../app/cli/since.ts";

const AT = 1_767_268_800_123;
const ID = "8f5c1d9e-0000-4000-8000-000000000000";

function rendered(...messages: readonly string[]): string[] {
  const render = createLogRenderer(
    (format, text) => (format === "dim" || format === "cyan" ? text : `<${format} ${text}>`),
    "UTC",
  );
  return messages.map((message) => render({ logStreamName: "s", timestamp: AT, message, eventId: "1" }));
}

test("a line has its time, its invocation and its text, without what the runtime puts before it", () => {
  expect(
    rendered(
      "INIT_START Runtime Version: nodejs:22\n",
      `START RequestId: ${ID} Version: $LATEST\n`,
      `2026-01-01T12:00:00.123Z\t${ID}\tINFO\thello\n`,
      "printed without a prefix\n",
      `REPORT RequestId: ${ID}\tDuration: 1.00 ms\t\n`,
      "after\n",
    ),
  ).toEqual([
    "12:00:00.123            INIT_START Runtime Version: nodejs:22",
    `12:00:00.123  8f5c1d9e  START RequestId: ${ID} Version: $LATEST`,
    "12:00:00.123  8f5c1d9e  hello",
    "12:00:00.123  8f5c1d9e  printed without a prefix",
    `12:00:00.123  8f5c1d9e  REPORT RequestId: ${ID}\tDuration: 1.00 ms`,
    "12:00:00.123            after",
  ]);
});

test("an error is red, a warning yellow, and every line of an event has its margin", () => {
  expect(
    rendered(`2026-01-01T12:00:00.123Z\t${ID}\tERROR\ta\n  b\n`, `2026-01-01T12:00:00.123Z\t${ID}\tWARN\tc\n`),
  ).toEqual([
    "12:00:00.123  8f5c1d9e  <red a>\n12:00:00.123  8f5c1d9e  <red   b>",
    "12:00:00.123  8f5c1d9e  <yellow c>",
  ]);
});

test.each([
  ["30s", AT - 30_000],
  ["10m", AT - 600_000],
  ["2h", AT - 7_200_000],
  ["1d", AT - 86_400_000],
  ["1w", AT - 604_800_000],
  ["2026-01-01T12:00:00Z", 1_767_268_800_000],
  ["2026-01-01", 1_767_225_600_000],
])("--since %s is an instant", (text, instant) => {
  expect(sinceOf(text, AT)).toBe(instant);
});

test.each(["10", "5h30m", "yesterday", "2026-13-01", "-5m"])("--since %s is refused", (text) => {
  expect(() => sinceOf(text, AT)).toThrow(`--since ${text} is no time.`);
});
