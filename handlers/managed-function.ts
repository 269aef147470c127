import type { Clock } from "../runtime/core/clock.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";
import type { Activity } from "./activity.ts";
import type { BuildFailure, BuildResult, BuiltCode, CodeBuilder } from "./build/code-builder.ts";
import { EsbuildBuilder, installMarkers } from "./build/esbuild-builder.ts";
import type { BuildFolder, GenerationFolders } from "./build/generation-folders.ts";
import { InPlaceBuilder } from "./build/in-place-builder.ts";
import { languageOf } from "./discover.ts";
import { EnvironmentPool, type PoolInvocation } from "./environment-pool.ts";
import { brokenCode, declaredSpec } from "./environment-spec.ts";
import { errorDocument } from "./error-document.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import type { EnvironmentSpec, InitError, Sandbox } from "./sandbox/execution-environment.ts";
import { concerns, type Change } from "./source-watcher.ts";
import { StandbySlot, type StandbyOptions } from "./standby-slot.ts";

/** What all functions of a host share. */
export interface FunctionSurroundings {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly sandbox: Sandbox;
  readonly projectFolder: string;
  readonly buildFolder: BuildFolder;
  readonly endpointUrl: () => string;
  readonly region: string;
  readonly accountId: string;
  readonly watching: boolean;
  readonly activity: Activity;
  readonly functionArn: (functionName: string) => string;
  /** A function's `watched` files are others now; `sinceNs` is the file system's time before they were read. */
  readonly onWatchChanged: (sinceNs: bigint) => void;
}

/** A build that runs, is initialised and serves invocations. */
interface Generation {
  readonly number: number;
  readonly code: BuiltCode;
  readonly taskRoot: string;
  readonly pool: EnvironmentPool;
}

/** Files that changed, and when the first of them did; the first build and a changed definition have no files. */
interface Reason {
  readonly files: ReadonlySet<string>;
  readonly noticedAtMs: number | undefined;
}

/**
 * One function from its sources to its environments: builds on every change, swaps to the new code once an environment has it loaded,
 * lets the old code finish what it runs, and keeps the last good code while the sources are broken.
 */
export class ManagedFunction {
  readonly #around: FunctionSurroundings;
  readonly #folders: GenerationFolders;
  #definition: FunctionDefinition;
  #builder: CodeBuilder;
  #current: Generation | undefined;
  #failure: BuildFailure | undefined;
  #pending: Reason | undefined;
  #building = false;
  #publishing = 0;
  /** Number of the newest generation built; older ones that are not live yet never will be. */
  #newest = 0;
  readonly #standby: StandbySlot;
  #stopped = false;
  #watched: readonly string[] = [];
  /** Of the live generation, of the next while it starts, and of old ones while they finish. */
  readonly #pools = new Set<EnvironmentPool>();
  readonly #accepted = new Set<Promise<InvokeOutcome>>();
  readonly #ready: Promise<void>;
  #markReady: () => void = () => {};

  /** @throws {UserError} `HANDLER_NOT_FOUND` */
  constructor(definition: FunctionDefinition, around: FunctionSurroundings) {
    this.#around = around;
    this.#definition = definition;
    this.#folders = around.buildFolder.forFunction(definition.functionName);
    this.#builder = this.#makeBuilder(definition);
    this.#standby = new StandbySlot(around);
    this.#ready = new Promise((resolve) => {
      this.#markReady = resolve;
    });
  }

  get definition(): FunctionDefinition {
    return this.#definition;
  }

  /** Absolute paths, also of files that do not exist but would matter. */
  get watched(): readonly string[] {
    return this.#watched;
  }

  /** The live generation; 0 before there is one. */
  get generation(): number {
    return this.#current?.number ?? 0;
  }

  get state(): "building" | "ready" | "broken" {
    if (this.#building || this.#publishing > 0 || this.#pending !== undefined) return "building";
    return this.#failure === undefined ? "ready" : "broken";
  }

  get environments(): number {
    return this.#current?.pool.size ?? 0;
  }

  get failure(): BuildFailure | undefined {
    return this.#failure;
  }

  start(): void {
    this.#request({ files: new Set(), noticedAtMs: undefined });
  }

  /** Rebuilds when one of the files is its own. */
  filesChanged({ files, noticedAtMs }: Change): void {
    const own = [...files].filter((changed) => this.#watched.some((path) => concerns(path, changed)));
    if (own.length > 0) this.#request({ files: new Set(own), noticedAtMs });
  }

  /**
   * Takes another definition of the same function; it holds from the next generation on.
   *
   * @throws {UserError} `HANDLER_NOT_FOUND`; nothing has changed then
   */
  redefine(definition: FunctionDefinition): void {
    const builder = this.#makeBuilder(definition);
    this.#around.activity.run(this.#builder.dispose());
    this.#builder = builder;
    this.#definition = definition;
    this.#standby.discard();
    this.start();
  }

  /** Runs one invocation on the live code; waits for the first build, fails with its error when there never was a good one. */
  async invoke(invocation: PoolInvocation): Promise<InvokeOutcome> {
    const outcome = this.#invoke(invocation).finally(() => this.#accepted.delete(outcome));
    this.#accepted.add(outcome);
    return outcome;
  }

  /** @param graceful let accepted invocations finish */
  async stop({ graceful }: { readonly graceful: boolean }): Promise<void> {
    if (graceful) await Promise.allSettled(this.#accepted);
    this.#stopped = true;
    this.#markReady();
    this.#standby.discard();
    const reason = graceful ? "the function was removed" : "the runtime stops";
    await Promise.all([this.#builder.dispose(), ...[...this.#pools].map((pool) => pool.stop(reason))]);
    await this.#folders.removeAll();
  }

  async #invoke(invocation: PoolInvocation): Promise<InvokeOutcome> {
    await this.#ready;
    if (this.#current === undefined || this.#stopped) return this.#neverBuilt(invocation);
    return this.#current.pool.invoke(invocation);
  }

  #makeBuilder(definition: FunctionDefinition): CodeBuilder {
    const { projectFolder } = this.#around;
    return languageOf(definition.runtime) === "node"
      ? new EsbuildBuilder(definition, projectFolder, this.#folders.path)
      : new InPlaceBuilder(definition, projectFolder);
  }

  #request(reason: Reason): void {
    const before = this.#pending;
    this.#pending = {
      files: new Set([...(before?.files ?? []), ...reason.files]),
      noticedAtMs: before?.noticedAtMs ?? reason.noticedAtMs,
    };
    if (!this.#building) this.#around.activity.run(this.#buildAll());
  }

  /** esbuild merges a rebuild into the one that runs, which has read the files already: so one at a time. */
  async #buildAll(): Promise<void> {
    this.#building = true;
    try {
      for (let reason = this.#takePending(); reason !== undefined; reason = this.#takePending())
        await this.#build(reason);
    } catch (error) {
      // The stop has removed the folder that it builds in.
      if (!this.#stopped) throw error;
    } finally {
      this.#building = false;
    }
  }

  #takePending(): Reason | undefined {
    const reason = this.#stopped ? undefined : this.#pending;
    this.#pending = undefined;
    return reason;
  }

  async #build(reason: Reason): Promise<void> {
    const { clock, journal, projectFolder } = this.#around;
    const { functionName } = this.#definition;
    journal.record({ kind: "handler.buildStarted", functionName, changed: [...reason.files] });
    const startedAtMs = clock.monotonicMs();
    const reinstalled = installMarkers(projectFolder).some((marker) => reason.files.has(marker));
    // A standby has loaded the packages as they were.
    if (reinstalled) this.#standby.discard();
    const sinceNs = await this.#folders.now();
    const result = await this.#builder.build({ fresh: reinstalled }).catch((error: unknown) => this.#unexpected(error));
    if (this.#stopped) return;
    this.#watchFor(result, sinceNs);
    if (this.#pending !== undefined) {
      // Out of date before it was used: the next round says what happened, counted from the first change.
      this.#pending = {
        files: new Set([...reason.files, ...this.#pending.files]),
        noticedAtMs: reason.noticedAtMs ?? this.#pending.noticedAtMs,
      };
      return;
    }
    if (result.kind === "failed") {
      this.#fail(result.failure);
      return;
    }
    const number = ++this.#newest;
    const buildMs = clock.monotonicMs() - startedAtMs;
    journal.record({
      kind: "handler.built",
      functionName,
      generation: number,
      buildMs,
      files: result.code.sources.size,
    });
    this.#around.activity.run(this.#publish(number, result.code, reason));
  }

  /** A bug of ours or of a tool's must not leave invocations waiting for a build that never ends. */
  #unexpected(error: unknown): BuildResult {
    if (!this.#stopped) this.#around.activity.report(error);
    const message = `${this.#definition.functionName} could not be built: ${String(error)}`;
    const failure = { errorType: "Runtime.ImportModuleError", message, frame: message } as const;
    return { kind: "failed", failure, watch: this.#watched };
  }

  #watchFor(result: BuildResult, sinceNs: bigint): void {
    this.#watched = result.watch;
    this.#around.onWatchChanged(sinceNs);
  }

  #fail(failure: BuildFailure): void {
    this.#failure = failure;
    const { functionName } = this.#definition;
    const { message, frame } = failure;
    this.#around.journal.record({ kind: "handler.buildFailed", functionName, message, frame });
    this.#markReady();
  }

  /** Brings a build to life: an environment that has it loaded, then the swap. */
  async #publish(number: number, code: BuiltCode, reason: Reason): Promise<void> {
    this.#publishing++;
    try {
      const taskRoot = await this.#folders.write(number, code.output);
      if (this.#stopped) return;
      const pool = this.#makePool(number, code, taskRoot);
      const failure = await pool.prime(this.#standby.take());
      const isStale = this.#stopped || number < this.#newest;
      if (isStale || this.#isBroken(failure, code)) {
        await this.#retire(
          { number, code, taskRoot, pool },
          isStale ? "a newer build replaced it" : "its code is broken",
        );
        return;
      }
      this.#swap({ number, code, taskRoot, pool }, reason);
    } catch (error) {
      if (this.#stopped) return;
      const result = this.#unexpected(error);
      if (result.kind === "failed") this.#fail(result.failure);
    } finally {
      this.#publishing--;
    }
  }

  #isBroken(error: InitError | undefined, code: BuiltCode): boolean {
    const failure = error === undefined ? undefined : brokenCode(error, code, this.#around.projectFolder);
    if (failure !== undefined) this.#fail(failure);
    return failure !== undefined;
  }

  #swap(next: Generation, { noticedAtMs }: Reason): void {
    const { clock, journal, activity } = this.#around;
    const previous = this.#current;
    this.#current = next;
    this.#failure = undefined;
    const { functionName } = this.#definition;
    const sinceChangeMs = noticedAtMs === undefined ? 0 : clock.monotonicMs() - noticedAtMs;
    journal.record({ kind: "handler.swapped", functionName, generation: next.number, sinceChangeMs });
    this.#markReady();
    if (previous !== undefined) activity.run(this.#retire(previous, `generation ${next.number} replaced it`));
    if (this.#around.watching && !this.#stopped) this.#standby.schedule(() => this.#standbyOptions(next));
  }

  async #retire({ number, pool }: Generation, reason: string): Promise<void> {
    await pool.drain(reason);
    this.#pools.delete(pool);
    await this.#folders.remove(number);
  }

  #makePool(generation: number, code: BuiltCode, taskRoot: string): EnvironmentPool {
    const { clock, journal, sandbox, projectFolder } = this.#around;
    const pool = new EnvironmentPool({
      clock,
      journal,
      generation,
      projectFolder,
      isOwnSource: (file) => code.sources.has(file),
      spec: this.#spec(code, taskRoot),
      create: (spec) => sandbox.create(spec),
    });
    this.#pools.add(pool);
    return pool;
  }

  #spec({ handler }: BuiltCode, taskRoot: string): Omit<EnvironmentSpec, "onLog"> {
    const { region, accountId, endpointUrl, functionArn } = this.#around;
    const arn = functionArn(this.#definition.functionName);
    const account = { region, accountId, endpointUrl: endpointUrl(), functionArn: arn };
    return { ...declaredSpec(this.#definition), ...account, handler, taskRoot };
  }

  #standbyOptions({ code, taskRoot }: Generation): StandbyOptions {
    const { runtime, memorySize } = this.#definition;
    const likely = { ...this.#spec(code, taskRoot), onLog: () => {} };
    return { runtime, memorySizeMB: memorySize, fromFolder: this.#folders.path, modules: code.externals, likely };
  }

  /** Lambda would answer the deployment of such code with its init error. */
  #neverBuilt({ requestId, causeId }: PoolInvocation): InvokeOutcome {
    const failure = this.#failure;
    const errorType = failure?.errorType ?? "Runtime.ImportModuleError";
    const errorMessage = failure?.frame ?? "The runtime stops.";
    this.#around.journal.record(
      {
        kind: "lambda.invocationEnded",
        functionName: this.#definition.functionName,
        requestId,
        outcome: "crashed",
        durationMs: 0,
        errorType,
        errorMessage: failure?.message ?? errorMessage,
        ...(failure?.at === undefined ? {} : { errorAt: failure.at }),
      },
      causeId,
    );
    return { kind: "crashed", requestId, payload: errorDocument(errorType, errorMessage, []) };
  }
}
