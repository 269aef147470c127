import { nextTokenInvalid } from "./errors.ts";
import { eventIdOf, indexOf, type LogEvent, type Position, positionOf } from "./log-event.ts";
import { takePage } from "./pages.ts";

/** Which events of a group are asked for. */
export interface FilterQuery {
  readonly accepts: (event: LogEvent) => boolean;
  /** Epoch milliseconds, inclusive. */
  readonly startTime?: number | undefined;
  /** Epoch milliseconds, inclusive (GetLogEvents's is not). */
  readonly endTime?: number | undefined;
  readonly limit?: number | undefined;
  /** Default true: oldest first. */
  readonly startFromHead?: boolean | undefined;
  readonly nextToken?: string | undefined;
}

export interface FilterPage {
  readonly events: readonly LogEvent[];
  /** Absent when nothing that matches is left. */
  readonly nextToken: string | undefined;
}

/**
 * One page of FilterLogEvents, all streams interleaved. The token goes on behind the last event that was given, in its direction.
 *
 * @param all in order
 * @throws {AwsError} `InvalidParameterException`
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export function filterEvents(all: readonly LogEvent[], query: FilterQuery): FilterPage {
  const { startTime = 0, endTime = Number.MAX_SAFE_INTEGER - 1, startFromHead = true, nextToken } = query;
  const low = indexOf(all, { timestamp: startTime, sequence: 0 });
  const high = Math.max(low, indexOf(all, { timestamp: endTime + 1, sequence: 0 }));
  const cursor = nextToken === undefined ? undefined : readToken(nextToken);
  const isForward = cursor?.isForward ?? startFromHead;
  const { events, hasMore } = isForward
    ? takePage(all, clamp(cursor ? indexOf(all, behind(cursor.position)) : low, low, high), high, query)
    : takePage(all, clamp(cursor ? indexOf(all, cursor.position) : high, low, high) - 1, low - 1, query);
  const last = events.at(-1);
  return { events, nextToken: hasMore && last !== undefined ? writeToken(isForward, last) : undefined };
}

function behind({ timestamp, sequence }: Position): Position {
  return { timestamp, sequence: sequence + 1 };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Opaque, as AWS's is. */
function writeToken(isForward: boolean, event: Position): string {
  return Buffer.from(`${isForward ? "up" : "down"} ${eventIdOf(event)}`).toString("base64url");
}

function readToken(token: string): { readonly isForward: boolean; readonly position: Position } {
  const [, direction, id] = /^(up|down) (\d{56})$/.exec(Buffer.from(token, "base64url").toString()) ?? [];
  if (id === undefined) throw nextTokenInvalid();
  return { isForward: direction === "up", position: positionOf(id) };
}
