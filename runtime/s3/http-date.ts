/** As HTTP headers have it: `Wed, 21 Oct 2015 07:28:00 GMT`. */
export function httpDate(epochMs: number): string {
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given instant, the clock is not read
  return new Date(epochMs).toUTCString();
}
