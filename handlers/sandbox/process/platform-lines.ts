/** The lines that Lambda itself writes into a function's log (text format). */

export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  readonly memorySizeMB: number;
  readonly maxMemoryUsedMB: number;
  /** First invocation of an environment only. */
  readonly initMs?: number;
  /** Absent when the handler answered, also with an error of its own. */
  readonly failure?: Failure;
}

/** `timeout`, or the `errorType` of what ended the environment. */
export type Failure = { readonly status: "timeout" } | { readonly status: "error"; readonly errorType: string };

export function startLine(requestId: string, version: string): string {
  return `START RequestId: ${requestId} Version: ${version}`;
}

export function endLine(requestId: string): string {
  return `END RequestId: ${requestId}`;
}

/**
 * Recorded 2025-11-24, lambda--TestLambdaFeatures.invocation_with_logs.json: tab separated, with a tab at the end.
 */
export function reportLine(report: Report): string {
  const fields = [
    `REPORT RequestId: ${report.requestId}`,
    `Duration: ${report.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs(report)} ms`,
    `Memory Size: ${report.memorySizeMB} MB`,
    `Max Memory Used: ${report.maxMemoryUsedMB} MB`,
  ];
  if (report.initMs !== undefined) fields.push(`Init Duration: ${report.initMs.toFixed(2)} ms`);
  return `${fields.join("\t")}\t${report.failure === undefined ? "" : failureFields(report.failure)}`;
}

/**
 * Since August 2025 the time of initialization is billed too.
 *
 * @see https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/
 */
export function billedMs({ durationMs, initMs = 0 }: Report): number {
  return Math.ceil(durationMs + initMs);
}

/** Written for an initialization that failed only. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
export function initReportLine(initMs: number, failure: Failure): string {
  return `INIT_REPORT Init Duration: ${initMs.toFixed(2)} ms\tPhase: init\t${failureFields(failure)}`;
}

/** `2026-01-01T00:00:00.000Z 8f5c... Task timed out after 3.00 seconds`. */
export function timedOutLine(now: number, requestId: string, reason: string): string {
  return `${isoTime(now)} ${requestId} ${reason}`;
}

/** @param now epoch milliseconds */
export function isoTime(now: number): string {
  // oxlint-disable-next-line no-restricted-globals -- formats an instant that the clock gave
  return new Date(now).toISOString();
}

function failureFields(failure: Failure): string {
  return failure.status === "timeout" ? "Status: timeout" : `Status: error\tError Type: ${failure.errorType}`;
}
