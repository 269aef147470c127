/** As `LastModified` of a function shows it: `2026-01-01T00:00:00.000+0000`. */
export function lastModifiedText(at: number): string {
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given instant, the clock is not read
  return new Date(at).toISOString().replace("Z", "+0000");
}

/** As provisioned concurrency shows it: `2026-01-01T00:00:00+0000`. */
export function lastModifiedSeconds(at: number): string {
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given instant, the clock is not read
  return new Date(at).toISOString().replace(/\.\d+Z$/, "+0000");
}

/** As function URLs show it: `2026-01-01T00:00:00.000Z`. */
export function isoText(at: number): string {
  return lastModifiedText(at).replace("+0000", "Z");
}
