import type { EnvironmentSpec, ExecutionEnvironment, Sandbox, Standby } from "../execution-environment.ts";
import { hasWrapper } from "./exec-wrapper.ts";
import { canBecome, hostVariables, isReadAtStart } from "./lambda-environment.ts";
import type { ChildSource } from "./process-environment.ts";
import type { Reaper } from "./reaper.ts";
import { Runner } from "./runner.ts";
import type { Command } from "./runtime-process.ts";

export type VariablesOf = (spec: EnvironmentSpec, runtimeApi: string, optFolder?: string) => Record<string, string>;

export interface ProcessStandbyOptions {
  readonly wish: Parameters<Sandbox["standby"]>[0];
  readonly host: Readonly<Record<string, string | undefined>>;
  readonly reaper: Reaper;
  readonly program: Pick<Command, "file" | "args">;
  readonly variables: VariablesOf;
  readonly withLogStream: (spec: EnvironmentSpec) => EnvironmentSpec;
  /** A child of its own, for when the standby does not fit or has died. */
  readonly start: (spec: EnvironmentSpec) => Promise<Runner>;
  readonly environment: (spec: EnvironmentSpec, child: ChildSource) => ExecutionEnvironment;
}

/** A Node process that has loaded a function's packages and waits to be told which code to run. */
export class ProcessStandby implements Standby {
  readonly ready: Promise<void>;
  readonly #options: ProcessStandbyOptions;
  readonly #runner: Promise<Runner>;
  #assigned = false;

  constructor(options: ProcessStandbyOptions) {
    this.#options = options;
    this.#runner = Runner.start((runtimeApi) => this.#command(runtimeApi), options.reaper);
    this.ready = this.#loaded();
  }

  assign(given: EnvironmentSpec): ExecutionEnvironment {
    if (this.#assigned) throw new Error("A standby becomes one environment only.");
    this.#assigned = true;
    const { environment, start, withLogStream } = this.#options;
    const spec = withLogStream(given);
    if (this.#fits(spec)) {
      return environment(spec, { start: () => this.#become(spec), abandon: () => this.#stop() });
    }
    void this.#stop();
    return environment(spec, { start: () => start(spec) });
  }

  async stop(): Promise<void> {
    if (!this.#assigned) await this.#stop();
  }

  async #loaded(): Promise<void> {
    const runner = await this.#runner;
    const waits = new Promise<void>((resolve) => {
      runner.api.onStandby = resolve;
    });
    await Promise.race([waits, runner.process.exited]);
  }

  async #stop(): Promise<void> {
    const runner = await this.#runner;
    await runner.process.stop();
  }

  #command(runtimeApi: string): Command {
    const { wish, host, program, variables } = this.#options;
    const own = wish.likely === undefined ? hostVariables(host) : variables(wish.likely, runtimeApi);
    const preload = JSON.stringify({ fromFolder: wish.fromFolder, modules: wish.modules });
    const started = { ...own, AWS_LAMBDA_RUNTIME_API: runtimeApi, LAMBDALOOP_STANDBY: preload };
    return { ...program, workingFolder: wish.fromFolder, variables: started };
  }

  #fits(spec: EnvironmentSpec): boolean {
    const { wish, variables } = this.#options;
    if (
      spec.layersFolder !== undefined ||
      hasWrapper(spec) ||
      spec.runtime !== wish.runtime ||
      spec.memorySizeMB !== wish.memorySizeMB
    )
      return false;
    const wanted = variables(spec, "");
    if (wish.likely === undefined) return !Object.keys(spec.variables).some(isReadAtStart);
    return canBecome(variables(wish.likely, ""), wanted);
  }

  /** The waiting process; a new one when it has died meanwhile. */
  async #become(spec: EnvironmentSpec): Promise<Runner> {
    const runner = await this.#runner;
    if (runner.process.exit !== undefined) return this.#options.start(spec);
    const environment = this.#options.variables(spec, runner.address);
    runner.api.assign(JSON.stringify({ environment, workingFolder: spec.taskRoot }));
    return runner;
  }
}
