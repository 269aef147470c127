import { PAGE_BYTES, PAGE_EVENTS } from "./limits.ts";
import type { LogEvent } from "./log-event.ts";

/** Which events a page may have, and how many. */
export interface PageQuery {
  readonly accepts: (event: LogEvent) => boolean;
  /** 1 to 10,000. */
  readonly limit?: number | undefined;
}

export interface Page {
  /** In the order of the walk. */
  readonly events: readonly LogEvent[];
  /** Whether another accepted event lies behind the page. */
  readonly hasMore: boolean;
}

/** One page of events from index `from` towards `end` (exclusive), up or down: as many as fit into 1 MB. */
export function takePage(events: readonly LogEvent[], from: number, end: number, query: PageQuery): Page {
  const { accepts, limit = PAGE_EVENTS } = query;
  const step = end < from ? -1 : 1;
  const taken: LogEvent[] = [];
  let bytes = 0;
  for (let index = from; index !== end; index += step) {
    const event = events[index];
    if (event === undefined || !accepts(event)) continue;
    bytes += event.bytes;
    // An event is never larger than a page, so the first one always fits.
    if (taken.length === limit || (bytes > PAGE_BYTES && taken.length > 0)) return { events: taken, hasMore: true };
    taken.push(event);
  }
  return { events: taken, hasMore: false };
}
