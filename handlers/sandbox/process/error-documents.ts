/** How a child process ended, as Node reports it. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The largest response of a synchronous invocation, bytes: 6 MB and what Lambda adds. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_RESPONSE_BYTES = 6_291_556;

/** Recorded 2025-11-24, lambda--TestLambdaBaseFeatures.lambda_too_large_response.json. */
export const RESPONSE_TOO_LARGE_DOCUMENT = JSON.stringify({
  errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  errorType: "Function.ResponseSizeTooLarge",
});

/** The largest streamed response, bytes: 200 MB since July 2025. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_STREAMED_BYTES = 209_715_200;

/** AWS documents that the invocation fails, not with which words: those of the buffered case. */
export const STREAMED_TOO_LARGE_DOCUMENT = JSON.stringify({
  errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_STREAMED_BYTES} bytes).`,
  errorType: "Function.ResponseSizeTooLarge",
});

/** Recorded 2025-11-25, lambda--TestLambdaBehavior.lambda_invoke_with_timeout.json. */
export function timedOutDocument(requestId: string, timeoutMs: number): string {
  return crashDocument(requestId, "Sandbox.Timedout", timedOutReason(timeoutMs));
}

/** @param timeoutMs shown in seconds with two decimals */
export function timedOutReason(timeoutMs: number): string {
  return `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
}

/** Recorded 2025-11-24, lambda--TestLambdaErrors.lambda_runtime_exit.json and lambda_runtime_wrapper_not_found.json. */
export function exitDocument(requestId: string, exit: ProcessExit): string {
  return crashDocument(requestId, "Runtime.ExitError", exitReason(exit));
}

/**
 * Lambda kills what outgrows its memory. Type as in public logs (`Status: error\tError Type: Runtime.OutOfMemory`), sentence as in
 * https://github.com/awslabs/amazon-s3-find-and-forget/pull/283; no recording has both.
 */
export function outOfMemoryDocument(requestId: string): string {
  return crashDocument(requestId, "Runtime.OutOfMemory", exitReason({ code: null, signal: "SIGKILL" }));
}

/** The error document of everything that the platform, not the function, reports. */
export function crashDocument(requestId: string, errorType: string, reason: string): string {
  return JSON.stringify({ errorType, errorMessage: crashMessage(requestId, reason) });
}

/** `RequestId: 8f5c... Error: Runtime exited with error: exit status 127`, also a line of the function's log. */
export function crashMessage(requestId: string, reason: string): string {
  return `RequestId: ${requestId} Error: ${reason}`;
}

/** Lambda words an exit as Go's `os/exec` does: a clean exit has no reason, others a status or a signal. */
export function exitReason({ code, signal }: ProcessExit): string {
  if (signal !== null) return `Runtime exited with error: signal: ${SIGNALS[signal] ?? signal}`;
  return code === 0 || code === null
    ? "Runtime exited without providing a reason"
    : `Runtime exited with error: exit status ${code}`;
}

/** `errorType` of an error document; `undefined` when it has none. */
export function errorTypeOf(document: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(document);
    if (typeof parsed !== "object" || parsed === null || !("errorType" in parsed)) return undefined;
    return typeof parsed.errorType === "string" ? parsed.errorType : undefined;
  } catch {
    return undefined;
  }
}

/** Go's names: https://pkg.go.dev/syscall#Signal (linux). */
const SIGNALS: Partial<Record<NodeJS.Signals, string>> = {
  SIGHUP: "hangup",
  SIGINT: "interrupt",
  SIGQUIT: "quit",
  SIGILL: "illegal instruction",
  SIGTRAP: "trace/breakpoint trap",
  SIGABRT: "aborted",
  SIGBUS: "bus error",
  SIGFPE: "floating point exception",
  SIGKILL: "killed",
  SIGUSR1: "user defined signal 1",
  SIGSEGV: "segmentation fault",
  SIGUSR2: "user defined signal 2",
  SIGPIPE: "broken pipe",
  SIGALRM: "alarm clock",
  SIGTERM: "terminated",
};
