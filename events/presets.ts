import type { EventSourceMappingDefinition } from "./definition.ts";

/** A well-known incident as a queue, a function and a mapping that bring it about: plain data, to be set up and run on the clock. */
export interface IncidentPreset {
  readonly name: string;
  /** What goes wrong, and why. */
  readonly story: string;
  readonly queue: {
    readonly visibilityTimeoutSeconds: number;
    /** With a dead-letter queue; absent: without one. */
    readonly maxReceiveCount?: number;
  };
  readonly function: {
    readonly timeoutSeconds: number;
    readonly reservedConcurrentExecutions: number;
    /** How long its handler works; it never fails. */
    readonly durationMs: number;
  };
  readonly mapping: Omit<EventSourceMappingDefinition, "eventSourceArn" | "functionName">;
  /** How many are sent at once. */
  readonly messages: number;
  /** On the clock, until all is over. */
  readonly runsForSeconds: number;
  readonly expected: {
    /** Receives that were taken back, at least. */
    readonly throttledReceives: number;
    /** Whether messages end in the dead-letter queue without their handler ever having run. */
    readonly neverHandled: boolean;
  };
  /** What AWS says to do. */
  readonly remedy: string;
}

/**
 * The mapping's pollers want more of the function than is reserved for it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html#events-sqs-max-concurrency
 */
const POLLERS_OVER_RESERVED_CONCURRENCY: IncidentPreset = {
  name: "pollers-over-reserved-concurrency",
  story:
    "The mapping may work on 10 batches at a time, the function on 2. The pollers receive more than the function can take; what is throttled waits in the pollers until its visibility timeout ends, and is received again. Everything is late, and receive counts grow although no handler ever failed.",
  queue: { visibilityTimeoutSeconds: 30 },
  function: { timeoutSeconds: 30, reservedConcurrentExecutions: 2, durationMs: 20_000 },
  mapping: { batchSize: 1, scalingConfig: { maximumConcurrency: 10 } },
  messages: 20,
  runsForSeconds: 3600,
  expected: { throttledReceives: 5, neverHandled: false },
  remedy:
    "Don't set maximum concurrency higher than the function's reserved concurrency: with a MaximumConcurrency of 2 the pollers receive what the function can take.",
};

/**
 * The same with a dead-letter queue: throttles use up the receives.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
const THROTTLES_TO_THE_DEAD_LETTER_QUEUE: IncidentPreset = {
  name: "throttles-to-the-dead-letter-queue",
  story:
    "One execution is reserved for the function, and the mapping has no MaximumConcurrency: its 5 pollers receive anyway. A message that was received maxReceiveCount times and throttled each time goes to the dead-letter queue, although its handler never ran.",
  queue: { visibilityTimeoutSeconds: 30, maxReceiveCount: 2 },
  function: { timeoutSeconds: 30, reservedConcurrentExecutions: 1, durationMs: 20_000 },
  mapping: { batchSize: 1 },
  messages: 20,
  runsForSeconds: 3600,
  expected: { throttledReceives: 10, neverHandled: true },
  remedy:
    "Set the mapping's MaximumConcurrency (at least 2) no higher than the function's reserved concurrency, the queue's visibility timeout to six times the function's timeout, and maxReceiveCount to at least 5.",
};

/** All of them, by name. */
export const INCIDENT_PRESETS: ReadonlyMap<string, IncidentPreset> = new Map(
  [POLLERS_OVER_RESERVED_CONCURRENCY, THROTTLES_TO_THE_DEAD_LETTER_QUEUE].map((preset) => [preset.name, preset]),
);
