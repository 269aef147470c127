import { mkdirSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { discoverHandler, languageOf } from "../handlers/discover.ts";
import { createFunctionHost } from "../handlers/index.ts";
import type { InlineHandler } from "../handlers/sandbox/inline/handler-call.ts";
import { createInlineSandbox } from "../handlers/sandbox/inline/inline-sandbox.ts";
import { exportedBy } from "../handlers/sandbox/inline/load-handler.ts";
import type { Clock } from "../runtime/core/clock.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import type { RunRequest } from "../runtime/core/function-runner.ts";
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
 * @throws {UserError} as `start`, and for runtimes other than Node.js `RUNTIME_NOT_IN_PROCESS`
 */
export async function startInProcess(input: InProcessInput): Promise<RunningRuntime> {
  const folder = mkdtempSync(path.join(tmpdir(), "lambdaloop-test-"));
  const createHost = (options: CodeHostOptions): CodeHost => inProcessHost(options, input, folder);
  return start({ ...input, watch: false, createHost }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
}

function inProcessHost(options: CodeHostOptions, input: InProcessInput, folder: string): CodeHost {
  const { clock, random, projectFolder } = options;
  const { handlers, importModule, around, handlerClock } = input;
  const imported = new Map<string, () => Promise<InlineHandler>>();
  const sandbox = createInlineSandbox({
    clock,
    random: random.fork("sandbox"),
    load: (spec) => handlers.get(spec.functionName) ?? imported.get(spec.functionName)?.(),
    handlerClock,
  });
  const host = createFunctionHost({ ...options, sandbox, cacheFolder: folder });
  const noCode = path.join(folder, "functions");
  mkdirSync(noCode);
  const asDeployed = (definition: FunctionDefinition): FunctionDefinition => ({
    ...definition,
    code: { folder: noCode, watch: false },
  });
  const placed = (definition: FunctionDefinition): FunctionDefinition => {
    const { functionName, code } = definition;
    if (handlers.has(functionName)) return asDeployed(definition);
    if (importModule === undefined || code !== undefined || languageOf(definition.runtime) !== "node")
      return definition;
    const { file, exportName } = discoverHandler(definition, projectFolder);
    imported.set(functionName, async () => exportedBy(await importModule(file), exportName, definition.handler));
    return asDeployed(definition);
  };
  return {
    ...bound(host),
    deploy: (definition) => host.deploy(placed(definition)),
    run: (request) => runAround(host, around, request),
    async stop() {
      await host.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function runAround(host: CodeHost, around: AroundInvocation | undefined, request: RunRequest): Promise<InvokeOutcome> {
  const { functionArn, payload } = request;
  if (around === undefined) return host.run(request);
  const functionName = functionArn.slice(functionArn.lastIndexOf(":") + 1);
  return around({ functionName, functionArn, payload }, (given = payload) => host.run({ ...request, payload: given }));
}

/** The host's methods, for an object that has some of its own. */
function bound(host: CodeHost): CodeHost {
  return {
    deploy: (definition) => host.deploy(definition),
    remove: (functionArn, version) => host.remove(functionArn, version),
    status: (functionArn, version) => host.status(functionArn, version),
    reserve: (functionArn, executions) => host.reserve(functionArn, executions),
    run: (request) => host.run(request),
    store: (archive) => host.store(archive),
    codeOf: (functionArn, version) => host.codeOf(functionArn, version),
    list: () => host.list(),
    watchFiles: (files, onChange) => host.watchFiles(files, onChange),
    settled: () => host.settled(),
    stop: () => host.stop(),
  };
}

/** What the test kit sees of a queue and its messages. */
export type { Message as QueuedMessage, Queue as SqsQueue } from "../runtime/sqs/index.ts";
export type { QueueSource } from "../events/sources/queue-source.ts";
export type { InlineHandler } from "../handlers/sandbox/inline/handler-call.ts";
export type { RunningRuntime } from "./running-runtime.ts";
