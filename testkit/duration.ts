const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  millisecond: 1,
  s: 1000,
  second: 1000,
  m: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  w: 604_800_000,
  week: 604_800_000,
};

/** Milliseconds, or a text like `15 minutes`, `1.5 h`, `2 weeks`. */
export type Duration = number | string;

/** @throws {TypeError} for what is no duration */
export function durationMs(duration: Duration): number {
  if (typeof duration === "number" && Number.isFinite(duration) && duration >= 0) return duration;
  const [, amount, unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/i.exec(String(duration)) ?? [];
  const unitMs = UNITS_MS[unit.toLowerCase()] ?? UNITS_MS[unit.toLowerCase().replace(/s$/, "")];
  if (typeof duration !== "string" || amount === undefined || unitMs === undefined) {
    throw new TypeError(`${JSON.stringify(duration)} is no duration: write milliseconds, or a text like "15 minutes".`);
  }
  return Number(amount) * unitMs;
}
