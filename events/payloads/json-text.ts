/** One escape at a time, so that an escaped backslash before a `u` is not taken for one. */
const ESCAPE = /\\(?:u[0-9a-f]{4}|.)/g;

/**
 * `text` as a JSON string as AWS's Java services write it: non-ASCII and `/` as they are, hex digits in upper case.
 */
export function jsonText(text: string): string {
  const json = JSON.stringify(text);
  if (!json.includes("\\u")) return json;
  return json.replaceAll(ESCAPE, (escape) => (escape[1] === "u" ? `\\u${escape.slice(2).toUpperCase()}` : escape));
}

/** @returns ISO 8601 with three digits of milliseconds always, as in SNS's documents */
export function isoTimestamp(epochMs: number): string {
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given instant, the clock is not read
  return new Date(epochMs).toISOString();
}
