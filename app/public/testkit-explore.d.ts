/** Public types of `explore`. */
import type { RuntimeOptions, TestRuntime } from "./testkit.js";

/** What may go wrong on AWS, too; `docs/testing.md` says what each one is. */
export type FaultKind = "duplicate" | "lostAcknowledgement" | "timeout" | "crash" | "throttle" | "delay" | "reorder";

/** One run of a scenario. */
export interface ExploreRun {
  /** As `createRuntime`, but what the run's schedule says goes wrong in it. Stopped when the run ends. */
  createRuntime(options: RuntimeOptions): Promise<TestRuntime>;
  /** Where another handler may go on first: for each call of a fake database to await. */
  pause(): Promise<void>;
}

export interface ExploreOptions {
  /** Default 100. */
  readonly runs?: number | undefined;
  /** Default: a fresh one; a failure says it. */
  readonly seed?: number | undefined;
  /** Default: all of them. */
  readonly faults?: readonly FaultKind[] | undefined;
}

export interface ExploreReport {
  readonly runs: number;
  readonly seed: number;
}

/** What goes wrong in a run, and in which order handlers go on. */
export interface Schedule {
  readonly faults: readonly { readonly kind: FaultKind; readonly at: number; readonly amount: number }[];
  readonly choices: readonly number[];
}

/** A run broke the scenario. Its message says how, with the seed, the shortest schedule that does it, and what happened. */
export declare class ExploreError extends Error {
  override readonly name: string;
  readonly seed: number;
  /** The shortest that was found. */
  readonly schedule: Schedule;
  /** The schedule in words. */
  readonly steps: readonly string[];
}

/**
 * Runs a scenario again and again, each time with other faults and another order, until it throws; then looks for the shortest schedule
 * that makes it throw. The scenario must depend on nothing outside of the run.
 *
 * @throws {ExploreError}
 *
 * @example
 * await explore(async (run) => {
 *   const charges: string[] = [];
 *   const runtime = await run.createRuntime({
 *     queues: { orders: {} },
 *     functions: { charge: { handler: chargeInto(charges), eventSourceMappings: [{ queue: "orders" }] } },
 *   });
 *   runtime.queue("orders").send({ id: 1 });
 *   await runtime.drained({ within: "20 minutes" });
 *   assert.deepEqual(charges, ["1"]);
 * });
 */
export declare function explore(
  scenario: (run: ExploreRun) => Promise<void>,
  options?: ExploreOptions,
): Promise<ExploreReport>;
