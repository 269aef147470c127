import type { Scope } from "../runtime/core/arn.ts";
import type { Cancel, Clock } from "../runtime/core/clock.ts";
import type { FactId, Journal } from "../runtime/core/journal.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";
import { errorDocument, summarizeError, type ErrorSummary, type IsOwnSource } from "./error-document.ts";
import {
  InitError,
  type EnvironmentInvocation,
  type EnvironmentSpec,
  type ExecutionEnvironment,
  type LogLine,
} from "./sandbox/execution-environment.ts";

/**
 * How long an environment stays idle before it is stopped; the last one of a function only when it may (`mayCool`).
 * AWS does not say; observers report 5 to 7 minutes at least.
 */
export const IDLE_ENVIRONMENT_MS = 5 * 60_000;

export interface EnvironmentPoolOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly generation: number;
  readonly projectFolder: string;
  readonly isOwnSource: IsOwnSource;
  /** All but the log: the pool joins each line to its environment. */
  readonly spec: Omit<EnvironmentSpec, "onLog">;
  readonly create: (spec: EnvironmentSpec) => ExecutionEnvironment;
  /** A debugger may be attached: idle environments stay, and a start has no limit but its own. */
  readonly inspecting: boolean;
  /** Whether the last environment may be stopped when it was idle for long. */
  readonly mayCool: () => boolean;
  /** It was. */
  readonly onCool: () => void;
}

/** One invocation on its way to an environment. */
export interface PoolInvocation extends EnvironmentInvocation {
  readonly causeId: FactId | undefined;
}

/** An environment with what the pool knows about it. */
interface Member {
  readonly environment: ExecutionEnvironment;
  /** The invocation its log lines belong to. */
  lastInvocation: FactId | undefined;
  cancelIdle: Cancel | undefined;
  stopped: boolean;
}

/**
 * The execution environments of one generation of one function: each runs one invocation at a time, the one used last is used first,
 * and there are as many as there are invocations at once.
 */
export class EnvironmentPool {
  readonly #options: EnvironmentPoolOptions;
  readonly #idle: Member[] = [];
  readonly #busy = new Set<Member>();
  readonly #stopping = new Set<Promise<void>>();
  /** An init that failed before any invocation: the first invocation is its retry. */
  #failedInits = 0;
  #drainReason: string | undefined;
  #stopped = false;
  #onDrained: (() => void) | undefined;

  constructor(options: EnvironmentPoolOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#idle.length + this.#busy.size;
  }

  /**
   * Starts one environment ahead of the first invocation, as Lambda may ("proactive initialisation").
   * Never rejects for what the code did: the failure is the value, and the first invocation tries again.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
   */
  async prime(create = this.#options.create): Promise<InitError | undefined> {
    const member = this.#newMember(create);
    this.#busy.add(member);
    const failure = await this.#init(member, undefined);
    this.#busy.delete(member);
    if (failure !== undefined) this.#failedInits++;
    else if (!member.stopped) this.#keep(member);
    this.#checkDrained();
    return failure;
  }

  /** Runs one invocation, in a warm environment when one is idle. */
  async invoke(invocation: PoolInvocation): Promise<InvokeOutcome> {
    const warm = this.#idle.pop();
    const member = warm ?? this.#newMember();
    this.#busy.add(member);
    member.cancelIdle?.();
    const startedAtMs = this.#options.clock.monotonicMs();
    try {
      const ready = warm ?? (await this.#coldStart(member, invocation));
      if ("kind" in ready) return this.#ended(ready, { startedAtMs, causeId: invocation.causeId });
      return await this.#run(ready, invocation);
    } finally {
      this.#checkDrained();
    }
  }

  /** Lets running invocations finish, stops every environment, and resolves when all are gone. */
  async drain(reason: string): Promise<void> {
    this.#drainReason ??= reason;
    for (const member of this.#idle.splice(0)) this.#stop(member, reason);
    if (this.#busy.size > 0) {
      await new Promise<void>((resolve) => {
        this.#onDrained = resolve;
      });
    }
    await Promise.all(this.#stopping);
  }

  /** Stops every environment now, whatever it runs. */
  async stop(reason: string): Promise<void> {
    this.#stopped = true;
    this.#drainReason ??= reason;
    for (const member of [...this.#idle.splice(0), ...this.#busy]) this.#stop(member, reason);
    await Promise.all(this.#stopping);
  }

  async #run(member: Member, invocation: PoolInvocation): Promise<InvokeOutcome> {
    const { clock, journal, spec, generation } = this.#options;
    const { causeId, ...handed } = invocation;
    const { requestId, payload, traceHeader } = handed;
    const startedAtMs = clock.monotonicMs();
    const { functionName } = spec;
    const startedId = journal.record(
      {
        kind: "lambda.invocationStarted",
        functionName,
        requestId,
        environmentId: member.environment.id,
        generation,
        payloadBytes: Buffer.byteLength(payload),
        deadlineAt: clock.now() + spec.timeoutMs,
      },
      causeId,
    );
    journal.linkTrace(traceHeader, startedId);
    member.lastInvocation = startedId;
    try {
      const outcome = await member.environment.invoke(handed);
      return this.#ended(outcome, { startedAtMs, causeId: startedId });
    } finally {
      this.#busy.delete(member);
      if (member.environment.dead) this.#stop(member, "its process ended");
      else if (!member.stopped) this.#keep(member);
    }
  }

  /** An initialised environment, or the outcome of an invocation whose environment could not start. */
  async #coldStart(first: Member, { requestId, causeId }: PoolInvocation): Promise<Member | InvokeOutcome> {
    // "If the Init phase fails, Lambda retries it at the time of the first invocation":
    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
    const firstIsRetry = this.#failedInits > 0;
    if (firstIsRetry) this.#failedInits--;
    const failure = await this.#init(first, causeId, firstIsRetry);
    if (failure === undefined) return first;
    if (firstIsRetry || this.#stopped) return initOutcome(requestId, failure);
    const second = this.#newMember();
    this.#busy.add(second);
    const again = await this.#init(second, causeId, true);
    return again === undefined ? second : initOutcome(requestId, again);
  }

  /** Records how it went; a failed environment is stopped. */
  async #init(member: Member, causeId: FactId | undefined, inInvocation = false): Promise<InitError | undefined> {
    const { journal, spec, generation } = this.#options;
    const { environment } = member;
    try {
      const { initMs } = await this.#initWithin(environment, inInvocation ? spec.timeoutMs : undefined);
      const { functionName } = spec;
      journal.record(
        { kind: "lambda.environmentStarted", functionName, environmentId: environment.id, generation, initMs },
        causeId,
      );
      return undefined;
    } catch (error) {
      this.#busy.delete(member);
      const type = error instanceof InitError ? this.#summary(error.payload).errorType : undefined;
      this.#stop(member, `init failed: ${type ?? String(error)}`);
      if (error instanceof InitError) return error;
      if (this.#stopped) return stoppedWhileStarting();
      throw error;
    }
  }

  /** Within an invocation the init has the function's timeout instead of its own 10 seconds. */
  async #initWithin(environment: ExecutionEnvironment, timeoutMs: number | undefined): Promise<{ initMs: number }> {
    if (timeoutMs === undefined || this.#options.inspecting) return environment.init();
    const controller = new AbortController();
    const cancel = this.#options.clock.schedule(timeoutMs, () => controller.abort());
    try {
      return await environment.init(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      throw new InitTimeout(timeoutMs);
    } finally {
      cancel();
    }
  }

  #ended(outcome: InvokeOutcome, { startedAtMs, causeId }: { startedAtMs: number; causeId: FactId | undefined }) {
    const { clock, journal, spec } = this.#options;
    const durationMs = clock.monotonicMs() - startedAtMs;
    const { kind, requestId } = outcome;
    const failed = kind === "returned" || kind === "throttled" ? {} : this.#summary(outcome.payload);
    journal.record(
      {
        kind: "lambda.invocationEnded",
        functionName: spec.functionName,
        requestId,
        outcome: kind,
        durationMs,
        ...failed,
      },
      causeId,
    );
    return outcome;
  }

  #summary(payload: string): ErrorSummary {
    return summarizeError(payload, { ...this.#options, taskRoot: this.#options.spec.taskRoot });
  }

  #newMember(create = this.#options.create): Member {
    const onLog = (line: LogLine): void => this.#log(member, line);
    const environment = create({ ...this.#options.spec, onLog });
    const member: Member = { environment, lastInvocation: undefined, cancelIdle: undefined, stopped: false };
    return member;
  }

  #log({ environment, lastInvocation }: Member, { requestId, source, line }: LogLine): void {
    const { journal, spec } = this.#options;
    journal.record(
      {
        kind: "lambda.logged",
        functionName: spec.functionName,
        environmentId: environment.id,
        ...(requestId === undefined ? {} : { requestId }),
        ...this.#logPlace(environment),
        source,
        line,
      },
      requestId === undefined ? undefined : lastInvocation,
    );
  }

  /** Where CloudWatch has the line. */
  #logPlace({ logStream }: ExecutionEnvironment): { logGroup: string; logStream: string; scope: Scope } | undefined {
    if (logStream === undefined) return undefined;
    const { functionName, logGroup = `/aws/lambda/${functionName}`, region, accountId } = this.#options.spec;
    return { logGroup, logStream, scope: { region, accountId } };
  }

  #keep(member: Member): void {
    if (this.#drainReason !== undefined) {
      this.#stop(member, this.#drainReason);
      return;
    }
    this.#idle.push(member);
    if (!this.#options.inspecting) this.#watchIdle(member);
  }

  #watchIdle(member: Member): void {
    member.cancelIdle = this.#options.clock.schedule(IDLE_ENVIRONMENT_MS, () => this.#stopSurplus(member));
  }

  #stopSurplus(member: Member): void {
    const index = this.#idle.indexOf(member);
    if (index === -1) return;
    const isLast = this.size === 1;
    if (isLast && !this.#options.mayCool()) {
      this.#watchIdle(member);
      return;
    }
    this.#idle.splice(index, 1);
    this.#stop(member, "idle");
    if (isLast) this.#options.onCool();
  }

  #stop(member: Member, reason: string): void {
    if (member.stopped) return;
    member.stopped = true;
    member.cancelIdle?.();
    const stopped = this.#stopMember(member, reason).finally(() => this.#stopping.delete(stopped));
    this.#stopping.add(stopped);
  }

  async #stopMember({ environment }: Member, reason: string): Promise<void> {
    const { functionName } = this.#options.spec;
    await environment.stop();
    this.#options.journal.record({
      kind: "lambda.environmentStopped",
      functionName,
      environmentId: environment.id,
      reason,
    });
  }

  #checkDrained(): void {
    if (this.#busy.size === 0) this.#onDrained?.();
  }
}

/** The retried init ran into the function's timeout. */
class InitTimeout extends InitError {
  constructor(timeoutMs: number) {
    const message = `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
    super(message, errorDocument("Sandbox.Timedout", message), true);
  }
}

function stoppedWhileStarting(): InitError {
  const message = "Runtime exited without providing a reason";
  return new InitError(message, errorDocument("Runtime.ExitError", message), true);
}

function initOutcome(requestId: string, failure: InitError): InvokeOutcome {
  if (failure instanceof InitTimeout) {
    const payload = errorDocument("Sandbox.Timedout", `RequestId: ${requestId} Error: ${failure.message}`);
    return { kind: "timedOut", requestId, payload };
  }
  return { kind: "crashed", requestId, payload: failure.payloadFor(requestId) };
}
