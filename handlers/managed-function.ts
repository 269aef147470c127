import type { InvokeOutcome } from "../runtime/core/ports.ts";
import type { BuildFailure, BuildResult, BuiltCode, CodeBuilder } from "./build/code-builder.ts";
import { DeployedBuilder } from "./build/deployed-builder.ts";
import { EsbuildBuilder, installMarkers } from "./build/esbuild-builder.ts";
import type { GenerationFolders } from "./build/generation-folders.ts";
import { InPlaceBuilder } from "./build/in-place-builder.ts";
import { UserError } from "../runtime/core/errors.ts";
import { languageOf } from "./discover.ts";
import { EnvironmentPool, type PoolInvocation } from "./environment-pool.ts";
import { brokenCode, specOf, type PoolSpec } from "./environment-spec.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import { Gate } from "./gate.ts";
import { neverBuilt } from "./never-built.ts";
import type { InitError } from "./sandbox/execution-environment.ts";
import { concerns, type Change } from "./source-watcher.ts";
import type { FunctionSurroundings } from "./function-surroundings.ts";
import { StandbySlot, type StandbyOptions } from "./standby-slot.ts";

/** A build that runs, is initialised and serves invocations. */
interface Generation {
  readonly number: number;
  readonly definition: FunctionDefinition;
  readonly code: BuiltCode;
  readonly spec: PoolSpec;
  readonly pool: EnvironmentPool;
}

/** Files that changed, and when the first of them did; the first build and a changed definition have no files. */
interface Reason {
  readonly files: ReadonlySet<string>;
  readonly noticedAtMs: number | undefined;
}

/**
 * One version of a function from its sources to its environments: builds on every change, swaps to the new code once an environment has
 * it loaded, lets the old code finish what it runs, and keeps the last good code while the sources are broken.
 *
 * Nothing is built, watched or started before somebody starts it, invokes it or asks for its code: a function that nobody uses costs nothing.
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
  #requested = false;
  /** New code is live once an environment has it loaded; before anybody runs the function, as soon as it is built. */
  #inUse = false;
  #ready = new Gate();

  /** @throws {UserError} `HANDLER_NOT_FOUND` */
  constructor(definition: FunctionDefinition, around: FunctionSurroundings) {
    this.#around = around;
    this.#definition = definition;
    this.#folders = around.buildFolder.forFunction(definition.functionName);
    this.#builder = this.#makeBuilder(definition);
    this.#standby = new StandbySlot(around);
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

  /** Builds and starts an environment ahead of the first invocation. */
  start(): void {
    this.#inUse = true;
    this.#ensureRequested();
  }

  /** Only that: the first invocation starts the environment. */
  build(): void {
    this.#ensureRequested();
  }

  /** @throws {UserError} `CODE_NOT_BUILT` when there never was a good build */
  async code(): Promise<BuiltCode> {
    this.#ensureRequested();
    await this.#ready.opened;
    if (this.#current !== undefined) return this.#current.code;
    const { functionName } = this.#definition;
    throw new UserError("CODE_NOT_BUILT", this.#failure?.frame ?? `Function ${functionName} has no code yet.`);
  }

  /** Rebuilds when one of the files is its own. */
  filesChanged({ files, noticedAtMs }: Change): void {
    const own = [...files].filter((changed) => this.#watched.some((path) => concerns(path, changed)));
    if (own.length > 0) this.#request({ files: new Set(own), noticedAtMs });
  }

  /**
   * Takes another definition of the same function; invocations wait until it holds.
   *
   * @throws {UserError} `HANDLER_NOT_FOUND`; nothing has changed then
   */
  redefine(definition: FunctionDefinition): void {
    const builder = this.#makeBuilder(definition);
    this.#around.activity.run(this.#builder.dispose());
    this.#builder = builder;
    this.#definition = definition;
    this.#standby.discard();
    if (!this.#requested) return;
    this.#ready.close();
    this.#request({ files: new Set(), noticedAtMs: undefined });
  }

  /** Runs one invocation on the live code; waits for the first build, fails with its error when there never was a good one. */
  async invoke(invocation: PoolInvocation): Promise<InvokeOutcome> {
    this.start();
    const outcome = this.#invoke(invocation).finally(() => this.#accepted.delete(outcome));
    this.#accepted.add(outcome);
    return outcome;
  }

  /** @param graceful let accepted invocations finish */
  async stop({ graceful }: { readonly graceful: boolean }): Promise<void> {
    if (graceful) await Promise.allSettled(this.#accepted);
    this.#stopped = true;
    this.#ready.open();
    this.#standby.discard();
    const reason = graceful ? "the function was removed" : "the runtime stops";
    await Promise.all([this.#builder.dispose(), ...[...this.#pools].map((pool) => pool.stop(reason))]);
    await this.#folders.removeAll();
  }

  async #invoke(invocation: PoolInvocation): Promise<InvokeOutcome> {
    await this.#ready.opened;
    if (this.#current === undefined || this.#stopped) {
      return neverBuilt(this.#definition.functionName, invocation, this.#failure, this.#around.journal);
    }
    return this.#current.pool.invoke(invocation);
  }

  #makeBuilder(definition: FunctionDefinition): CodeBuilder {
    const { projectFolder } = this.#around;
    if (definition.code !== undefined) return new DeployedBuilder(definition, definition.code);
    return languageOf(definition.runtime) === "node"
      ? new EsbuildBuilder(definition, projectFolder, this.#folders.path)
      : new InPlaceBuilder(definition, projectFolder);
  }

  #ensureRequested(): void {
    if (!this.#requested && !this.#stopped) this.#request({ files: new Set(), noticedAtMs: undefined });
  }

  #request(reason: Reason): void {
    this.#requested = true;
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
    if (!this.#inUse) await this.#builder.rest();
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
    this.#around.activity.run(this.#publish(number, this.#definition, result.code, reason));
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
    this.#ready.open();
  }

  /** Brings a build to life: an environment that has it loaded, then the swap. */
  async #publish(number: number, definition: FunctionDefinition, code: BuiltCode, reason: Reason): Promise<void> {
    this.#publishing++;
    try {
      const taskRoot = await this.#folders.write(number, code.output);
      const spec = await specOf(definition, code, taskRoot, this.#around);
      if (this.#stopped) return;
      const pool = this.#makePool(number, definition, code, spec);
      const next = { number, definition, code, spec, pool };
      const failure = this.#inUse ? await pool.prime(this.#standby.take()) : undefined;
      const isStale = this.#stopped || number < this.#newest || definition !== this.#definition;
      if (isStale) await this.#retire(next, "a newer build replaced it");
      else if (this.#isBroken(failure, next, reason)) await this.#retire(next, "its code is broken");
      else this.#swap(next, reason);
    } catch (error) {
      if (this.#stopped) return;
      const result = this.#unexpected(error);
      if (result.kind === "failed") this.#fail(result.failure);
    } finally {
      this.#publishing--;
    }
  }

  /** Code that was deployed runs as it is, also into its init error; only a save may be a half-written one. */
  #isBroken(error: InitError | undefined, { definition, code, spec }: Generation, { files }: Reason): boolean {
    if (error === undefined || (definition.code !== undefined && files.size === 0)) return false;
    const failure = brokenCode(error, code, { projectFolder: this.#around.projectFolder, taskRoot: spec.taskRoot });
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
    this.#ready.open();
    if (previous !== undefined) activity.run(this.#retire(previous, `generation ${next.number} replaced it`));
    if (this.#isLive(next) && !this.#stopped) this.#standby.schedule(() => this.#standbyOptions(next));
  }

  async #retire({ number, pool }: Generation, reason: string): Promise<void> {
    await pool.drain(reason);
    this.#pools.delete(pool);
    await this.#folders.remove(number);
  }

  /** Nobody has used it for long: a save is built, and no process is kept for it. */
  #cool(): void {
    this.#inUse = false;
    this.#standby.discard();
  }

  /** Whether a save is expected to change it. */
  #isLive({ definition }: Generation): boolean {
    return this.#inUse && this.#around.watching && (definition.code === undefined || definition.code.watch);
  }

  #makePool(
    generation: number,
    { code: deployed }: FunctionDefinition,
    code: BuiltCode,
    spec: PoolSpec,
  ): EnvironmentPool {
    const { clock, journal, sandbox, projectFolder } = this.#around;
    const pool = new EnvironmentPool({
      clock,
      journal,
      generation,
      // Where an error is, is told from here.
      projectFolder: deployed === undefined ? projectFolder : deployed.folder,
      isOwnSource: (file) => code.sources.has(file),
      spec,
      create: (given) => sandbox.create(given),
      inspecting: sandbox.inspecting === true,
      mayCool: this.#around.mayCool,
      onCool: () => this.#cool(),
    });
    this.#pools.add(pool);
    return pool;
  }

  #standbyOptions({ code, spec }: Generation): StandbyOptions {
    const { runtime, memorySizeMB } = spec;
    const likely = { ...spec, onLog: () => {} };
    return { runtime, memorySizeMB, fromFolder: this.#folders.path, modules: code.externals, likely };
  }
}
