import type { LogStream } from "./log-stream.ts";

/** What PutLogEvents gives for the next call; AWS takes any token, or none, since January 2023. 56 digits. */
export function sequenceTokenOf({ eventCount, lastIngestionTime = 0 }: LogStream): string {
  return `49${String(lastIngestionTime).padStart(20, "0")}${String(eventCount).padStart(34, "0")}`;
}
