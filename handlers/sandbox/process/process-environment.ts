import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Cancel, type Clock, systemClock } from "../../../runtime/core/clock.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import type {
  EnvironmentInvocation,
  EnvironmentSpec,
  ExecutionEnvironment,
  LogLine,
} from "../execution-environment.ts";
import { errorTypeOf, exitDocument, outOfMemoryDocument, timedOutDocument } from "./error-documents.ts";
import { initFailure, isInitFailure, type InitFailure } from "./init-failure.ts";
import { Pauses } from "./pauses.ts";
import type { Failure } from "./platform-lines.ts";
import { isLogged } from "./application-level.ts";
import { Debugging, type InspectOptions } from "./debugging.ts";
import type { InspectorDoors } from "./inspector-doors.ts";
import { jsonPlatformLog } from "./json-platform-log.ts";
import type { PlatformLog } from "./platform-log.ts";
import { textPlatformLog } from "./text-platform-log.ts";
import type { Runner, RuntimeEvent } from "./runner.ts";
import type { RuntimeResult } from "./response-reading.ts";

/** Lambda's limit of the initialization, milliseconds. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_LIMIT_MS = 10_000;
/** Between two looks at a child's memory, milliseconds. */
const MEMORY_WATCH_MS = 50;

export interface ProcessEnvironmentOptions {
  readonly id: string;
  readonly spec: EnvironmentSpec;
  readonly clock: Clock;
  /** A debugger may come: deadlines stand still while it stops the code, and there is no memory limit. */
  readonly inspect?: (InspectOptions & { readonly doors?: InspectorDoors | undefined }) | undefined;
  readonly child: ChildSource;
}

/** Where an environment's child comes from. */
export interface ChildSource {
  /** Starts the child, or takes over a standby. */
  readonly start: () => Promise<Runner>;
  /** Ends a standby that was never taken over. */
  readonly abandon?: () => Promise<void>;
}

/** How an invocation ended: with the runtime's result, without one, or with one and the end of the process after it. */
interface Ending {
  readonly result: RuntimeResult | undefined;
  readonly fatal: Extract<RuntimeEvent, { kind: "exited" | "timedOut" | "outOfMemory" }> | undefined;
}

/** An execution environment in a child process. */
export class ProcessEnvironment implements ExecutionEnvironment {
  readonly id: string;
  readonly #options: ProcessEnvironmentOptions;
  readonly #platformLog: PlatformLog;
  readonly #pauses: Pauses;
  readonly #debugging: Debugging | undefined;
  #runner: Runner | undefined;
  /** Until the first REPORT has told it. */
  #initMs: number | undefined;
  #requestId: string | undefined;
  #peakMB = 0;
  #heldMB = 0;
  #memorySeenMs = Number.NEGATIVE_INFINITY;
  #initialized = false;
  #dead = false;
  #stopping: Promise<void> | undefined;

  constructor(options: ProcessEnvironmentOptions) {
    this.id = options.id;
    this.#options = options;
    this.#pauses = new Pauses(options.clock);
    this.#debugging = this.#debuggingOf(options);
    const { spec } = options;
    this.#platformLog = spec.logging?.format === "JSON" ? jsonPlatformLog(spec) : textPlatformLog(spec);
  }

  get logStream(): string | undefined {
    return this.#options.spec.logStream;
  }

  get dead(): boolean {
    return this.#dead || this.#runner?.process.exit !== undefined;
  }

  async init(signal?: AbortSignal): Promise<{ readonly initMs: number }> {
    if (this.#initialized || this.#dead) throw new Error(`Environment ${this.id} cannot be initialized again.`);
    this.#initialized = true;
    const { clock } = this.#options;
    const startedAt = clock.monotonicMs();
    this.#platform(this.#platformLog.initStarted(clock.now()));
    for (const name of extensionsIn(this.#options.spec.layersFolder)) {
      this.#platform(this.#platformLog.extensionNotStarted(clock.now(), name));
    }
    const runner = await this.#start();
    this.#runner = runner;
    runner.onLine = (source, line) => this.#printed(source, line);
    this.#debugging?.follow(runner);
    const end = await this.#untilReady(runner, signal);
    const initMs = clock.monotonicMs() - startedAt;
    if (end.kind === "aborted") {
      await this.#die(runner);
      throw signal?.reason ?? new Error(`Environment ${this.id} was stopped during its initialization.`);
    }
    if (isInitFailure(end)) await this.#failInit(runner, end, initMs);
    // What the code printed while it loaded belongs before the first START.
    await runner.process.drainLogs();
    this.#notePeak(runner);
    this.#platform(this.#platformLog.initEnded(clock.now(), initMs));
    this.#initMs = initMs;
    return { initMs };
  }

  async invoke(invocation: EnvironmentInvocation): Promise<InvokeOutcome> {
    const runner = this.#runner;
    if (runner === undefined || this.#dead) throw new Error(`Environment ${this.id} takes no invocations.`);
    if (this.#requestId !== undefined)
      throw new Error(`Environment ${this.id} runs ${this.#requestId}; one at a time.`);
    const { clock, spec } = this.#options;
    const { requestId } = invocation;
    this.#requestId = requestId;
    const now = clock.now();
    this.#platform(this.#platformLog.started(now, requestId));
    const startedAt = clock.monotonicMs() - this.#pauses.totalMs;
    runner.api.deliver({ invocation, deadlineAt: now + spec.timeoutMs, now });
    const ending = await this.#untilEnd(runner);
    const durationMs = clock.monotonicMs() - this.#pauses.totalMs - startedAt;
    if (ending.fatal === undefined) await runner.process.drainLogs();
    else await this.#die(runner);
    this.#report(runner, ending, durationMs);
    this.#requestId = undefined;
    return this.#outcome(requestId, ending);
  }

  stop(): Promise<void> {
    this.#dead = true;
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  /** `spawn` throws some refusals of the system (`E2BIG`: variables too large) and reports others later. */
  async #start(): Promise<Runner> {
    try {
      return await this.#options.child.start();
    } catch (error) {
      this.#dead = true;
      if (!isSystemError(error)) throw error;
      throw initFailure({ kind: "cannotStart", error }, this.#options.spec, INIT_LIMIT_MS);
    }
  }

  async #stop(): Promise<void> {
    if (this.#runner !== undefined) await this.#runner.process.stop();
    else if (!this.#initialized) await this.#options.child.abandon?.();
  }

  async #die(runner: Runner): Promise<void> {
    this.#dead = true;
    await runner.process.kill();
    await runner.process.drainLogs();
  }

  async #failInit(runner: Runner, failure: InitFailure, initMs: number): Promise<never> {
    await this.#die(runner);
    const error = initFailure(failure, this.#options.spec, INIT_LIMIT_MS);
    const errorType = errorTypeOf(error.payload) ?? "Runtime.Unknown";
    const timedOut = failure.kind === "timedOut";
    const reported: Failure = timedOut ? { status: "timeout" } : { status: "error", errorType };
    this.#platform(this.#platformLog.initEnded(this.#options.clock.now(), initMs, reported));
    throw error;
  }

  async #untilReady(runner: Runner, signal: AbortSignal | undefined): Promise<RuntimeEvent> {
    const abort = (): void => runner.push({ kind: "aborted" });
    signal?.addEventListener("abort", abort);
    const cancelLimit = this.#pauses.deadline(INIT_LIMIT_MS, () => runner.push({ kind: "timedOut" }));
    const cancelWatch = this.#watchMemory(runner);
    if (this.#dead || signal?.aborted === true) abort();
    try {
      return await runner.take();
    } finally {
      cancelLimit();
      cancelWatch();
      signal?.removeEventListener("abort", abort);
    }
  }

  /** Until the runtime asks for more work, as in Lambda: what it still does after its answer belongs to the invocation. */
  async #untilEnd(runner: Runner): Promise<Ending> {
    const { timeoutMs } = this.#options.spec;
    const cancelLimit = this.#pauses.deadline(timeoutMs, () => runner.push({ kind: "timedOut" }));
    const cancelWatch = this.#watchMemory(runner);
    let result: RuntimeResult | undefined;
    try {
      for (;;) {
        const event = await runner.take();
        if (event.kind === "result") result = event.result;
        else if (event.kind === "next" && result !== undefined) return { result, fatal: undefined };
        else if (event.kind === "exited" || event.kind === "timedOut" || event.kind === "outOfMemory") {
          return { result, fatal: event };
        }
      }
    } finally {
      cancelLimit();
      cancelWatch();
    }
  }

  #outcome(requestId: string, { result, fatal }: Ending): InvokeOutcome {
    // The answer was on its way to the caller before the process ended.
    if (result !== undefined || fatal === undefined) return { kind: "returned", payload: "null", ...result, requestId };
    const { timeoutMs } = this.#options.spec;
    if (fatal.kind === "timedOut")
      return { kind: "timedOut", requestId, payload: timedOutDocument(requestId, timeoutMs) };
    const payload = fatal.kind === "exited" ? exitDocument(requestId, fatal.exit) : outOfMemoryDocument(requestId);
    return { kind: "crashed", requestId, payload };
  }

  #report(runner: Runner, { result, fatal }: Ending, durationMs: number): void {
    const { clock, spec } = this.#options;
    const failure = failureOf(fatal, result);
    this.#notePeak(runner);
    this.#platform(
      this.#platformLog.ended({
        requestId: this.#requestId ?? "",
        now: clock.now(),
        durationMs: failure?.status === "timeout" ? spec.timeoutMs : durationMs,
        memorySizeMB: spec.memorySizeMB,
        maxMemoryUsedMB: Math.min(this.#peakMB, spec.memorySizeMB),
        producedBytes: Buffer.byteLength(result?.payload ?? ""),
        ...(this.#initMs === undefined ? {} : { initMs: this.#initMs }),
        ...(failure === undefined ? {} : { failure }),
        ...(fatal?.kind === "exited" ? { exit: fatal.exit } : {}),
      }),
    );
    this.#initMs = undefined;
  }

  /** Real time, whatever clock drives the deadlines: the child's memory grows in it. */
  #watchMemory(runner: Runner): Cancel {
    if (this.#debugging !== undefined) return () => undefined;
    let cancel: Cancel;
    const look = (): void => {
      const heldMB = this.#notePeak(runner);
      if (heldMB > this.#options.spec.memorySizeMB) runner.push({ kind: "outOfMemory" });
      else cancel = systemClock.schedule(MEMORY_WATCH_MS, look);
    };
    cancel = systemClock.schedule(MEMORY_WATCH_MS, look);
    return () => cancel();
  }

  /** Asking the system takes a quarter of a millisecond, so a quick invocation is told what was seen a moment ago. */
  #notePeak(runner: Runner): number {
    const nowMs = systemClock.monotonicMs();
    if (nowMs - this.#memorySeenMs < MEMORY_WATCH_MS) return this.#heldMB;
    this.#memorySeenMs = nowMs;
    const memory = runner.process.memory();
    this.#peakMB = Math.max(this.#peakMB, memory?.peakMB ?? 0);
    this.#heldMB = memory?.heldMB ?? 0;
    return this.#heldMB;
  }

  #debuggingOf({ inspect, spec }: ProcessEnvironmentOptions): Debugging | undefined {
    if (inspect === undefined) return undefined;
    return new Debugging({
      inspect,
      doors: inspect.doors,
      name: `${spec.functionArn}:${spec.version}`,
      pauses: this.#pauses,
      requestId: () => this.#requestId,
      tell: (line) => this.#log("platform", line),
    });
  }

  #printed(source: "stdout" | "stderr", line: string): void {
    if (source === "stderr" && this.#debugging?.takes(line) === true) return;
    if (isLogged(line, this.#options.spec.logging)) this.#log(source, line);
  }

  #platform(lines: readonly string[]): void {
    for (const line of lines) this.#log("platform", line);
  }

  #log(source: LogLine["source"], line: string): void {
    const id = this.#requestId === undefined ? {} : { requestId: this.#requestId };
    this.#options.spec.onLog({ ...id, source, line });
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html */
function extensionsIn(layersFolder: string | undefined): string[] {
  if (layersFolder === undefined) return [];
  try {
    return readdirSync(join(layersFolder, "extensions"));
  } catch {
    return [];
  }
}

/** What ended the environment; a process that ends after its answer fails nothing but for its time. */
function failureOf(fatal: Ending["fatal"], result: RuntimeResult | undefined): Failure | undefined {
  if (fatal?.kind === "timedOut") return { status: "timeout" };
  if (fatal === undefined || result !== undefined) return undefined;
  return { status: "error", errorType: fatal.kind === "exited" ? "Runtime.ExitError" : "Runtime.OutOfMemory" };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
