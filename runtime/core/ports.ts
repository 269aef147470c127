/**
 * How rooms reach each other without importing each other: `events/` calls user code through `Invoke`
 * and never sees `handlers/`; the composition root in `app/` joins the two.
 */
import type { FactId } from "./journal.ts";

/** One call of a function. */
export interface Invocation {
  readonly functionName: string;
  /** The event as JSON text, exactly as the handler's runtime will read it. */
  readonly payload: string;
  /** The fact that led to this call. */
  readonly causeId: FactId | undefined;
  /** Tail of the caller's trace header, when it sent one. */
  readonly traceHeader?: string;
  /** Of an attempt that repeats an earlier one, which Lambda gives the same id; a new one when absent. */
  readonly requestId?: string;
}

/**
 * How one invocation ended. Exactly one of these, always; a handler that throws is a normal event here.
 *
 * `payload` is JSON text: the handler's answer, or Lambda's error document (`{errorType, errorMessage, ...}`).
 *
 * - `returned`: the handler answered.
 * - `threw`: the handler failed and its runtime reported the error.
 * - `timedOut`: it ran past the function's timeout and was killed (`Sandbox.Timedout`).
 * - `crashed`: its process ended (`Runtime.ExitError`, out of memory), or it could not start.
 * - `throttled`: no concurrency was left, the handler never ran.
 */
export type InvokeOutcome =
  | { readonly kind: "returned"; readonly requestId: string; readonly payload: string }
  | { readonly kind: "threw"; readonly requestId: string; readonly payload: string }
  | { readonly kind: "timedOut"; readonly requestId: string; readonly payload: string }
  | { readonly kind: "crashed"; readonly requestId: string; readonly payload: string }
  | { readonly kind: "throttled"; readonly requestId: string; readonly reason: ThrottleReason };

/** Reasons of Lambda's `TooManyRequestsException`. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export type ThrottleReason = "ConcurrentInvocationLimitExceeded" | "ReservedFunctionConcurrentInvocationLimitExceeded";

/**
 * Runs a function once and tells how it ended; never rejects for anything the function did.
 * Rejects with an `AwsError` (`ResourceNotFoundException`) when there is no such function.
 */
export type Invoke = (invocation: Invocation) => Promise<InvokeOutcome>;
