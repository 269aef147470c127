import type { Cancel, Clock } from "../runtime/core/clock.ts";
import type { Activity } from "./activity.ts";
import type { EnvironmentSpec, ExecutionEnvironment, Sandbox, Standby } from "./sandbox/execution-environment.ts";

/** `spawn` blocks the event loop, so the next standby waits until the first messages after a swap are through. */
const STANDBY_DELAY_MS = 75;

export type StandbyOptions = Parameters<Sandbox["standby"]>[0];

/** The one process of a function that has its packages loaded and waits for the next save. */
export class StandbySlot {
  readonly #clock: Clock;
  readonly #sandbox: Sandbox;
  readonly #activity: Activity;
  #standby: Standby | undefined;
  #cancel: Cancel | undefined;

  constructor({ clock, sandbox, activity }: { clock: Clock; sandbox: Sandbox; activity: Activity }) {
    this.#clock = clock;
    this.#sandbox = sandbox;
    this.#activity = activity;
  }

  /** @param options asked when the time has come */
  schedule(options: () => StandbyOptions): void {
    this.#cancel?.();
    this.#cancel = this.#clock.schedule(STANDBY_DELAY_MS, () => {
      this.#standby ??= this.#sandbox.standby(options());
    });
  }

  /** Makes the environment of new code out of the standby; `undefined` when none waits. Once only. */
  take(): ((spec: EnvironmentSpec) => ExecutionEnvironment) | undefined {
    const standby = this.#standby;
    this.#standby = undefined;
    return standby === undefined ? undefined : (spec) => standby.assign(spec);
  }

  discard(): void {
    this.#cancel?.();
    if (this.#standby !== undefined) this.#activity.run(this.#standby.stop());
    this.#standby = undefined;
  }
}
