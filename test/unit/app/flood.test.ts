import { expect, test } from "vitest";
import { FloodGate } from "../../../app/cli/render/flood.ts";
import { createRenderState } from "../../../app/cli/render/render-state.ts";
import type { Fact } from "../../../runtime/core/facts.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";

const queueArn = "arn:aws:sqs:us-east-1:000000000000:orders";
const MAPPING = "mapping-1";

function setUp() {
  const clock = new VirtualClock();
  const journal = new Journal(clock);
  const lines: string[] = [];
  const state = createRenderState((_format, text) => text, "UTC");
  const gate = new FloodGate(clock, state, (text) => lines.push(text));
  journal.subscribe((entry) => gate.take(entry));
  return {
    clock,
    journal,
    lines,
    gate,
    state,
    record: (fact: Fact, times = 1): void => {
      for (let time = 0; time < times; time++) journal.record(fact);
    },
  };
}

const sent: Fact = { kind: "sqs.messageSent", queueArn, messageId: "m", bodyBytes: 2, availableAt: 0 };
const received = (receiver: string): Fact => ({
  kind: "sqs.messageReceived",
  queueArn,
  messageId: "m",
  receiveCount: 1,
  invisibleUntil: 0,
  receiver,
});
const failed: Fact = { kind: "http.refused", reason: "foreign", method: "POST", path: "/" };

test("200 messages in a second have a line each", () => {
  const { lines, record } = setUp();
  record(sent, 200);
  expect(lines).toHaveLength(200);
});

test("what goes beyond 200 in a second is told in one line at the second's end", () => {
  const { clock, lines, record } = setUp();
  record(sent, 1200);
  record(received("client"), 50);
  clock.advance(1000);
  expect(lines.slice(200)).toEqual([
    "00:00:00.000            lambdaloop    busy       one line a second for each queue until there are fewer messages (--json tells all)",
    "00:00:00.999            orders        busy       1,000 sent, 50 received in this second",
  ]);
});

test("a flood that goes on has no lines but its sums, second by second", () => {
  const { clock, lines, record } = setUp();
  record(sent, 300);
  clock.advance(1000);
  const before = lines.length;
  record(sent, 500);
  clock.advance(1000);
  record(sent, 201);
  clock.advance(1000);
  expect(lines.slice(before)).toEqual([
    "00:00:01.999            orders        busy       500 sent in this second",
    "00:00:02.999            orders        busy       201 sent in this second",
  ]);
});

test("lines come back after a second with few messages", () => {
  const { clock, lines, record } = setUp();
  record(sent, 300);
  clock.advance(1000);
  record(sent, 5);
  clock.advance(1000);
  const before = lines.length;
  record(sent, 3);
  expect(lines.slice(before)).toHaveLength(3);
});

test("lines come back at once after a pause", () => {
  const { clock, lines, record } = setUp();
  record(sent, 300);
  clock.advance(5000);
  const before = lines.length;
  record(sent);
  expect(lines.slice(before)).toHaveLength(1);
});

test("an error among a flood keeps its line", () => {
  const { lines, record } = setUp();
  record(sent, 300);
  record(failed);
  expect(lines.at(-1)).toContain("foreign");
});

test("what a mapping receives is told by its batches and counts for nothing here", () => {
  const { lines, record, state } = setUp();
  state.mappings.add(MAPPING);
  record(received(MAPPING), 300);
  record(sent, 200);
  expect(lines).toHaveLength(200);
});

test("a fact that was noticed late does not begin a second anew", () => {
  const { clock, journal, lines, record } = setUp();
  clock.advance(10_000);
  record(sent, 200);
  journal.record(sent, undefined, clock.now() - 5000);
  record(sent);
  expect(lines).toHaveLength(201);
  expect(lines.at(-1)).toContain("one line a second");
});

test("what was counted is written before the process ends", () => {
  const { gate, lines, record } = setUp();
  record(sent, 250);
  gate.flush();
  expect(lines.at(-1)).toBe("00:00:00.999            orders        busy       50 sent in this second");
});
