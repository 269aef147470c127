import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answeredTrace } from "../../../app/api/answers.ts";
import { clockTimes, offsetText } from "../../../app/explain/times.ts";
import { traceOf } from "../../../app/explain/trace.ts";
import { whyOf } from "../../../app/explain/why.ts";
import { renderTrace, renderWhy } from "../../../app/cli/render/trace-tree.ts";
import { wrap } from "../../../app/cli/render/wrap.ts";
import { ExplainWorld } from "./explain-world.ts";

const IDS = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

const mapping = { queue: "orders", maximumBatchingWindowInSeconds: 1 };

let world: ExplainWorld;

/** The batch's window must end, and a signature takes a moment of real time. */
async function nextCall(number: number): Promise<void> {
  await expect.poll(() => world.advance(100).then(() => world.calls.length), { timeout: 20_000 }).toBe(number + 1);
}

function trace(id: string, width = 80): string {
  const explanations = world.explain();
  const subject = explanations.find(id);
  if (subject === undefined) throw new Error(`${id} is not known.`);
  const now = world.clock.now();
  const timeOf = clockTimes(now, "UTC");
  const answer = answeredTrace(traceOf(subject, explanations, timeOf), whyOf(subject, explanations), timeOf);
  return renderTrace(answer, { style: (_, text) => text, width, now, timeZone: "UTC" });
}

describe("a trace", () => {
  beforeEach(async () => {
    world = new ExplainWorld();
    await world.start({
      queues: { orders: { visibilityTimeout: 30 } },
      topics: { uploads: { subscriptions: [{ queue: "orders" }] } },
      buckets: { files: { notifications: [{ events: ["s3:ObjectCreated:*"], topic: "uploads" }] } },
      functions: { work: { handler: "work.handler", timeout: 10, eventSourceMappings: [mapping] } },
    });
    // What S3 tells a destination when it is configured goes the whole way too.
    await nextCall(0);
    world.calls[0]?.end({});
    await world.tick();
  }, 30_000);
  afterEach(() => world.stop());

  test("an object's way through a topic and a queue to a function and back is one tree", async () => {
    await world.putObject("files", "a%20b.txt");
    await nextCall(1);
    world.calls[1]?.fail(new TypeError("no"));
    await world.tick();
    await world.advance(41_000);
    await nextCall(2);

    const lines = trace("files/a b.txt").replaceAll(IDS, "ID").split("\n");
    expect(lines.map((line) => line.replaceAll(/\+[\d.]+ m?s */g, "").trimEnd())).toEqual(
      expect.arrayContaining([
        "stored files/a b.txt, 5 bytes (ObjectCreated:Put)",
        expect.stringContaining("published to uploads as ID"),
        expect.stringContaining("wrapped in an SNS envelope"),
        expect.stringContaining("threw after 0.0 ms: TypeError: no"),
        expect.stringContaining("settled 1 kept: the handler threw TypeError: no"),
        expect.stringContaining("visible again in orders after receive 1"),
        expect.stringContaining("received by the poller from orders, receive 2"),
      ]),
    );
    expect(lines.at(-1)).toBe("reason    message.beingHandled");
  });

  test("no line is wider than the terminal", async () => {
    await world.putObject("files", "a.txt");
    await world.tick();

    for (const width of [60, 80, 120]) {
      for (const line of trace("last", width).split("\n")) expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  test("of a batch's messages only those are told that came of the same request", async () => {
    const first = world.send("orders", "1");
    const second = world.send("orders", "2");
    await nextCall(1);
    world.calls[1]?.end({});
    await world.tick();

    expect(world.calls[1]?.messageIds).toEqual([first, second]);
    expect(trace(first)).not.toContain(second);
    expect(trace(second).match(/[├└] deleted from orders/g)).toHaveLength(1);
    expect(trace(second)).toContain("batch of 2 messages for work (its window ended)");
  });
});

test("why prints the path, the reason and what to do", async () => {
  const at = 1_767_225_600_000;
  const reason = {
    code: "message.purged" as const,
    outcome: "stopped" as const,
    sentence: "orders was purged.",
    advice: "Send it again.",
    values: {},
  };
  const step = (title: string) => ({ kind: "message" as const, id: title, title, at, reason });
  const text = renderWhy(
    { path: [step("message a"), step("message b")], reason },
    { style: (_, plain) => plain, width: 80, now: at, timeZone: "UTC" },
  );

  expect(text.split("\n")).toEqual([
    "00:00:00.000    message a",
    "00:00:00.000  → message b",
    "",
    "stopped   orders was purged.",
    "do        Send it again.",
    "reason    message.purged",
  ]);
});

test.each([
  [12, "+12 ms"],
  [1250, "+1.25 s"],
  [200_000, "+3 m 20 s"],
  [3_660_000, "+1 h 1 m"],
  [187_200_000, "+2 d 4 h"],
])("%i milliseconds after the root are %s", (ms, text) => {
  expect(offsetText(ms)).toBe(text);
});

test("an instant of another day is shown with its day", () => {
  const timeOf = clockTimes(1_767_225_600_000, "UTC");
  expect(timeOf(1_767_225_601_005)).toBe("00:00:01.005");
  expect(timeOf(1_767_225_599_000)).toBe("2025-12-31 23:59:59.000");
});

test.each([
  ["", 5, [""]],
  ["one two", 7, ["one two"]],
  ["one two", 6, ["one", "two"]],
  ["abcdefgh ij", 3, ["abc", "def", "gh", "ij"]],
])("%j in %i columns", (text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});
