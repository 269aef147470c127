const DAY_MS = 24 * 3600 * 1000;

/**
 * Instants as people read them: `12:01:42.123`, with the day when that is another one than today's.
 *
 * @param now epoch milliseconds
 * @param timeZone by default the machine's
 */
export function clockTimes(now: number, timeZone?: string): (at: number) => string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", ...zone });
  const day = new Intl.DateTimeFormat("sv-SE", { year: "numeric", month: "2-digit", day: "2-digit", ...zone });
  const today = day.format(now);
  return (at) => {
    const text = `${time.format(at)}.${String(Math.floor(at) % 1000).padStart(3, "0")}`;
    const date = day.format(at);
    return date === today ? text : `${date} ${text}`;
  };
}

/** `+12 ms`, `+1.25 s`, `+3 m 20 s`, `+2 d 4 h` */
export function offsetText(ms: number): string {
  if (ms < 1000) return `+${Math.round(ms)} ms`;
  if (ms < 60_000) return `+${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.floor(ms / 1000);
  if (ms < 3_600_000) return `+${Math.floor(seconds / 60)} m ${seconds % 60} s`;
  const minutes = Math.floor(seconds / 60);
  if (ms < DAY_MS) return `+${Math.floor(minutes / 60)} h ${minutes % 60} m`;
  const hours = Math.floor(minutes / 60);
  return `+${Math.floor(hours / 24)} d ${hours % 24} h`;
}
