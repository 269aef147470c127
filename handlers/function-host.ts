import type { Clock } from "../runtime/core/clock.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import type { FunctionRunner } from "../runtime/core/function-runner.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { Invoke } from "../runtime/core/ports.ts";
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

/**
 * Builds, reloads and runs the user's functions.
 *
 * The config's functions come through `start` and `update`, those of the Lambda service through `deploy` and `remove`; each side
 * changes its own only.
 */
export interface FunctionHost extends FunctionRunner {
  /**
   * Takes the first definitions; builds go on in the background (`settled`), invocations wait for theirs.
   *
   * @throws {UserError} `HANDLER_NOT_FOUND`, `RESERVED_CONCURRENCY_TOO_HIGH`; nothing has started then
   */
  start(definitions: readonly FunctionDefinition[]): Promise<void>;
  /**
   * Adds, removes and changes functions; those that are the same keep their environments.
   *
   * @throws {UserError} as `start`; nothing has changed then
   */
  update(definitions: readonly FunctionDefinition[]): Promise<void>;
  /** Runs `$LATEST` of a function by its name, in the host's own region and account. */
  readonly invoke: Invoke;
  /** `$LATEST` of every function. */
  list(): readonly FunctionStatus[];
  /** Also watches files that belong to no function (configuration, `.env`); the returned function ends that. */
  watchFiles(files: readonly string[], onChange: (changed: readonly string[]) => void): () => void;
  /** Resolves when no build, swap or drain is under way. */
  settled(): Promise<void>;
  /** Stops every environment at once, whatever it runs, and removes the built code. */
  stop(): Promise<void>;
}
