import type { Clock } from "../runtime/core/clock.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import type { FunctionRunner } from "../runtime/core/function-runner.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { Random } from "../runtime/core/random.ts";
import type { Sandbox } from "./sandbox/execution-environment.ts";

export interface FunctionHostOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly sandbox: Sandbox;
  /** Handlers are relative to it. */
  readonly projectFolder: string;
  /** Built code goes below it; by default `.lambdaloop` in the project folder. */
  readonly cacheFolder?: string;
  /** Asked when an environment starts; the port may be known later than the host. */
  readonly endpointUrl: () => string;
  readonly region: string;
  readonly accountId: string;
  /** Concurrent executions of all functions together; by default 10, a new AWS account's quota. */
  readonly accountConcurrency?: number;
  /** Rebuild and swap on every save. */
  readonly watch: boolean;
}

/** A function as the host sees it now. */
export interface FunctionStatus {
  readonly definition: FunctionDefinition;
  readonly functionArn: string;
  /** The live generation of its code; 0 before the first good build. */
  readonly generation: number;
  /** `broken`: the newest sources do not build; the last good code, if there is any, still runs. */
  readonly state: "building" | "ready" | "broken";
  readonly environments: number;
  /** The newest build's error, formatted with its code frame. */
  readonly buildError?: string;
}

/** Builds, reloads and runs the user's functions. */
export interface FunctionHost extends FunctionRunner {
  /** `$LATEST` of every function. */
  list(): readonly FunctionStatus[];
  /** Also watches files that belong to no function (configuration, `.env`); the returned function ends that. */
  watchFiles(files: readonly string[], onChange: (changed: readonly string[]) => void): () => void;
  /** Resolves when no build, swap or drain is under way. */
  settled(): Promise<void>;
  /** Stops every environment at once, whatever it runs, and removes the built code. */
  stop(): Promise<void>;
}
