import type { LoggingConfiguration } from "../../../runtime/core/function-definition.ts";

const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] as const;
type Level = (typeof LEVELS)[number];

/** What logging libraries call them. */
const OTHER_NAMES: Readonly<Record<string, Level>> = { WARNING: "WARN", CRITICAL: "FATAL" };
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/**
 * Whether a line that a function printed reaches its log: with the JSON format, when it is of the function's application log level.
 * A line that is no JSON object with a level and a time is of the level INFO.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function isLogged(line: string, logging: LoggingConfiguration | undefined): boolean {
  if (logging?.format !== "JSON") return true;
  const lowest = LEVELS.indexOf(logging.applicationLogLevel ?? "INFO");
  return lowest === 0 || LEVELS.indexOf(levelOf(line)) >= lowest;
}

function levelOf(line: string): Level {
  const { level, timestamp, time } = objectIn(line);
  if (typeof level !== "string") return "INFO";
  const at = timestamp ?? time;
  if (typeof at !== "string" || !RFC_3339.test(at)) return "INFO";
  const name = level.toUpperCase();
  return LEVELS.find((known) => known === name) ?? OTHER_NAMES[name] ?? "INFO";
}

function objectIn(line: string): Record<string, unknown> {
  if (!line.startsWith("{")) return {};
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return {};
  }
}
