import type { Cancel, Clock } from "../../../runtime/core/clock.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import type { EnvironmentInvocation, EnvironmentSpec, ExecutionEnvironment } from "../execution-environment.ts";
import { InitError } from "../execution-environment.ts";
import { MAX_RESPONSE_BYTES, RESPONSE_TOO_LARGE_DOCUMENT, timedOutDocument } from "../process/error-documents.ts";
import type { PlatformLog } from "../process/platform-log.ts";
import { jsonPlatformLog } from "../process/json-platform-log.ts";
import { textPlatformLog } from "../process/text-platform-log.ts";
import { errorDocument } from "../../error-document.ts";
import { captureConsole } from "./console-capture.ts";
import type { HandlerResult, InlineHandler } from "./handler-call.ts";
import { callHandler, logError, refuseCallback, traceOf } from "./handler-call.ts";
import { installStreaming } from "./response-stream.ts";
import { inScope, type InvocationScope, type Variables } from "./invocation-scope.ts";
import { inlineVariables } from "../process/lambda-environment.ts";

export interface InlineEnvironmentOptions {
  readonly id: string;
  readonly spec: EnvironmentSpec;
  readonly clock: Clock;
  readonly load: () => Promise<InlineHandler>;
  /** What the handler sees in `Date` and timers. */
  readonly handlerClock: Clock | undefined;
  readonly watch: (() => InlineWatch) | undefined;
}

export type InlineLog = (source: "stdout" | "stderr", line: string) => void;

/** Sees one invocation, or plays a recorded one in its place. */
export interface InlineWatch {
  printed(source: "stdout" | "stderr", line: string): void;
  /** Answers its argument. */
  ended(result: HandlerResult): HandlerResult;
  /** What happens instead of calling the handler. */
  readonly played?: ((log: InlineLog) => Promise<HandlerResult>) | undefined;
}

/** An execution environment in the caller's own process: its module state is this process's, and nothing can be killed. */
export class InlineEnvironment implements ExecutionEnvironment {
  readonly id: string;
  readonly #options: InlineEnvironmentOptions;
  readonly #platformLog: PlatformLog;
  #handler: InlineHandler | undefined;
  #initMs: number | undefined;
  #dead = false;
  #isBusy = false;
  #variables: Variables | undefined;

  constructor(options: InlineEnvironmentOptions) {
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

  async init(): Promise<{ readonly initMs: number }> {
    const { clock, spec, load } = this.#options;
    const startedAt = clock.monotonicMs();
    this.#platform(undefined, this.#platformLog.initStarted(clock.now()));
    const log: InlineLog = (source, line) => spec.onLog({ source, line });
    const loaded = (): Promise<InlineHandler> =>
      captureConsole({ clock, requestId: undefined, log }, () => loadOrLog(load, spec));
    try {
      installStreaming();
      this.#handler = await inScope(this.#scope(undefined), loaded);
    } catch (error) {
      this.#dead = true;
      const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
      const failure = { status: "error", errorType: name } as const;
      this.#platform(undefined, this.#platformLog.initEnded(clock.now(), clock.monotonicMs() - startedAt, failure));
      throw new InitError(message, errorDocument(name, message, traceOf(stack)), false);
    }
    this.#initMs = clock.monotonicMs() - startedAt;
    this.#platform(undefined, this.#platformLog.initEnded(clock.now(), this.#initMs));
    return { initMs: this.#initMs };
  }

  async invoke(invocation: EnvironmentInvocation): Promise<InvokeOutcome> {
    const { clock } = this.#options;
    const { requestId } = invocation;
    this.#platform(requestId, this.#platformLog.started(clock.now(), requestId));
    const startedAt = clock.monotonicMs();
    const result = await this.#untilEnd(invocation);
    this.#report(requestId, result, clock.monotonicMs() - startedAt);
    if (result !== "timedOut") return { ...withinLimit(result), requestId };
    // What the handler goes on doing has nowhere to report to any more.
    this.#dead = true;
    return { kind: "timedOut", requestId, payload: timedOutDocument(requestId, this.#options.spec.timeoutMs) };
  }

  stop(): Promise<void> {
    this.#dead = true;
    return Promise.resolve();
  }

  async #untilEnd(invocation: EnvironmentInvocation): Promise<HandlerResult | "timedOut"> {
    const { clock, spec } = this.#options;
    const handler = this.#handler;
    if (handler === undefined || this.#dead) throw new Error(`Environment ${this.id} takes no invocations.`);
    if (this.#isBusy) throw new Error(`Environment ${this.id} takes invocations one at a time.`);
    this.#isBusy = true;
    const { requestId } = invocation;
    const deadlineAt = clock.now() + spec.timeoutMs;
    let cancel: Cancel = () => {};
    const timedOut = new Promise<"timedOut">((resolve) => {
      cancel = clock.schedule(spec.timeoutMs, () => resolve("timedOut"));
    });
    const call = {
      event: JSON.parse(invocation.payload) as unknown,
      context: contextOf(spec, invocation, () => deadlineAt - clock.now()),
      allowsCallbacks: nodeMajor(spec) < FIRST_WITHOUT_CALLBACKS,
      sink: invocation.onResponse,
    };
    const watch = this.#options.watch?.();
    const log: InlineLog = (source, line) => {
      watch?.printed(source, line);
      spec.onLog({ requestId, source, line });
    };
    const act = (): Promise<HandlerResult> =>
      inScope(this.#scope(invocation.traceHeader), () =>
        captureConsole({ clock, requestId, log }, () => callHandler(handler, call)),
      );
    const running = watch?.played?.(log) ?? act().then((result) => watch?.ended(result) ?? result);
    try {
      return await Promise.race([running, timedOut]);
    } finally {
      cancel();
      this.#isBusy = false;
    }
  }

  /** The function's variables, and the clock when handlers follow it. */
  #scope(traceHeader: string | undefined): InvocationScope {
    const { spec, handlerClock } = this.#options;
    // What one invocation sets, the next one sees. All else is the test's.
    this.#variables ??= { ...inlineVariables(spec) };
    if (traceHeader !== undefined) this.#variables["_X_AMZN_TRACE_ID"] = traceHeader;
    return { variables: this.#variables, clock: handlerClock };
  }

  #report(requestId: string, result: HandlerResult | "timedOut", durationMs: number): void {
    const { clock, spec } = this.#options;
    const isTimeout = result === "timedOut";
    const lines = this.#platformLog.ended({
      requestId,
      now: clock.now(),
      durationMs: isTimeout ? spec.timeoutMs : durationMs,
      memorySizeMB: spec.memorySizeMB,
      maxMemoryUsedMB: spec.memorySizeMB,
      producedBytes: isTimeout ? 0 : Buffer.byteLength(result.payload),
      ...(this.#initMs === undefined ? {} : { initMs: this.#initMs }),
      ...(isTimeout ? { failure: { status: "timeout" } as const } : {}),
    });
    this.#initMs = undefined;
    this.#platform(requestId, lines);
  }

  #platform(requestId: string | undefined, lines: readonly string[]): void {
    const id = requestId === undefined ? {} : { requestId };
    for (const line of lines) this.#options.spec.onLog({ ...id, source: "platform", line });
  }
}

const FIRST_WITHOUT_CALLBACKS = 24;

/** Loads a handler; what fails is in the log too. */
async function loadOrLog(load: () => Promise<InlineHandler>, spec: EnvironmentSpec): Promise<InlineHandler> {
  const isModern = nodeMajor(spec) >= FIRST_WITHOUT_CALLBACKS;
  try {
    const handler = await load();
    if (isModern) refuseCallback(handler);
    return handler;
  } catch (error) {
    logError(isModern ? "Init Error" : "Uncaught Exception", error);
    throw error;
  }
}

function nodeMajor({ runtime }: EnvironmentSpec): number {
  return Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? 0);
}

function withinLimit(result: HandlerResult): HandlerResult {
  const isTooLarge = Buffer.byteLength(result.payload) > MAX_RESPONSE_BYTES;
  return isTooLarge ? { kind: "threw", payload: RESPONSE_TOO_LARGE_DOCUMENT } : result;
}

function contextOf(spec: EnvironmentSpec, invocation: EnvironmentInvocation, remainingMs: () => number): object {
  const { clientContext } = invocation;
  return {
    functionVersion: spec.version,
    functionName: spec.functionName,
    memoryLimitInMB: String(spec.memorySizeMB),
    logGroupName: spec.logGroup ?? `/aws/lambda/${spec.functionName}`,
    logStreamName: spec.logStream ?? "",
    clientContext: clientContext === undefined ? undefined : (JSON.parse(clientContext) as unknown),
    identity: undefined,
    invokedFunctionArn: invocation.invokedFunctionArn,
    awsRequestId: invocation.requestId,
    getRemainingTimeInMillis: remainingMs,
  };
}
