import type * as FastCheck from "fast-check";
import type { RuntimeOptions } from "../create-runtime.ts";
import { createRuntime } from "../create-runtime.ts";
import type { TestRuntime } from "../test-runtime.ts";
import { factLines } from "../trace.ts";
import { FaultInjection } from "./fault-injection.ts";
import { Pauses } from "./pauses.ts";
import { describe, FAULT_KINDS, type FaultKind, NO_FAULTS, type Schedule, schedules, simplest } from "./schedule.ts";

/** One run of a scenario. */
export interface ExploreRun {
  /** As `createRuntime`, but what the schedule says goes wrong in it. Stopped when the run ends. */
  createRuntime(options: RuntimeOptions): Promise<TestRuntime>;
  /** Where another handler may go on first: what a fake database awaits in each of its calls. */
  pause(): Promise<void>;
}

export interface ExploreOptions {
  /** Default 100. */
  readonly runs?: number | undefined;
  /** Default: a fresh one, which a failure prints. */
  readonly seed?: number | undefined;
  /** Which faults are tried; by default all. */
  readonly faults?: readonly FaultKind[] | undefined;
}

/** What an exploration did when nothing broke. */
export interface ExploreReport {
  readonly runs: number;
  readonly seed: number;
}

/** The scenario's assertion broke; `schedule` is the shortest that was found to break it. */
export class ExploreError extends Error {
  override readonly name: string = "ExploreError";
  readonly seed: number;
  readonly schedule: Schedule;
  readonly steps: readonly string[];

  constructor(message: string, found: { seed: number; schedule: Schedule; steps: readonly string[]; cause: unknown }) {
    super(message, { cause: found.cause });
    this.seed = found.seed;
    this.schedule = found.schedule;
    this.steps = found.steps;
  }
}

/**
 * Runs a scenario again and again, each time with other faults and another interleaving, until its assertion breaks; then looks for the
 * shortest schedule that breaks it.
 *
 * @throws {ExploreError} with that schedule, the seed, the broken assertion and what happened
 */
export async function explore(
  scenario: (run: ExploreRun) => Promise<void>,
  options: ExploreOptions = {},
): Promise<ExploreReport> {
  const fc: typeof FastCheck = await import("fast-check");
  const { runs = 100, faults = FAULT_KINDS } = options;
  const property = fc.asyncProperty(schedules(fc, faults), async (schedule) => {
    const { error } = await runOnce(scenario, schedule);
    if (error !== undefined) throw error.of;
  });
  const examples = simplest(faults).map((schedule): [Schedule] => [schedule]);
  const seed = options.seed === undefined ? {} : { seed: options.seed };
  const details = await fc.check(property, { numRuns: runs, examples, ...seed });
  if (!details.failed) return { runs: details.numRuns, seed: details.seed };
  const [schedule = NO_FAULTS] = details.counterexample ?? [];
  throw await failure(scenario, trimmed(schedule), details);
}

interface Outcome {
  readonly error: { readonly of: unknown } | undefined;
  readonly story: string;
}

async function runOnce(scenario: (run: ExploreRun) => Promise<void>, schedule: Schedule): Promise<Outcome> {
  const runtimes: TestRuntime[] = [];
  const pauses = new Pauses(schedule.choices);
  const run: ExploreRun = {
    async createRuntime(options) {
      // The run's own seed: the same schedule is the same run.
      const given = { seed: "explore", patience: 0, ...options };
      const runtime = await createRuntime(given, new FaultInjection(schedule), () => pauses.release());
      runtimes.push(runtime);
      return runtime;
    },
    pause: () => pauses.pause(),
  };
  try {
    await scenario(run);
    return { error: undefined, story: "" };
  } catch (error) {
    return { error: { of: error }, story: storyOf(runtimes) };
  } finally {
    await Promise.all(runtimes.map((runtime) => runtime.stop()));
  }
}

/** Choices at the end that choose nothing say nothing. */
function trimmed({ faults, choices }: Schedule): Schedule {
  return { faults, choices: choices.slice(0, choices.findLastIndex((choice) => choice !== 0) + 1) };
}

/** The newest facts are those around what broke. */
const SHOWN_FACTS = 60;

function storyOf(runtimes: readonly TestRuntime[]): string {
  return runtimes.map((runtime) => factLines(runtime.facts().slice(-SHOWN_FACTS))).join("\n\n");
}

async function failure(
  scenario: (run: ExploreRun) => Promise<void>,
  schedule: Schedule,
  { seed, numRuns }: { readonly seed: number; readonly numRuns: number },
): Promise<ExploreError> {
  const { error, story } = await runOnce(scenario, schedule);
  if (error === undefined) {
    const message = `A schedule broke the scenario once and not again: it depends on something outside of the run. Seed ${seed}.`;
    return new ExploreError(message, { seed, schedule, steps: describe(schedule), cause: undefined });
  }
  const steps = describe(schedule);
  const list = steps.length === 0 ? ["nothing goes wrong at all"] : steps;
  const reason = error.of instanceof Error ? error.of.message : String(error.of);
  const message = [
    `Run ${numRuns} broke the scenario (seed ${seed}). The shortest schedule that does:`,
    ...list.map((step) => `  - ${step}`),
    "",
    reason,
    "",
    "What happened:",
    story,
  ].join("\n");
  return new ExploreError(message, { seed, schedule, steps, cause: error.of });
}
