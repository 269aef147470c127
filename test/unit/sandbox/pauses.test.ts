import { expect, test } from "vitest";
import { Pauses } from "../../../handlers/sandbox/process/pauses.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";

function withDeadline(ms: number): { clock: VirtualClock; pauses: Pauses; dueAt: number[]; cancel: () => void } {
  const clock = new VirtualClock(0);
  const pauses = new Pauses(clock);
  const dueAt: number[] = [];
  const cancel = pauses.deadline(ms, () => dueAt.push(clock.now()));
  return { clock, pauses, dueAt, cancel };
}

test("a deadline comes after its time when nothing pauses", () => {
  const { clock, pauses, dueAt } = withDeadline(1000);
  clock.advance(5000);
  expect([dueAt, pauses.totalMs]).toEqual([[1000], 0]);
});

test("a deadline stands still in every pause", () => {
  const { clock, pauses, dueAt } = withDeadline(1000);
  clock.advance(400);
  pauses.paused();
  clock.advance(60_000);
  expect(pauses.totalMs).toBe(60_000);
  pauses.resumed();
  clock.advance(599);
  pauses.paused();
  clock.advance(1000);
  pauses.resumed();
  expect(dueAt).toEqual([]);
  clock.advance(1);
  expect([dueAt, pauses.totalMs]).toEqual([[62_000], 61_000]);
});

test("a deadline that begins in a pause begins to run after it", () => {
  const clock = new VirtualClock(0);
  const pauses = new Pauses(clock);
  const dueAt: number[] = [];
  pauses.paused();
  pauses.deadline(1000, () => dueAt.push(clock.now()));
  clock.advance(5000);
  pauses.resumed();
  clock.advance(1000);
  expect(dueAt).toEqual([6000]);
});

test("a deadline that was cancelled does not come back after a pause", () => {
  const { clock, pauses, dueAt, cancel } = withDeadline(1000);
  pauses.paused();
  cancel();
  pauses.resumed();
  clock.advance(5000);
  expect(dueAt).toEqual([]);
});
