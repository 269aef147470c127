import { EVENT_OVERHEAD_BYTES } from "./limits.ts";
import type { LogStream } from "./log-stream.ts";

/** One event, in the order of its log group: by timestamp, then by arrival. */
export interface LogEvent extends Position {
  /** Epoch milliseconds. */
  readonly ingestionTime: number;
  readonly message: string;
  /** Of the message in UTF-8, and AWS's 26 bytes. */
  readonly bytes: number;
  readonly stream: LogStream;
}

/** A place in the order of events. */
export interface Position {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  /** Counts arrivals. */
  readonly sequence: number;
}

export function bytesOf(message: string): number {
  return Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
}

/**
 * An event's id as AWS shows it: 56 digits that sort as events do. In published answers the timestamp stands above 144 bits, and below it
 * events of one batch count up (34810311100843586390261359008406652003083034459645739008 and ...009 for 1560948335625); what else is
 * there is not known, here it is the order of arrival.
 */
export function eventIdOf({ timestamp, sequence }: Position): string {
  return ((BigInt(timestamp) << ARRIVAL_BITS) | BigInt(sequence)).toString().padStart(ID_DIGITS, "0");
}

/** @param digits what `eventIdOf` made */
export function positionOf(digits: string): Position {
  const id = BigInt(digits);
  return { timestamp: Number(id >> ARRIVAL_BITS), sequence: Number(id & ((1n << ARRIVAL_BITS) - 1n)) };
}

const ARRIVAL_BITS = 144n;
const ID_DIGITS = 56;

/** Before every event. */
export const BEGINNING: Position = { timestamp: 0, sequence: 0 };

/** The index of the first event that is not before `position`. */
export function indexOf(events: readonly Position[], position: Position): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event !== undefined && isBefore(event, position)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(a: Position, b: Position): boolean {
  return a.timestamp === b.timestamp ? a.sequence < b.sequence : a.timestamp < b.timestamp;
}
