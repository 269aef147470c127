import type { EnvironmentSpec } from "../execution-environment.ts";
import { billedMs, isoTime, type Failure } from "./platform-lines.ts";
import type { Ended, PlatformLog } from "./platform-log.ts";

type Level = "DEBUG" | "INFO" | "WARN";

const LEVELS: readonly Level[] = ["DEBUG", "INFO", "WARN"];

/**
 * Lambda's own records in the JSON log format, those of the function's system log level.
 *
 * Members and their order as in public logs of 2024 to 2026; levels by AWS's table "System log level event mapping". An environment's
 * start is at DEBUG, because there is no runtime version here. A handler's own error is no failure, as in the text format, whose REPORT
 * has no status then (recorded).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
export function jsonPlatformLog(spec: EnvironmentSpec): PlatformLog {
  const lowest = LEVELS.indexOf(spec.logging?.systemLogLevel ?? "INFO");
  const lines = (now: number, ...records: [Level, string, object][]): string[] =>
    records
      .filter(([level]) => LEVELS.indexOf(level) >= lowest)
      .map(([, type, record]) => JSON.stringify({ time: isoTime(now), type: `platform.${type}`, record }));
  const { functionName, functionArn, version } = spec;
  const init = { initializationType: "on-demand", phase: "init" };
  return {
    extensionNotStarted(now, name) {
      const reason = "lambdaloop runs no extensions";
      return lines(now, ["WARN", "extension", { name, state: "NotStarted", events: [], reason }]);
    },
    initStarted: (now) => lines(now, ["DEBUG", "initStart", { ...init, functionName, functionVersion: version }]),
    initEnded(now, initMs, failure) {
      const level = failure === undefined ? "DEBUG" : "WARN";
      const metrics = { durationMs: rounded(initMs) };
      const done = { ...init, ...statusOf(failure) };
      return lines(now, [level, "initRuntimeDone", done], [level, "initReport", { ...done, metrics }]);
    },
    started: (now, requestId) => lines(now, ["INFO", "start", { requestId, functionArn, version }]),
    ended(ended) {
      const { now, requestId, failure } = ended;
      const status = statusOf(failure);
      const done = { durationMs: rounded(ended.durationMs), producedBytes: ended.producedBytes };
      return lines(
        now,
        [failure === undefined ? "DEBUG" : "WARN", "runtimeDone", { requestId, ...status, metrics: done }],
        [failure === undefined ? "INFO" : "WARN", "report", { requestId, metrics: metricsOf(ended), ...status }],
      );
    },
  };
}

function metricsOf(ended: Ended): object {
  const { durationMs, memorySizeMB, maxMemoryUsedMB, initMs } = ended;
  return {
    durationMs: rounded(durationMs),
    billedDurationMs: billedMs(ended),
    memorySizeMB,
    maxMemoryUsedMB,
    ...(initMs === undefined ? {} : { initDurationMs: rounded(initMs) }),
  };
}

function statusOf(failure: Failure | undefined): object {
  return failure ?? { status: "success" };
}

/** To microseconds. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
