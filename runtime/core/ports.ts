/**
 * How rooms reach each other without importing each other: `events/` calls functions through `Invoke` and `InvokeAsync` and never sees
 * `handlers/`; the Lambda service manages event source mappings through `EventSourceMappings`; the composition root in `app/` joins them.
 */
import type { FactId } from "./journal.ts";
import type { ResponseSink } from "./response-sink.ts";

/** One call of a function. */
export interface Invocation {
  /** As AWS's `FunctionName`: a name (then in the config's region and account), a partial or a full ARN, each with or without a qualifier. */
  readonly functionName: string;
  /** A version or an alias; absent: `$LATEST`. */
  readonly qualifier?: string;
  /** The event as JSON text, exactly as the handler's runtime will read it. */
  readonly payload: string;
  /** The fact that led to this call. */
  readonly causeId: FactId | undefined;
  /** The caller's trace header, when it sent one. */
  readonly traceHeader?: string;
  /** Of an attempt that repeats an earlier one, which Lambda gives the same id; a new one when absent. */
  readonly requestId?: string;
  /** JSON text. */
  readonly clientContext?: string;
  readonly onResponse?: ResponseSink;
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
  | {
      readonly kind: "returned";
      readonly requestId: string;
      readonly payload: string;
      readonly executedVersion?: string;
    }
  | { readonly kind: "threw"; readonly requestId: string; readonly payload: string; readonly executedVersion?: string }
  | {
      readonly kind: "timedOut";
      readonly requestId: string;
      readonly payload: string;
      readonly executedVersion?: string;
    }
  | {
      readonly kind: "crashed";
      readonly requestId: string;
      readonly payload: string;
      readonly executedVersion?: string;
    }
  | { readonly kind: "throttled"; readonly requestId: string; readonly reason: ThrottleReason };

/** Reasons of Lambda's `TooManyRequestsException`. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export type ThrottleReason = "ConcurrentInvocationLimitExceeded" | "ReservedFunctionConcurrentInvocationLimitExceeded";

/**
 * Runs a function once and tells how it ended; never rejects for anything the function did.
 * Rejects with an `AwsError` (`ResourceNotFoundException`) when there is no such function or version.
 */
export type Invoke = (invocation: Invocation) => Promise<InvokeOutcome>;

/** An event for a function that nobody waits for. */
export interface AsyncInvocation {
  /** As `Invocation.functionName`. */
  readonly functionName: string;
  readonly qualifier?: string;
  /** The event as JSON text. */
  readonly payload: string;
  readonly causeId: FactId | undefined;
  readonly traceHeader?: string | undefined;
  readonly clientContext?: string | undefined;
}

/**
 * Puts an event into the function's queue of asynchronous events, as an Invoke of type `Event` does.
 *
 * @returns the request id, the same for all attempts
 * @throws {AwsError} `ResourceNotFoundException` when there is no such function
 */
export type InvokeAsync = (invocation: AsyncInvocation) => { readonly requestId: string };

/** What decides how asynchronous events of a function are tried again, and where their records go. */
export interface AsyncPolicy {
  /** Unqualified. */
  readonly functionArn: string;
  /** What the event was sent to, as destination records name it: `<arn>:$LATEST`, or with the alias or version. */
  readonly qualifiedArn: string;
  /** 0 to 2; default 2. */
  readonly maximumRetryAttempts: number;
  /** 60 to 21 600; default 21 600. */
  readonly maximumEventAgeInSeconds: number;
  readonly onSuccess?: string;
  readonly onFailure?: string;
  /** The function's `DeadLetterConfig.TargetArn`. */
  readonly deadLetterTargetArn?: string;
  /** Reserved concurrency of 0: nothing can ever run (`ZeroReservedConcurrency`). */
  readonly neverRuns: boolean;
}

/**
 * Event source mappings as the Lambda API sees them; `events/` runs them. Views and inputs use the model's own member names, so that
 * operations hand them through.
 */
export interface EventSourceMappings {
  /** @throws {AwsError} what CreateEventSourceMapping refuses, with AWS's sentences */
  create(settings: MappingSettings & { readonly EventSourceArn: string }, target: MappingTarget): Promise<MappingView>;
  get(uuid: string): MappingView | undefined;
  list(): readonly MappingView[];
  /** @throws {AwsError} `ResourceInUseException` while it is changing, `ResourceNotFoundException`, and as `create` */
  update(uuid: string, change: MappingSettings, target?: MappingTarget): Promise<MappingView>;
  /** Answers the mapping as it goes away (`Deleting`). */
  delete(uuid: string): Promise<MappingView>;
}

/** The function of a mapping. */
export interface MappingTarget {
  /** As the mapping shows it: unqualified, or with the qualifier that the caller named. */
  readonly functionArn: string;
  /** Seconds. */
  readonly timeout: number;
}

/** The part of CreateEventSourceMapping and UpdateEventSourceMapping that a queue's mapping can have. */
export interface MappingSettings {
  readonly Enabled?: boolean | undefined;
  readonly BatchSize?: number | undefined;
  readonly MaximumBatchingWindowInSeconds?: number | undefined;
  readonly FunctionResponseTypes?: readonly string[] | undefined;
  readonly FilterCriteria?:
    | { readonly Filters?: readonly { readonly Pattern?: string | undefined }[] | undefined }
    | undefined;
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number | undefined } | undefined;
  readonly ProvisionedPollerConfig?:
    | {
        readonly MinimumPollers?: number | undefined;
        readonly MaximumPollers?: number | undefined;
        readonly PollerGroupName?: string | undefined;
      }
    | undefined;
  readonly MetricsConfig?: { readonly Metrics?: readonly string[] | undefined } | undefined;
  readonly LoggingConfig?: { readonly SystemLogLevel?: string | undefined } | undefined;
  readonly KMSKeyArn?: string | undefined;
}

/** A mapping as `EventSourceMappingConfiguration` shows it; `LastModified` in epoch milliseconds. */
export interface MappingView extends MappingSettings {
  readonly UUID: string;
  readonly EventSourceArn: string;
  readonly FunctionArn: string;
  readonly State: "Creating" | "Enabling" | "Enabled" | "Disabling" | "Disabled" | "Updating" | "Deleting";
  readonly StateTransitionReason: string;
  readonly LastModified: number;
}
