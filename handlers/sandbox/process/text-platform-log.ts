import type { EnvironmentSpec } from "../execution-environment.ts";
import { crashMessage, exitReason, timedOutReason } from "./error-documents.ts";
import { endLine, initReportLine, reportLine, startLine, timedOutLine } from "./platform-lines.ts";
import type { Ended, PlatformLog } from "./platform-log.ts";

/** Lambda's own lines in the text log format. */
export function textPlatformLog(spec: EnvironmentSpec): PlatformLog {
  return {
    extensionNotStarted: (_now, name) => [
      `EXTENSION\tName: ${name}\tState: NotStarted\t(lambdaloop runs no extensions)`,
    ],
    initStarted: () => [],
    initEnded: (_now, initMs, failure) => (failure === undefined ? [] : [initReportLine(initMs, failure)]),
    started: (_now, requestId) => [startLine(requestId, spec.version)],
    ended: (ended) => [...lastWords(ended, spec), endLine(ended.requestId), reportLine(ended)],
  };
}

function lastWords({ failure, exit, requestId, now }: Ended, { timeoutMs }: EnvironmentSpec): string[] {
  if (failure === undefined) return [];
  if (failure.status === "timeout") return [timedOutLine(now, requestId, timedOutReason(timeoutMs))];
  const reason = exitReason(exit ?? { code: null, signal: "SIGKILL" });
  return [crashMessage(requestId, reason), failure.errorType];
}
