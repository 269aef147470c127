import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Capture } from "../../../../events/capture/index.ts";
import { compareRuns } from "../../../../events/replay/index.ts";
import { differences } from "../../../../events/replay/differences.ts";

const BASE: Capture = {
  id: "aaaaaaaa",
  at: "2026-01-31T12:00:00.000Z",
  functionName: "orders",
  requestId: "813609a8-1569-4aac-93db-61ea9cb132fb",
  outcome: "returned",
  source: "event",
  event: { order: "0b8a1f3e-52c4-4a37-9b1e-3f5a6d7c8e90" },
  result: null,
  context: {},
  logs: [],
  causes: [],
  effects: [],
};
const LATER = { at: "2026-02-03T08:30:00.000Z", requestId: "99999999-1569-4aac-93db-61ea9cb132fb" };

function paths(recorded: Partial<Capture>, replayed: Partial<Capture>): string[] {
  return compareRuns({ ...BASE, ...recorded }, { ...BASE, ...LATER, ...replayed }).differences.map(({ path }) => path);
}

describe("what another run has anyway is no difference", () => {
  test.each<[string, unknown, unknown]>([
    ["a new id", { id: "813609a8-1569-4aac-93db-61ea9cb132fb" }, { id: "4b7cbb7a-0000-4aac-93db-61ea9cb132fb" }],
    ["an instant as text", "at 2026-01-31T12:00:00.123Z", "at 2026-02-03T08:30:00.456Z"],
    ["an instant in milliseconds", { now: 1769860800123 }, { now: 1770107400456 }],
    ["an instant in seconds", { now: 1769860800 }, { now: 1770107400 }],
    ["a duration by its name", { durationMs: 12 }, { durationMs: 15.2 }],
    ["a duration in a text", "took 12.5 ms", "took 900 ms"],
    ["a trace id", "1-67891233-abcdef012345678912345678", "1-67891239-000def012345678912345678"],
    ["the order of members", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ])("%s", (_what, before, after) => {
    expect(paths({ result: before }, { result: after })).toEqual([]);
  });

  test("the same calls in another order", () => {
    const [one, other] = ["orders", "audit"].map((name) => ({ kind: "sqs.messageSent", at: 1, queueArn: name }));
    if (one === undefined || other === undefined) throw new TypeError("There are two.");
    expect(paths({ effects: [one, other] }, { effects: [other, one] })).toEqual([]);
  });

  test("the stack of an error", () => {
    const error = (trace: string): Partial<Capture> => ({
      outcome: "threw",
      result: { errorType: "TypeError", errorMessage: "no", trace: [trace] },
    });
    expect(paths(error("at a.js:1"), error("at b.js:2"))).toEqual([]);
  });
});

describe("what the code does differently is told with its place", () => {
  test.each<[string, Partial<Capture>, Partial<Capture>, string[]]>([
    [
      "how it ended",
      {},
      { outcome: "threw", result: { errorType: "E", errorMessage: "m" } },
      ["outcome", "error.type", "error.message"],
    ],
    ["a value", { result: { a: [1, { b: 2 }] } }, { result: { a: [1, { b: 3 }] } }, ["result.a[1].b"]],
    ["one more at the front of a list", { result: [1, 2, 3] }, { result: [0, 1, 2, 3] }, ["result[0]"]],
    ["an id that is in the event", { result: BASE.event }, { result: { order: LATER.requestId } }, ["result.order"]],
    ["JSON in a text", { result: { body: '{"a":1}' } }, { result: { body: '{"a":2}' } }, ["result.body.a"]],
    ["a line", { logs: [{ source: "stdout", line: "a" }] }, { logs: [{ source: "stdout", line: "b" }] }, ["stdout[0]"]],
    ["a call", { effects: [{ kind: "s3.objectCreated", at: 1, key: "a" }] }, {}, ["calls[0]"]],
    [
      "a delay",
      { effects: [{ kind: "sqs.messageSent", at: 1000, availableAt: 1000 }] },
      { effects: [{ kind: "sqs.messageSent", at: 9000, availableAt: 14_000 }] },
      ["calls[0].availableInSeconds"],
    ],
  ])("%s", (_what, before, after, places) => {
    expect(paths(before, after)).toEqual(places);
  });
});

test("an SQS message's new id stands for the recorded one", () => {
  const event = (messageId: string) => ({ Records: [{ messageId, body: "x" }] });
  const failed = (messageId: string) => ({ batchItemFailures: [{ itemIdentifier: messageId }] });
  const [old, fresh] = ["813609a8-1569-4aac-93db-61ea9cb132fb", "4b7cbb7a-0000-4aac-93db-61ea9cb132fb"];
  expect(paths({ event: event(old), result: failed(old) }, { event: event(fresh), result: failed(fresh) })).toEqual([]);
  expect(paths({ event: event(old), result: failed(old) }, { event: event(fresh), result: failed(old) })).toEqual([]);
  expect(paths({ event: event(old), result: failed(old) }, { event: event(fresh), result: {} })).toEqual([
    "result.batchItemFailures",
  ]);
});

test("what ran elsewhere is compared with what is known of it", () => {
  const { notes, isChanged } = compareRuns({ ...BASE, outcome: "imported", result: undefined }, BASE);
  expect({ notes, isChanged }).toEqual({
    notes: ["It ran elsewhere: there is nothing to compare with."],
    isChanged: false,
  });
});

test("values differ exactly when their JSON does", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(differences("it", one, one)).toEqual([]);
      const sameJson = canonical(one) === canonical(other);
      expect(differences("it", one, other).length === 0).toBe(sameJson);
    }),
  );
});

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
