/** As a Java server in California writes it, which some refusals show: `Tue Dec 31 16:00:00 PST 2019`. */
export function javaDate(epochMs: number): string {
  const parts = new Map(JAVA_DATE.formatToParts(epochMs).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
  const time = `${part("hour")}:${part("minute")}:${part("second")}`;
  return `${part("weekday")} ${part("month")} ${part("day")} ${time} ${part("timeZoneName")} ${part("year")}`;
}

const JAVA_DATE = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/Los_Angeles",
  weekday: "short",
  month: "short",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
  year: "numeric",
});

/** As HTTP headers have it: `Wed, 21 Oct 2015 07:28:00 GMT`. */
export function httpDate(epochMs: number): string {
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given instant, the clock is not read
  return new Date(epochMs).toUTCString();
}
