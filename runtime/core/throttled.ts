import type { FactId, Journal } from "./journal.ts";
import type { InvokeOutcome, ThrottleReason } from "./ports.ts";

/** An invocation that finds no concurrency left. */
export interface ThrottledInvocation {
  readonly functionName: string;
  readonly requestId: string;
  readonly reason: ThrottleReason;
  readonly causeId: FactId | undefined;
}

/**
 * Records that an invocation was throttled, and is its outcome: the handler never runs.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (TooManyRequestsException), "Rate Exceeded." as recorded
 */
export function throttled(journal: Journal, invocation: ThrottledInvocation): InvokeOutcome {
  const { functionName, requestId, reason, causeId } = invocation;
  journal.record(
    {
      kind: "lambda.invocationEnded",
      functionName,
      requestId,
      outcome: "throttled",
      durationMs: 0,
      errorType: "TooManyRequestsException",
      errorMessage: `Rate Exceeded. (${reason})`,
    },
    causeId,
  );
  return { kind: "throttled", requestId, reason };
}
