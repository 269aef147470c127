import { nextTokenInvalid } from "./errors.ts";
import { BEGINNING, eventIdOf, indexOf, type LogEvent, type Position, positionOf } from "./log-event.ts";
import { takePage } from "./pages.ts";

/** Which events of a stream are asked for. */
export interface GetQuery {
  readonly accepts: (event: LogEvent) => boolean;
  /** Epoch milliseconds, inclusive. */
  readonly startTime?: number | undefined;
  /** Epoch milliseconds, exclusive. */
  readonly endTime?: number | undefined;
  readonly limit?: number | undefined;
  readonly startFromHead?: boolean | undefined;
  readonly nextToken?: string | undefined;
}

export interface GetPage {
  /** Oldest first, whichever way the pages go. */
  readonly events: readonly LogEvent[];
  readonly nextForwardToken: string;
  readonly nextBackwardToken: string;
}

/** A place between events, and the way to go from there. */
interface Cursor {
  readonly direction: "f" | "b";
  readonly position: Position;
}

const TOKEN = /^([fb])\/(\d{56})\/s$/;

/**
 * One page of GetLogEvents. A token names an event and leads to those behind it (`f/`) or before it (`b/`); at an end there is
 * nothing, and the token that was passed in comes back. With a token `startFromHead` does not count. AWS lets tokens expire
 * after 24 hours; here they do not.
 *
 * @param all in order
 * @throws {AwsError} `InvalidParameterException`
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export function getEvents(all: readonly LogEvent[], query: GetQuery): GetPage {
  const cursor = query.nextToken === undefined ? undefined : readToken(query.nextToken);
  const isForward = cursor === undefined ? query.startFromHead === true : cursor.direction === "f";
  const { low, high } = rangeOf(all, query);
  const start = isForward ? low : high;
  const at = cursor === undefined ? start : clamp(indexBehind(all, cursor), low, high);
  const { events } = isForward ? takePage(all, at, high, query) : takePage(all, at - 1, low - 1, query);
  const ordered = isForward ? events : events.toReversed();
  const idle = cursor?.position ?? BEGINNING;
  return {
    events: ordered,
    nextForwardToken: writeToken("f", ordered.at(-1) ?? idle),
    nextBackwardToken: writeToken("b", ordered[0] ?? idle),
  };
}

/** Indexes of the first event of the time range and of the first one behind it. */
function rangeOf(all: readonly LogEvent[], { startTime = 0, endTime = Number.MAX_SAFE_INTEGER }: GetQuery) {
  const low = indexOf(all, { timestamp: startTime, sequence: 0 });
  return { low, high: Math.max(low, indexOf(all, { timestamp: endTime, sequence: 0 })) };
}

/** Where the cursor cuts the list: behind its event when it leads forward, before it otherwise. */
function indexBehind(all: readonly LogEvent[], { direction, position }: Cursor): number {
  const { timestamp, sequence } = position;
  return indexOf(all, direction === "f" ? { timestamp, sequence: sequence + 1 } : position);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** The form of AWS's answers: `f/36806584797279377406238156546965608791704931121641160711/s`. */
function writeToken(direction: Cursor["direction"], position: Position): string {
  return `${direction}/${eventIdOf(position)}/s`;
}

function readToken(token: string): Cursor {
  const [, direction, id] = TOKEN.exec(token) ?? [];
  if (id === undefined) throw nextTokenInvalid();
  return { direction: direction === "b" ? "b" : "f", position: positionOf(id) };
}
