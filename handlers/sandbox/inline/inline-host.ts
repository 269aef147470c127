import { formatArn, type Scope } from "../../../runtime/core/arn.ts";
import type { Clock } from "../../../runtime/core/clock.ts";
import type { FunctionDefinition } from "../../../runtime/core/function-definition.ts";
import type { RunRequest } from "../../../runtime/core/function-runner.ts";
import type { Journal } from "../../../runtime/core/journal.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import type { Random } from "../../../runtime/core/random.ts";
import { throttled } from "../../../runtime/core/throttled.ts";
import { ConcurrencyLimits } from "../../concurrency.ts";
import { EnvironmentPool } from "../../environment-pool.ts";
import type { FunctionStatus } from "../../function-host.ts";
import { newTraceHeader } from "../../trace-header.ts";
import type { Sandbox } from "../execution-environment.ts";

export interface InlineHostOptions extends Scope {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly sandbox: Sandbox;
  readonly projectFolder: string;
  readonly endpointUrl: () => string;
  readonly accountConcurrency: number;
}

interface InlineFunction {
  readonly definition: FunctionDefinition;
  readonly functionArn: string;
  readonly pool: EnvironmentPool;
}

const LATEST = "$LATEST";

/** Runs functions that need no build, because they are there: no files, no processes, a runtime starts in milliseconds. */
export class InlineHost {
  readonly #options: InlineHostOptions;
  readonly #random: Random;
  readonly #limits: ConcurrencyLimits;
  readonly #functions = new Map<string, InlineFunction>();

  constructor(options: InlineHostOptions) {
    this.#options = options;
    this.#random = options.random.fork("handlers");
    this.#limits = new ConcurrencyLimits(options.accountConcurrency);
  }

  has(functionArn: string, version: string): boolean {
    return this.#functions.has(keyOf(functionArn, version));
  }

  deploy(definition: FunctionDefinition): void {
    const { version = LATEST, reservedConcurrentExecutions: executions } = definition;
    const functionArn = this.#arnOf(definition);
    if (executions !== undefined) this.#limits.reserve(functionArn, executions);
    const before = this.#functions.get(keyOf(functionArn, version));
    if (before !== undefined) void before.pool.drain("its definition changed");
    this.#functions.set(keyOf(functionArn, version), { definition, functionArn, pool: this.#pool(definition) });
  }

  remove(functionArn: string, version?: string): void {
    for (const [key, one] of this.#functions) {
      if (one.functionArn !== functionArn || (version !== undefined && version !== versionOf(one))) continue;
      this.#functions.delete(key);
      void one.pool.drain("the function was removed");
    }
  }

  reserve(functionArn: string, executions: number | undefined): void {
    this.#limits.reserve(functionArn, executions);
  }

  list(): FunctionStatus[] {
    return [...this.#functions.values()]
      .filter((one) => versionOf(one) === LATEST)
      .map(({ definition, functionArn, pool }) => ({
        definition,
        functionArn,
        generation: 1,
        state: "ready",
        environments: pool.size,
      }));
  }

  /** Runs a version once. Never rejects for what the code did. */
  async run(request: RunRequest): Promise<InvokeOutcome> {
    const { functionArn, version, causeId, invokedFunctionArn, payload, clientContext, onResponse } = request;
    const one = this.#functions.get(keyOf(functionArn, version));
    if (one === undefined) throw new Error(`${functionArn}:${version} does not run in this process.`);
    const requestId = request.requestId ?? this.#random.uuid();
    const reason = this.#limits.tryAcquire(functionArn);
    const { functionName } = one.definition;
    if (reason !== undefined) return throttled(this.#options.journal, { functionName, requestId, reason, causeId });
    try {
      return await one.pool.invoke({
        requestId,
        payload,
        causeId,
        invokedFunctionArn,
        traceHeader: newTraceHeader(this.#options.clock, this.#random, request.traceHeader),
        ...(clientContext === undefined ? {} : { clientContext }),
        ...(onResponse === undefined ? {} : { onResponse }),
      });
    } finally {
      this.#limits.release(functionArn);
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#functions.values()].map(({ pool }) => pool.stop("the runtime stops")));
  }

  #pool(definition: FunctionDefinition): EnvironmentPool {
    const { clock, journal, projectFolder, sandbox, endpointUrl } = this.#options;
    const { functionName, version = LATEST, runtime, handler, memorySize, timeout, environment, logging } = definition;
    const { region, accountId } = definition.scope ?? this.#options;
    return new EnvironmentPool({
      clock,
      journal,
      generation: 1,
      projectFolder,
      // Everything that is no package's is the user's.
      isOwnSource: (file) => !file.includes("node_modules"),
      spec: {
        functionName,
        functionArn: this.#arnOf(definition),
        version,
        region,
        accountId,
        runtime,
        handler,
        taskRoot: projectFolder,
        memorySizeMB: memorySize,
        timeoutMs: timeout * 1000,
        variables: environment,
        endpointUrl: endpointUrl(),
        ...(logging === undefined ? {} : { logging }),
        ...(logging?.logGroup === undefined ? {} : { logGroup: logging.logGroup }),
      },
      create: (spec) => sandbox.create(spec),
      inspecting: false,
      // Nothing is saved by keeping it, and a clock that is moved by a year has nothing to do in between.
      mayCool: () => true,
      onCool: () => {},
    });
  }

  #arnOf({ functionName, scope }: FunctionDefinition): string {
    return formatArn("lambda", scope ?? this.#options, `function:${functionName}`);
  }
}

function keyOf(functionArn: string, version: string): string {
  return `${functionArn}:${version}`;
}

function versionOf({ definition }: InlineFunction): string {
  return definition.version ?? LATEST;
}
