import { UserError } from "../../runtime/core/errors.ts";

const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 24 * 3_600_000,
  w: 7 * 24 * 3_600_000,
};

/**
 * The instant that `--since` means: a span before now (`30s`, `10m`, `2h`, `1d`, `1w`, as in `aws logs tail`), or a date of ISO 8601.
 *
 * @param now epoch milliseconds
 * @returns epoch milliseconds
 * @throws {UserError} `BAD_TIME`
 */
export function sinceOf(text: string, now: number): number {
  const [, amount, unit = ""] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  if (amount !== undefined) return Math.max(0, now - Number(amount) * (UNITS_MS[unit] ?? 0));
  // oxlint-disable-next-line no-restricted-globals -- reads an instant that the user gave
  const instant = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) {
    throw new UserError("BAD_TIME", `--since ${text} is no time.`, {
      advice: "Write a number with s, m, h, d or w (10m), or a date such as 2026-01-31T12:00:00Z.",
    });
  }
  return instant;
}
