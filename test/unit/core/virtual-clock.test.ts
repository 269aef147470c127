import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";

const FOURTEEN_DAYS_MS = 14 * 24 * 60 * 60 * 1000;

describe("a virtual clock", () => {
  test("stands still until it is advanced", () => {
    const clock = new VirtualClock(1_000);
    expect(clock.now()).toBe(1_000);
    clock.advance(250);
    expect(clock.now()).toBe(1_250);
  });

  test("runs a timer at its due time and not a millisecond earlier", () => {
    const clock = new VirtualClock(0);
    const ranAt: number[] = [];
    clock.schedule(30_000, () => ranAt.push(clock.now()));
    clock.advance(29_999);
    expect(ranAt).toEqual([]);
    clock.advance(1);
    expect(ranAt).toEqual([30_000]);
  });

  test("never runs a fractional delay early", () => {
    const clock = new VirtualClock(0);
    const ranAt: number[] = [];
    clock.schedule(1.2, () => ranAt.push(clock.now()));
    clock.advance(10);
    expect(ranAt).toEqual([2]);
  });

  test("does not run a cancelled timer", () => {
    const clock = new VirtualClock(0);
    const ran: string[] = [];
    const cancel = clock.schedule(10, () => ran.push("cancelled"));
    clock.schedule(10, () => ran.push("kept"));
    cancel();
    cancel();
    clock.advance(10);
    expect(ran).toEqual(["kept"]);
  });

  test("runs timers that a timer scheduled inside the same span", () => {
    const clock = new VirtualClock(0);
    const ranAt: number[] = [];
    const every = (): void => {
      ranAt.push(clock.now());
      clock.schedule(1_000, every);
    };
    clock.schedule(1_000, every);
    clock.advance(3_500);
    expect(ranAt).toEqual([1_000, 2_000, 3_000]);
    expect(clock.now()).toBe(3_500);
  });

  test("keeps delays longer than a bare timer can", () => {
    const clock = new VirtualClock(0);
    const ran: string[] = [];
    clock.schedule(FOURTEEN_DAYS_MS * 10, () => ran.push("retention over"));
    clock.advance(FOURTEEN_DAYS_MS * 10);
    expect(ran).toEqual(["retention over"]);
  });

  test("jumps to the next timer, and says when there is none", () => {
    const clock = new VirtualClock(0);
    clock.schedule(5_000, () => undefined);
    expect(clock.toNext()).toBe(true);
    expect(clock.now()).toBe(5_000);
    expect(clock.toNext()).toBe(false);
    expect(clock.pending).toBe(0);
  });

  test("lets promises settle between timers when advanced asynchronously", async () => {
    const clock = new VirtualClock(0);
    const ranAt: number[] = [];
    const poll = async (): Promise<void> => {
      await Promise.resolve();
      ranAt.push(clock.now());
      if (ranAt.length < 3) clock.schedule(100, () => void poll());
    };
    clock.schedule(100, () => void poll());
    await clock.advanceAsync(1_000);
    expect(ranAt).toEqual([100, 200, 300]);
  });

  test("runs any set of timers in order of due time, then of scheduling", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 40 }), (delays) => {
        const clock = new VirtualClock(0);
        const ran: { due: number; order: number }[] = [];
        delays.forEach((delay, order) => clock.schedule(delay, () => ran.push({ due: clock.now(), order })));
        clock.advance(50);
        const expected = delays
          .map((due, order) => ({ due, order }))
          .toSorted((a, b) => a.due - b.due || a.order - b.order);
        expect(ran).toEqual(expected);
      }),
    );
  });
});
