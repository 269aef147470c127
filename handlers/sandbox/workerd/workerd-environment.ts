import type * as MiniflareModule from "miniflare";
import { type Cancel, type Clock, systemClock } from "../../../runtime/core/clock.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import {
  InitError,
  type EnvironmentInvocation,
  type EnvironmentSpec,
  type ExecutionEnvironment,
  type LogLine,
} from "../execution-environment.ts";
import { UserError } from "../../../runtime/core/errors.ts";
import { errorDocument } from "../../error-document.ts";
import { isLogged } from "../process/application-level.ts";
import {
  crashDocument,
  errorTypeOf,
  exitDocument,
  exitReason,
  outOfMemoryDocument,
  timedOutDocument,
  timedOutReason,
  type ProcessExit,
} from "../process/error-documents.ts";
import { jsonPlatformLog } from "../process/json-platform-log.ts";
import { lambdaEnvironment } from "../process/lambda-environment.ts";
import { processMemory } from "../process/memory.ts";
import { isoTime, type Failure } from "../process/platform-lines.ts";
import type { PlatformLog } from "../process/platform-log.ts";
import type { Reaper } from "../process/reaper.ts";
import { textPlatformLog } from "../process/text-platform-log.ts";
import { answerOf, type Answer } from "./answer.ts";
import { CannotStart, Isolate } from "./isolate.ts";
import { StackMaps } from "./stack-maps.ts";
import { readTask, TASK_FOLDER } from "./task-modules.ts";

/** Lambda's limit of the initialization, milliseconds. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_LIMIT_MS = 10_000;

export interface WorkerdEnvironmentOptions {
  readonly id: string;
  readonly spec: EnvironmentSpec;
  readonly clock: Clock;
  readonly reaper: Reaper;
  /** @throws {UserError} when the package is not there */
  readonly load: () => Promise<typeof MiniflareModule>;
}

type Interruption = { readonly kind: "timedOut" | "stopped" | "outOfMemory" };
/** How an invocation, or a start, ended. */
type Ending = Answer | Interruption;

/** Between two looks at workerd's memory, milliseconds. */
const MEMORY_WATCH_MS = 50;

const KILLED: ProcessExit = { code: null, signal: "SIGKILL" };

/** An execution environment in a workerd process of its own. */
export class WorkerdEnvironment implements ExecutionEnvironment {
  readonly id: string;
  readonly #options: WorkerdEnvironmentOptions;
  readonly #platformLog: PlatformLog;
  #isolate: Isolate | undefined;
  #maps: StackMaps | undefined;
  #initMs: number | undefined;
  #requestId: string | undefined;
  #initialized = false;
  #dead = false;
  #interrupt: (interruption: Interruption) => void = () => undefined;
  #stopping: Promise<void> | undefined;

  constructor(options: WorkerdEnvironmentOptions) {
    this.id = options.id;
    this.#options = options;
    const { spec } = options;
    this.#platformLog = spec.logging?.format === "JSON" ? jsonPlatformLog(spec) : textPlatformLog(spec);
  }

  get logStream(): string | undefined {
    return this.#options.spec.logStream;
  }

  get dead(): boolean {
    return this.#dead;
  }

  async init(signal?: AbortSignal): Promise<{ readonly initMs: number }> {
    if (this.#initialized || this.#dead) throw new Error(`Environment ${this.id} cannot be initialized again.`);
    this.#initialized = true;
    const { clock } = this.#options;
    // The package is ours, not the function's: the time it takes to load is not told as the function's.
    const miniflare = await this.#options.load().catch((error: unknown) => ({ kind: "failed" as const, error }));
    const startedAt = clock.monotonicMs();
    this.#platform(this.#platformLog.initStarted(clock.now()));
    const abort = (): void => this.#interrupt({ kind: "stopped" });
    signal?.addEventListener("abort", abort);
    const started = this.#within(INIT_LIMIT_MS, () =>
      "kind" in miniflare ? Promise.resolve(miniflare) : this.#start(miniflare),
    );
    if (signal?.aborted === true) abort();
    const ending = await started.finally(() => signal?.removeEventListener("abort", abort));
    const initMs = clock.monotonicMs() - startedAt;
    await this.#isolate?.drainLogs();
    if (ending.kind !== "ready") {
      await this.#die();
      if (signal?.aborted === true) throw signal.reason;
      throw this.#initFailure(ending, initMs);
    }
    this.#platform(this.#platformLog.initEnded(clock.now(), initMs));
    this.#initMs = initMs;
    return { initMs };
  }

  async invoke(invocation: EnvironmentInvocation): Promise<InvokeOutcome> {
    const isolate = this.#isolate;
    if (isolate === undefined || this.#dead) throw new Error(`Environment ${this.id} takes no invocations.`);
    if (this.#requestId !== undefined)
      throw new Error(`Environment ${this.id} runs ${this.#requestId}; one at a time.`);
    const { clock, spec } = this.#options;
    const { requestId } = invocation;
    this.#requestId = requestId;
    this.#platform(this.#platformLog.started(clock.now(), requestId));
    const startedAt = clock.monotonicMs();
    const ending = await this.#within(spec.timeoutMs, () => answerOf(isolate, invocation, spec));
    const durationMs = clock.monotonicMs() - startedAt;
    await isolate.drainLogs();
    const outcome = this.#outcome(requestId, ending);
    const failure = failureOf(ending);
    const maxMemoryUsedMB = this.#usedMB(isolate);
    if (ending.kind !== "returned" && ending.kind !== "threw") await this.#die();
    this.#platform(
      this.#platformLog.ended({
        requestId,
        now: clock.now(),
        durationMs: ending.kind === "timedOut" ? spec.timeoutMs : durationMs,
        memorySizeMB: spec.memorySizeMB,
        maxMemoryUsedMB,
        producedBytes: outcome.kind === "returned" ? Buffer.byteLength(outcome.payload) : 0,
        ...(this.#initMs === undefined ? {} : { initMs: this.#initMs }),
        ...(failure === undefined ? {} : { failure, exit: exitOf(ending) }),
      }),
    );
    this.#initMs = undefined;
    this.#requestId = undefined;
    return outcome;
  }

  stop(): Promise<void> {
    this.#dead = true;
    this.#interrupt({ kind: "stopped" });
    this.#stopping ??= this.#die();
    return this.#stopping;
  }

  async #start(miniflare: typeof MiniflareModule): Promise<Answer> {
    const { spec, reaper } = this.#options;
    const { modules, maps, entry } = await readTask(spec.taskRoot, spec.handler);
    if (this.#dead) return { kind: "exited", exit: KILLED };
    this.#maps = new StackMaps(spec.taskRoot, maps);
    const isolated = { ...spec, taskRoot: TASK_FOLDER };
    this.#isolate = new Isolate({
      miniflare,
      modules,
      variables: lambdaEnvironment({ spec: isolated, runtimeApi: "", host: {}, optFolder: "/opt", debug: false }),
      endpointUrl: spec.endpointUrl,
      reaper,
      onLine: (source, line) => this.#printed(source, line),
    });
    await this.#isolate.ready();
    const query = entry === undefined ? "" : `?module=${encodeURIComponent(`../..${entry}`)}`;
    for await (const frame of this.#isolate.ask(`/start${query}`)) {
      if (frame.kind === "ready") return { kind: "ready" };
      if (frame.kind === "exit") return { kind: "exited", exit: { code: frame.status, signal: null } };
      if (frame.kind === "threw" || frame.kind === "fatal") return { kind: "fatal", payload: frame.payload };
    }
    return { kind: "exited", exit: { code: null, signal: null } };
  }

  /** What `run` ends with, or what came first: the deadline on the given clock, or a stop. */
  async #within(limitMs: number, run: () => Promise<Answer>): Promise<Ending> {
    const interrupted = new Promise<Interruption>((resolve) => {
      this.#interrupt = resolve;
    });
    const cancel = this.#options.clock.schedule(limitMs, () => this.#interrupt({ kind: "timedOut" }));
    const cancelWatch = this.#watchMemory();
    if (this.#dead) this.#interrupt({ kind: "stopped" });
    const running = run();
    // After an interruption nobody hears how it ends.
    running.catch(() => undefined);
    try {
      return await Promise.race([interrupted, running]);
    } catch (error) {
      return { kind: "failed", error };
    } finally {
      cancel();
      cancelWatch();
      this.#interrupt = () => undefined;
    }
  }

  async #die(): Promise<void> {
    this.#dead = true;
    await this.#isolate?.dispose();
  }

  #initFailure(ending: Ending, initMs: number): InitError {
    const failure = this.#initErrorOf(ending);
    const reported: Failure =
      ending.kind === "timedOut"
        ? { status: "timeout" }
        : { status: "error", errorType: errorTypeOf(failure.payload) ?? "Runtime.Unknown" };
    this.#platform(this.#platformLog.initEnded(this.#options.clock.now(), initMs, reported));
    return failure;
  }

  #initErrorOf(ending: Ending): InitError {
    const { functionName } = this.#options.spec;
    switch (ending.kind) {
      case "timedOut":
        return crashed(`${functionName}: ${timedOutReason(INIT_LIMIT_MS)} during its start.`, (id) =>
          timedOutDocument(id, INIT_LIMIT_MS),
        );
      case "fatal": {
        const payload = this.#shown(ending.payload);
        return new InitError(`${functionName} could not be loaded: ${messageOf(payload)}`, payload, false);
      }
      case "outOfMemory":
        return crashed(`${functionName} needs more than its memory to start.`, outOfMemoryDocument);
      case "failed":
        return this.#cannotStart(ending.error);
      case "exited":
      case "stopped":
      case "ready":
      case "returned":
      case "threw":
      default: {
        const exit = exitOf(ending);
        return crashed(`${functionName}: ${exitReason(exit)} during its start.`, (id) => exitDocument(id, exit));
      }
    }
  }

  /** Code that does not parse, or no workerd. */
  #cannotStart(error: unknown): InitError {
    const { functionName } = this.#options.spec;
    const syntaxError = error instanceof CannotStart ? /SyntaxError: .*/.exec(error.message)?.[0] : undefined;
    if (syntaxError !== undefined) {
      const document = errorDocument("Runtime.UserCodeSyntaxError", syntaxError, []);
      this.#log("stdout", `${isoTime(this.#options.clock.now())}\tundefined\tERROR\tUncaught Exception \t${document}`);
      return new InitError(`${functionName} could not be loaded: ${syntaxError}`, document, false);
    }
    const told = error instanceof UserError ? [error.message, error.advice ?? ""].join(" ").trim() : String(error);
    const message = `${functionName} could not be started in workerd: ${told}`;
    const failure = crashed(message, (id) => crashDocument(id, "Runtime.InvalidEntrypoint", told));
    failure.cause = error;
    return failure;
  }

  #outcome(requestId: string, ending: Ending): InvokeOutcome {
    switch (ending.kind) {
      case "returned":
        return { kind: "returned", requestId, payload: ending.payload };
      case "threw":
      case "fatal":
        return { kind: "threw", requestId, payload: this.#shown(ending.payload) };
      case "timedOut": {
        const payload = timedOutDocument(requestId, this.#options.spec.timeoutMs);
        return { kind: "timedOut", requestId, payload };
      }
      case "outOfMemory":
        return { kind: "crashed", requestId, payload: outOfMemoryDocument(requestId) };
      case "exited":
      case "stopped":
      case "failed":
      case "ready":
      default:
        return { kind: "crashed", requestId, payload: exitDocument(requestId, exitOf(ending)) };
    }
  }

  /** Real time, whatever clock drives the deadlines: memory grows in it. */
  #watchMemory(): Cancel {
    let cancel: Cancel;
    const look = (): void => {
      const pid = this.#isolate?.pid;
      const { heldMB = 0 } = (pid === undefined ? undefined : processMemory(pid)) ?? {};
      if (heldMB > this.#options.spec.memorySizeMB) this.#interrupt({ kind: "outOfMemory" });
      else cancel = systemClock.schedule(MEMORY_WATCH_MS, look);
    };
    cancel = systemClock.schedule(MEMORY_WATCH_MS, look);
    return () => cancel();
  }

  #usedMB({ pid }: Isolate): number {
    const { memorySizeMB } = this.#options.spec;
    const peakMB = pid === undefined ? undefined : processMemory(pid)?.peakMB;
    return Math.min(peakMB ?? memorySizeMB, memorySizeMB);
  }

  #shown(text: string): string {
    return this.#maps?.shown(text) ?? text;
  }

  #printed(source: "stdout" | "stderr", line: string): void {
    if (isLogged(line, this.#options.spec.logging)) this.#log(source, this.#shown(line));
  }

  #platform(lines: readonly string[]): void {
    for (const line of lines) this.#log("platform", line);
  }

  #log(source: LogLine["source"], line: string): void {
    const id = this.#requestId === undefined ? {} : { requestId: this.#requestId };
    this.#options.spec.onLog({ ...id, source, line });
  }
}

function crashed(message: string, payloadFor: (requestId: string) => string): InitError {
  return new InitError(message, payloadFor(""), true, payloadFor);
}

function exitOf(ending: Ending): ProcessExit {
  if (ending.kind === "exited") return ending.exit;
  return ending.kind === "stopped" || ending.kind === "outOfMemory" ? KILLED : { code: null, signal: null };
}

/** What ended the environment; a handler's own error does not. */
function failureOf({ kind }: Ending): Failure | undefined {
  if (kind === "timedOut") return { status: "timeout" };
  if (kind === "outOfMemory") return { status: "error", errorType: "Runtime.OutOfMemory" };
  const isAnswer = kind === "returned" || kind === "threw" || kind === "fatal";
  return isAnswer ? undefined : { status: "error", errorType: "Runtime.ExitError" };
}

function messageOf(document: string): string {
  const { errorMessage } = JSON.parse(document) as { errorMessage?: unknown };
  return String(errorMessage);
}
