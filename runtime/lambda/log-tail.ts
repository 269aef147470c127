import type { Journal } from "../core/journal.ts";
import { LOG_TAIL_BYTES } from "./limits.ts";

/** Collects what one invocation logs. */
export interface LogTail {
  /** Base64 of the last 4 KB; ends the collecting. */
  read(): string;
}

/**
 * Begins to collect an invocation's log lines.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (LogType)
 */
export function collectLog(journal: Journal, requestId: string): LogTail {
  const lines: string[] = [];
  const stop = journal.subscribe((entry) => {
    if (entry.kind === "lambda.logged" && entry.requestId === requestId) lines.push(entry.line);
  });
  return {
    read() {
      stop();
      const bytes = Buffer.from(lines.map((line) => (line.endsWith("\n") ? line : `${line}\n`)).join(""));
      return bytes.subarray(Math.max(0, bytes.length - LOG_TAIL_BYTES)).toString("base64");
    },
  };
}
