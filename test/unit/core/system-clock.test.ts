import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../../../runtime/core/clock.ts";

const FORTY_DAYS_MS = 40 * 24 * 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a delay beyond what one timer can hold fires at its time, not at once", () => {
  const fired = vi.fn<() => void>();
  systemClock.schedule(FORTY_DAYS_MS, fired);
  vi.advanceTimersByTime(FORTY_DAYS_MS - 1);
  expect(fired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(fired).toHaveBeenCalledOnce();
});

test("a cancelled delay never fires, also after its timer was renewed", () => {
  const fired = vi.fn<() => void>();
  const cancel = systemClock.schedule(FORTY_DAYS_MS, fired);
  vi.advanceTimersByTime(FORTY_DAYS_MS - 1_000);
  cancel();
  vi.advanceTimersByTime(FORTY_DAYS_MS);
  expect(fired).not.toHaveBeenCalled();
});
