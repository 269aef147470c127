/**
 * Wire forms of instants, which the runtime holds as epoch milliseconds.
 *
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export type TimestampFormat = "date-time" | "http-date" | "epoch-seconds";

/** The text, or a number for `epoch-seconds`. */
export function formatInstant(format: TimestampFormat, epochMs: number): string | number {
  if (format === "epoch-seconds") return epochMs / 1000;
  if (format === "http-date") return httpDate(epochMs);
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given instant, the clock is not read
  const date = new Date(epochMs);
  return date.toISOString().replace(".000Z", "Z");
}

let lastHttpDate = { epochMs: Number.NaN, text: "" };

/** Objects' times are whole seconds, and most requests are about those of one second: the last one is kept. */
function httpDate(epochMs: number): string {
  if (lastHttpDate.epochMs !== epochMs) {
    // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given instant, the clock is not read
    lastHttpDate = { epochMs, text: new Date(epochMs).toUTCString() };
  }
  return lastHttpDate.text;
}

/** @returns epoch milliseconds, or `undefined` when `value` is no instant in that format */
export function parseInstant(format: TimestampFormat, value: string | number): number | undefined {
  if (typeof value === "number" || /^-?\d+(?:\.\d+)?$/.test(value)) return inRange(Math.round(Number(value) * 1000));
  if (format === "epoch-seconds") return undefined;
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given text, the clock is not read
  const epochMs = Date.parse(value);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}

/** JavaScript's own range of dates, 275,760 years each way; beyond it an instant has no text. */
const MAX_EPOCH_MS = 8.64e15;

function inRange(epochMs: number): number | undefined {
  return Math.abs(epochMs) <= MAX_EPOCH_MS ? epochMs : undefined;
}
