import { realpathSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { formatArn } from "../runtime/core/arn.ts";
import type { Clock } from "../runtime/core/clock.ts";
import { AwsError } from "../runtime/core/errors.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { Invocation, Invoke, InvokeOutcome, ThrottleReason } from "../runtime/core/ports.ts";
import type { Random } from "../runtime/core/random.ts";
import { Activity } from "./activity.ts";
import { createBuildFolder, type BuildFolder } from "./build/generation-folders.ts";
import { ConcurrencyLimits, DEFAULT_ACCOUNT_CONCURRENCY } from "./concurrency.ts";
import { discoverHandler } from "./discover.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import { ManagedFunction, type FunctionSurroundings } from "./managed-function.ts";
import type { Sandbox } from "./sandbox/execution-environment.ts";
import { concerns, SourceWatcher, type Change } from "./source-watcher.ts";
import { newTraceHeader } from "./trace-header.ts";

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
export interface FunctionHost {
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
  readonly invoke: Invoke;
  list(): readonly FunctionStatus[];
  /** Also watches files that belong to no function (configuration, `.env`); the returned function ends that. */
  watchFiles(files: readonly string[], onChange: (changed: readonly string[]) => void): () => void;
  /** Resolves when no build, swap or drain is under way. */
  settled(): Promise<void>;
  /** Stops every environment at once, whatever it runs, and removes the built code. */
  stop(): Promise<void>;
}

/**
 * Makes the host of the user's functions.
 *
 * @example
 * const host = createFunctionHost({ clock, random, journal, sandbox, projectFolder, endpointUrl, region, accountId, watch: true });
 * await host.start(definitions);
 * const outcome = await host.invoke({ functionName: "orders", payload: "{}", causeId: undefined });
 */
export function createFunctionHost(options: FunctionHostOptions): FunctionHost {
  return new Host(options);
}

interface ExtraFiles {
  readonly files: readonly string[];
  readonly onChange: (changed: readonly string[]) => void;
}

class Host implements FunctionHost {
  readonly #options: FunctionHostOptions;
  readonly #random: Random;
  readonly #functions = new Map<string, ManagedFunction>();
  readonly #limits: ConcurrencyLimits;
  readonly #activity: Activity;
  readonly #watcher: SourceWatcher | undefined;
  readonly #extraFiles = new Set<ExtraFiles>();
  readonly #buildFolder: BuildFolder;
  readonly #surroundings: FunctionSurroundings;

  constructor(options: FunctionHostOptions) {
    this.#options = options;
    this.#random = options.random.fork("handlers");
    this.#limits = new ConcurrencyLimits(options.accountConcurrency ?? DEFAULT_ACCOUNT_CONCURRENCY);
    const onError = (error: unknown): void => this.#failed(error);
    this.#activity = new Activity(onError);
    const { clock, watch } = options;
    const onChange = (change: Change): void => this.#filesChanged(change);
    this.#watcher = watch ? new SourceWatcher({ clock, onChange, onError }) : undefined;
    // esbuild names its inputs by their real paths.
    const projectFolder = realpathSync(options.projectFolder);
    this.#buildFolder = createBuildFolder(resolve(projectFolder, options.cacheFolder ?? ".lambdaloop"));
    this.#surroundings = {
      ...options,
      projectFolder,
      buildFolder: this.#buildFolder,
      watching: watch,
      activity: this.#activity,
      functionArn: (functionName) => this.#arn(functionName),
      onWatchChanged: (sinceNs) => this.#updateWatch(sinceNs),
    };
  }

  async start(definitions: readonly FunctionDefinition[]): Promise<void> {
    await this.update(definitions);
  }

  async update(definitions: readonly FunctionDefinition[]): Promise<void> {
    // Everything that can be refused, before anything changes.
    for (const definition of definitions) discoverHandler(definition, this.#surroundings.projectFolder);
    this.#limits.configure(definitions);
    const added = definitions
      .filter(({ functionName }) => !this.#functions.has(functionName))
      .map((definition) => new ManagedFunction(definition, this.#surroundings));
    const names = new Set(definitions.map(({ functionName }) => functionName));
    this.#redefine(definitions);
    for (const [name, removed] of this.#functions) {
      if (names.has(name)) continue;
      this.#functions.delete(name);
      this.#activity.run(removed.stop({ graceful: true }));
    }
    for (const one of added) {
      this.#functions.set(one.definition.functionName, one);
      one.start();
    }
    this.#updateWatch();
  }

  readonly invoke: Invoke = async (invocation) => {
    const one = this.#functions.get(invocation.functionName);
    if (one === undefined) throw functionNotFound(this.#arn(invocation.functionName));
    const requestId = invocation.requestId ?? this.#random.uuid();
    const { functionName } = invocation;
    const throttled = this.#limits.tryAcquire(functionName);
    if (throttled !== undefined) return this.#throttled(invocation, requestId, throttled);
    try {
      return await one.invoke({
        requestId,
        payload: invocation.payload,
        causeId: invocation.causeId,
        invokedFunctionArn: this.#arn(functionName),
        traceHeader: newTraceHeader(this.#options.clock, this.#random),
      });
    } finally {
      this.#limits.release(functionName);
    }
  };

  list(): readonly FunctionStatus[] {
    return [...this.#functions.values()].map((one) => ({
      definition: one.definition,
      functionArn: this.#arn(one.definition.functionName),
      generation: one.generation,
      state: one.state,
      environments: one.environments,
      ...(one.failure === undefined ? {} : { buildError: one.failure.frame }),
    }));
  }

  watchFiles(files: readonly string[], onChange: (changed: readonly string[]) => void): () => void {
    const { projectFolder } = this.#surroundings;
    const extra = { files: files.map((file) => (isAbsolute(file) ? file : join(projectFolder, file))), onChange };
    this.#extraFiles.add(extra);
    this.#updateWatch();
    return () => {
      this.#extraFiles.delete(extra);
      this.#updateWatch();
    };
  }

  settled(): Promise<void> {
    return this.#activity.settled();
  }

  async stop(): Promise<void> {
    const functions = [...this.#functions.values()];
    await Promise.all([this.#watcher?.close(), ...functions.map((one) => one.stop({ graceful: false }))]);
    await this.#activity.settled();
    await this.#buildFolder.remove();
  }

  #redefine(definitions: readonly FunctionDefinition[]): void {
    for (const definition of definitions) {
      const one = this.#functions.get(definition.functionName);
      if (one !== undefined && JSON.stringify(one.definition) !== JSON.stringify(definition)) one.redefine(definition);
    }
  }

  #filesChanged(change: Change): void {
    for (const one of this.#functions.values()) one.filesChanged(change);
    for (const { files, onChange } of this.#extraFiles) {
      const changed = files.filter((file) => [...change.files].some((path) => concerns(file, path)));
      if (changed.length > 0) onChange(changed);
    }
  }

  #updateWatch(sinceNs?: bigint): void {
    if (this.#watcher === undefined) return;
    const sources = [...this.#functions.values()].flatMap(({ watched }) => watched);
    this.#watcher.watch([...sources, ...[...this.#extraFiles].flatMap(({ files }) => files)], sinceNs);
  }

  #throttled({ functionName, causeId }: Invocation, requestId: string, reason: ThrottleReason): InvokeOutcome {
    // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (TooManyRequestsException), "Rate Exceeded." as recorded.
    this.#options.journal.record(
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

  #arn(functionName: string): string {
    return formatArn("lambda", this.#options, `function:${functionName}`);
  }

  #failed(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    this.#options.journal.record({ kind: "internal.failed", where: "handlers", message, stack });
  }
}

/** Recorded 2025-11-25, lambda_api--TestLambdaFunction.function_name_and_qualifier_validation. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
function functionNotFound(functionArn: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Function not found: ${functionArn}:$LATEST`, { status: 404 });
}
