import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Capture, cassetteText, eventTextOf, readCassette } from "../../../../events/capture/index.ts";
import { upgraded } from "../../../../events/capture/cassette.ts";

const capture: Capture = {
  id: "abcd2345",
  at: "2026-01-31T12:00:00.000Z",
  functionName: "orders",
  requestId: "79406a00-bf15-46ca-978c-22c3613fcb30",
  outcome: "returned",
  source: "sqs",
  event: { Records: [{ body: "hello" }] },
  result: null,
  context: { handler: "src/orders.handler" },
  logs: [{ source: "stdout", line: "INFO hello" }],
  causes: [{ kind: "sqs.messageSent", messageId: "1" }],
  effects: [],
};

function problemsOf(text: string): string[] {
  const read = readCassette(text);
  return read.kind === "invalid" ? read.problems.map(({ path, message }) => `${path.join(".")}: ${message}`) : [];
}

function changed(change: (document: { captures: Record<string, unknown>[]; [key: string]: unknown }) => void): string {
  const document = JSON.parse(cassetteText([capture])) as { captures: Record<string, unknown>[] };
  change(document);
  return JSON.stringify(document);
}

describe("a cassette", () => {
  test("can be read back", () => {
    expect(readCassette(cassetteText([capture]))).toEqual({ kind: "cassette", cassette: { captures: [capture] } });
  });

  test("has any event back, byte for byte", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const parsed: unknown = JSON.parse(text);
        const exact = JSON.stringify(parsed) === text;
        const { event: _event, ...rest } = capture;
        const one = exact ? { ...rest, event: parsed } : { ...rest, eventText: text };
        const read = readCassette(cassetteText([one]));
        expect(read.kind === "cassette" ? read.cassette.captures.map(eventTextOf) : read).toEqual([text]);
      }),
    );
  });

  test("says the same whatever the order of a capture's members, one member a line", () => {
    const turned = Object.fromEntries(Object.entries(capture).toReversed()) as unknown as Capture;
    expect(cassetteText([turned])).toBe(cassetteText([capture]));
    const longer = cassetteText([{ ...capture, durationMs: 3 }]).split("\n");
    const added = longer.filter((line) => !cassetteText([capture]).split("\n").includes(line));
    expect(added).toEqual(['      "durationMs": 3,']);
  });

  test("has its captures in the order of their instants", () => {
    const later = { ...capture, id: "zzzz2345", at: "2026-01-31T13:00:00.000Z" };
    expect(cassetteText([later, capture])).toBe(cassetteText([capture, later]));
  });
});

describe("what is wrong in a cassette is told with its place", () => {
  test.each([
    ["no JSON", "{", /^: expected JSON/],
    ["something else", "[]", /^: expected a cassette: an object, found \[\]$/],
    [
      "another format",
      changed((document) => (document["format"] = "har")),
      /^format: expected "lambdaloop-cassette" \(is this a cassette\?\), found "har"$/,
    ],
    [
      "a newer version",
      changed((document) => (document["version"] = 99)),
      /^version: .*found 99: a newer lambdaloop wrote it; update lambdaloop/,
    ],
    [
      "a wrong outcome",
      changed(({ captures }) => (captures[0] = { ...captures[0], outcome: "exploded" })),
      /^captures\.0\.outcome: expected an outcome: .*found "exploded"$/,
    ],
    [
      "an unknown key",
      changed(({ captures }) => (captures[0] = { ...captures[0], evnt: {} })),
      /^captures\.0\.evnt: unknown key "evnt"; remove it$/,
    ],
    [
      "no event",
      changed(({ captures }) => delete captures[0]?.["event"]),
      /^captures\.0: expected exactly one of "event", "eventText"/,
    ],
    [
      "no log",
      changed(({ captures }) => delete captures[0]?.["logs"]),
      /^captures\.0\.logs: expected a list of log lines, found nothing$/,
    ],
  ])("%s", (_, text, expected) => {
    expect(problemsOf(text).join("\n")).toMatch(expected);
  });
});

describe("upgrades", () => {
  test("every one from the file's version on is applied, in order", () => {
    const upgrades = {
      1: (document: object) => ({ ...document, one: true }),
      2: (document: object) => ({ ...document, two: "one" in document }),
    };
    expect(upgraded({ version: 1 }, 1, upgrades)).toEqual({ version: 3, one: true, two: true });
    expect(upgraded({ version: 2 }, 2, upgrades)).toEqual({ version: 3, two: false });
  });
});
