import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { discoverHandler, languageOf } from "../handlers/discover.ts";
import { DEFAULT_ACCOUNT_CONCURRENCY } from "../handlers/concurrency.ts";
import type { FunctionHost, FunctionHostOptions } from "../handlers/index.ts";
import { createFunctionHost } from "../handlers/index.ts";
import type { InlineHandler } from "../handlers/sandbox/inline/handler-call.ts";
import type { InlineWatch } from "../handlers/sandbox/inline/inline-environment.ts";
import { InlineHost } from "../handlers/sandbox/inline/inline-host.ts";
import { createInlineSandbox } from "../handlers/sandbox/inline/inline-sandbox.ts";
import { exportedBy } from "../handlers/sandbox/inline/load-handler.ts";
import type { Clock } from "../runtime/core/clock.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import type { RunRequest } from "../runtime/core/function-runner.ts";
import { UserError } from "../runtime/core/errors.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";
import type { CodeHost, CodeHostOptions } from "./code-host.ts";
import type { RunningRuntime } from "./running-runtime.ts";
import type { StartInput } from "./start.ts";
import { start } from "./start.ts";

export interface InProcessInput extends Omit<StartInput, "createHost" | "watch"> {
  /** Handlers that are there as functions, by the function's name; they win over the config's paths. */
  readonly handlers: ReadonlyMap<string, InlineHandler>;
  /**
   * Imports the source file of every other handler: the test's own `import`, so that its mocks and its coverage see it.
   * Without it, they are bundled first, as in `dev`.
   */
  readonly importModule?: ((file: string) => Promise<unknown>) | undefined;
  /** Stands around every invocation, throttled ones included. */
  readonly around?: AroundInvocation | undefined;
  /** What handlers see in `Date` and timers instead of the machine's time. */
  readonly handlerClock?: Clock | undefined;
  /** Asked at the begin of every invocation that runs a handler. */
  readonly watch?: (() => InlineWatch) | undefined;
}

export interface RunningInvocation {
  readonly functionName: string;
  readonly functionArn: string;
  readonly payload: string;
}

export type AroundInvocation = (
  invocation: RunningInvocation,
  run: (payload?: string) => Promise<InvokeOutcome>,
) => Promise<InvokeOutcome>;

/**
 * Starts a runtime whose functions run in the caller's own process.
 *
 * Functions that are there, or that `importModule` brings, cost nothing; for those that must be built, or that come through the Lambda API,
 * there is a host with a folder of its own, made for the first of them. Each of the two counts the account's concurrency for itself.
 *
 * @throws {UserError} as `start`, and `RUNTIME_NOT_IN_PROCESS`
 */
export async function startInProcess(input: InProcessInput): Promise<RunningRuntime> {
  return start({ ...input, watch: false, createHost: (options) => inProcessHost(options, input) });
}

/** Nothing listens there: a client that a handler makes must not find another instance of ours on the usual port. */
const NOWHERE = "http://127.0.0.1:1";

function inProcessHost(given: CodeHostOptions, input: InProcessInput): CodeHost {
  const options = input.listen === true ? given : { ...given, endpointUrl: () => NOWHERE };
  const { clock, random, accountConcurrency = DEFAULT_ACCOUNT_CONCURRENCY } = options;
  const handlers = new Handlers(input, options.projectFolder);
  const sandbox = createInlineSandbox({
    clock,
    random: random.fork("sandbox"),
    load: ({ functionName }) => handlers.load(functionName),
    handlerClock: input.handlerClock,
    watch: input.watch,
  });
  const here = new InlineHost({ ...options, accountConcurrency, sandbox });
  const built = new BuiltFunctions({ ...options, sandbox });
  const hostOf = (arn: string, version: string): InlineHost | FunctionHost =>
    here.has(arn, version) ? here : built.host;
  return {
    deploy(definition) {
      if (languageOf(definition.runtime) !== "node") throw notInProcess(definition);
      (handlers.find(definition) ? here : built.host).deploy(definition);
    },
    remove(arn, version) {
      here.remove(arn, version);
      built.made?.remove(arn, version);
    },
    status: (arn, version) => (here.has(arn, version) ? { state: "ready" } : built.made?.status(arn, version)),
    reserve(arn, executions) {
      here.reserve(arn, executions);
      built.made?.reserve(arn, executions);
    },
    run: (request) =>
      runAround(input.around, request, (changed) => hostOf(request.functionArn, request.version).run(changed)),
    store: (archive) => built.host.store(archive),
    codeOf: (arn, version) => built.host.codeOf(arn, version),
    list: () => [...here.list(), ...(built.made?.list() ?? [])],
    watchFiles: () => () => {},
    settled: async () => built.made?.settled(),
    async stop() {
      await Promise.all([here.stop(), built.stop()]);
    },
  };
}

function notInProcess({ functionName, runtime }: FunctionDefinition): UserError {
  const message = `Function ${functionName}: ${runtime} cannot run in the test's own process, only Node.js can.`;
  return new UserError("RUNTIME_NOT_IN_PROCESS", message, {
    place: { file: "config", key: `functions.${functionName}.runtime` },
    advice: "Give the function a handler of the test's own, or test it with `startRuntime`.",
  });
}

/** The handlers of the functions that need no build. */
class Handlers {
  readonly #input: InProcessInput;
  readonly #projectFolder: string;
  readonly #imports = new Map<string, () => Promise<InlineHandler>>();

  constructor(input: InProcessInput, projectFolder: string) {
    this.#input = input;
    this.#projectFolder = projectFolder;
  }

  /** Whether the function is one of them. @throws {UserError} `HANDLER_NOT_FOUND` */
  find(definition: FunctionDefinition): boolean {
    const { handlers, importModule } = this.#input;
    const { functionName, runtime, code, handler } = definition;
    if (handlers.has(functionName)) return true;
    if (importModule === undefined || code !== undefined || languageOf(runtime) !== "node") return false;
    const { file, exportName } = discoverHandler(definition, this.#projectFolder);
    this.#imports.set(functionName, async () => exportedBy(await importModule(file), exportName, handler));
    return true;
  }

  load(functionName: string): InlineHandler | Promise<InlineHandler> | undefined {
    return this.#input.handlers.get(functionName) ?? this.#imports.get(functionName)?.();
  }
}

/** The host of all others, when there are any. */
class BuiltFunctions {
  readonly #options: FunctionHostOptions;
  #folder: string | undefined;
  #host: FunctionHost | undefined;

  constructor(options: FunctionHostOptions) {
    this.#options = options;
  }

  get made(): FunctionHost | undefined {
    return this.#host;
  }

  get host(): FunctionHost {
    this.#folder ??= mkdtempSync(path.join(tmpdir(), "lambdaloop-test-"));
    this.#host ??= createFunctionHost({ ...this.#options, cacheFolder: this.#folder });
    return this.#host;
  }

  async stop(): Promise<void> {
    await this.#host?.stop();
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }
}

function runAround(
  around: AroundInvocation | undefined,
  request: RunRequest,
  run: (request: RunRequest) => Promise<InvokeOutcome>,
): Promise<InvokeOutcome> {
  const { functionArn, payload } = request;
  if (around === undefined) return run(request);
  const functionName = functionArn.slice(functionArn.lastIndexOf(":") + 1);
  return around({ functionName, functionArn, payload }, (given = payload) => run({ ...request, payload: given }));
}

/** What the test kit sees of a queue and its messages. */
export type { Message as QueuedMessage, Queue as SqsQueue } from "../runtime/sqs/index.ts";
export type { QueueSource } from "../events/sources/queue-source.ts";
export type { InlineLog, InlineWatch } from "../handlers/sandbox/inline/inline-environment.ts";
export type { HandlerResult } from "../handlers/sandbox/inline/handler-call.ts";
export type { InlineHandler } from "../handlers/sandbox/inline/handler-call.ts";
export type { RunningRuntime } from "./running-runtime.ts";
