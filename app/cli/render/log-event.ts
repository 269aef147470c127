import { styleText } from "node:util";
import { shortId } from "./layout.ts";
import { createRenderState, type Style } from "./render-state.ts";

/** An event as FilterLogEvents gives it. */
export interface LogEvent {
  readonly logStreamName: string;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
  readonly eventId: string;
}

/** What Lambda itself writes. */
const PLATFORM = /^(?:START|END|REPORT|INIT_START|INIT_REPORT)\b/;
/** The id of an invocation in the line that begins it. */
const START = /^START RequestId: (\S+)/;
/** Lambda's Node.js runtime starts each line with time, request id and level, its Python runtime with the level in brackets. */
const PREFIX = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t(\S+)\t([A-Z]+)\t/;
const LEVELS = { ERROR: "red", FATAL: "red", WARN: "yellow" } as const;

/** The lines of an event, in the manner of `lambdaloop dev`: time, invocation, text. Remembers which invocation each stream is at. */
export function createLogRenderer(style: Style = styleText, timeZone?: string): (event: LogEvent) => string {
  const { timeOf } = createRenderState(style, timeZone);
  const current = new Map<string, string>();
  return ({ logStreamName, timestamp, message }) => {
    const started = START.exec(message)?.[1];
    if (started !== undefined) current.set(logStreamName, started);
    const [prefix = "", requestId = current.get(logStreamName) ?? "", level = ""] = PREFIX.exec(message) ?? [];
    const margin = `${style("dim", timeOf(timestamp))}  ${style("cyan", shortId(requestId).padEnd(8))}  `;
    const text = message.slice(prefix.length).trimEnd();
    const lines = text.split(/\r?\n|\r/).map((line) => coloured(line, level, style));
    if (message.startsWith("REPORT ")) current.delete(logStreamName);
    return lines.map((line) => (margin + line).trimEnd()).join("\n");
  };
}

function coloured(line: string, level: string, style: Style): string {
  if (PLATFORM.test(line)) return style("dim", line);
  const format = LEVELS[level as keyof typeof LEVELS];
  return format === undefined ? line : style(format, line);
}
