import path from "node:path";
import type { EventRouter } from "../events/index.ts";
import type { QueueSource } from "../events/sources/queue-source.ts";
import { admitFunctionUrlHosts, createEventRouter, inProcessQueue, withFunctionUrls } from "../events/index.ts";
import type { CapturedFunction, CaptureRecorder } from "../events/capture/index.ts";
import { DEFAULT_ACCOUNT_CONCURRENCY } from "../handlers/concurrency.ts";
import type { ProcessSandboxOptions } from "../handlers/index.ts";
import { chooseSandbox, createFunctionHost, createProcessSandbox, createWorkerdSandbox } from "../handlers/index.ts";
import type { Scope } from "../runtime/core/arn.ts";
import { UserError } from "../runtime/core/errors.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { Dispatch } from "../runtime/core/wire.ts";
import { localCallersOnly } from "../runtime/http/guard.ts";
import type { Route } from "../runtime/http/routes.ts";
import { credentialScopeOf } from "../runtime/protocol/credential-scope.ts";
import { ARCHIVE_BYTES, ARCHIVE_PATHS } from "../runtime/lambda/index.ts";
import { createDispatcher } from "../runtime/protocol/dispatcher.ts";
import { tappedRunner } from "../runtime/core/invocation-tap.ts";
import type { Basics } from "./basics.ts";
import { Breakpoints } from "./breakpoints.ts";
import { createCapture } from "./capture.ts";
import type { CodeHost, CodeHostOptions, CreateCodeHost } from "./code-host.ts";
import type { ConfigKeeper } from "./config-keeper.ts";
import { controlRoutes } from "./control-routes.ts";
import { downloadRoutes } from "./download-routes.ts";
import type { CapturedRuns } from "./replay/captured-runs.ts";
import { createCapturedRuns } from "./replay/create.ts";
import type { SaveTest } from "./replay/saved-test.ts";
import type { Services } from "./services.ts";
import { createServices } from "./services.ts";

export type WrapQueueSource = (source: QueueSource) => QueueSource;

interface AssembleOptions {
  readonly seed: string;
  /** Whether invocations are kept, if the config does not forbid it. */
  readonly capture: boolean;
  readonly ordered?: boolean | undefined;
  readonly watch: boolean;
  /** Known later than the parts are made. */
  readonly endpointUrl: () => string;
  readonly createHost?: CreateCodeHost | undefined;
  readonly wrapQueueSource?: WrapQueueSource | undefined;
  /** The port of the first Node.js environment's inspector; a debugger may attach then. */
  readonly inspectPort?: number | undefined;
  readonly saveTest?: SaveTest | undefined;
}

/** The parts of a runtime, joined. */
export interface Assembly {
  readonly host: CodeHost;
  readonly router: EventRouter;
  readonly services: Services;
  readonly recorder: CaptureRecorder | undefined;
  readonly runs: CapturedRuns;
  /** Everything that it answers over HTTP. */
  readonly routes: readonly Route[];
}

/** Makes every part and joins them. Options win over the config's settings. */
export function assemble(keeper: ConfigKeeper, options: AssembleOptions, basics: Basics): Assembly {
  const { settings, scope } = keeper;
  const { clock, journal } = basics;
  const { accountConcurrency = DEFAULT_ACCOUNT_CONCURRENCY } = settings;
  const { endpointUrl, watch, inspectPort } = options;
  const breakpoints = inspectPort === undefined ? undefined : new Breakpoints(journal, inspectPort);
  const { createHost = (hostOptions) => createProcessHost(hostOptions, breakpoints?.inspect) } = options;
  const host = createHost({
    ...basics,
    ...scope,
    projectFolder: keeper.folder,
    endpointUrl,
    accountConcurrency,
    watch,
  });
  const recorder = options.capture ? createRecorder(keeper, host, { ...basics, seed: options.seed }) : undefined;
  const services = createServices({
    ...basics,
    runner: recorder === undefined ? host : tappedRunner(host, recorder, (error) => tapFailed(journal, error)),
    mappings: () => router.mappings,
    endpointUrl,
    scope,
    accountConcurrency,
    ordered: options.ordered ?? settings.ordered,
    settings,
  });
  const router = createRouter(basics, services, {
    accountConcurrency,
    breakpoints,
    wrapQueueSource: options.wrapQueueSource ?? ((source) => source),
  });
  const runs = createCapturedRuns(keeper, { ...basics, services, router, recorder });
  const gateway = createGateway(basics, services, scope);
  const guard = localCallersOnly(settings.allowedHosts);
  // Where a bucket's or a function URL's CORS configuration admits pages, they reach that and nothing else.
  const gatewayGuard = admitFunctionUrlHosts(localCallersOnly(settings.allowedHosts, gateway.admittedPages));
  const aws: Route = { method: "*", pattern: "*", guard: gatewayGuard, handler: gateway };
  const routes = [
    ...downloadRoutes(services.lambda, guard),
    ...controlRoutes({ clock, journal, host, services, router, runs, saveTest: options.saveTest, scope, guard }),
    { ...services.certificateRoute, guard },
    ...ARCHIVE_PATHS.map((pattern) => ({ ...aws, pattern, maxBodyBytes: ARCHIVE_BYTES })),
    aws,
  ];
  return { host, router, services, recorder, runs, routes };
}

function createRecorder(
  { folder, settings }: ConfigKeeper,
  host: CodeHost,
  { clock, journal, seed }: Basics & { readonly seed: string },
): CaptureRecorder | undefined {
  const describe = (functionName: string): CapturedFunction | undefined => describedBy(host, functionName);
  return createCapture({ clock, journal, folder, settings: settings.capture, seed, describe });
}

function tapFailed(journal: Journal, error: unknown): void {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  journal.record({ kind: "internal.failed", where: "capture", message, stack });
}

function describedBy(host: CodeHost, functionName: string): CapturedFunction | undefined {
  const definition = host.list().find((one) => one.definition.functionName === functionName)?.definition;
  if (definition === undefined) return undefined;
  const { handler, runtime, timeout, memorySize, environment } = definition;
  return { handler, runtime, timeout, memorySize, environmentNames: Object.keys(environment) };
}

/** What answers AWS requests: function URLs, then the services. */
function createGateway({ clock, journal, random }: Basics, { list, lambda }: Services, scope: Scope): Dispatch {
  const dispatcher = createDispatcher({
    services: list,
    journal,
    random: random.fork("requests"),
    clock,
    homeRegion: scope.region,
    defaultAccountId: scope.accountId,
  });
  return withFunctionUrls(dispatcher, {
    clock,
    random,
    journal,
    invoke: lambda.invoke,
    urlConfigOf: (urlId) => lambda.functionUrl(urlId),
    signerOf(head) {
      const { accessKeyId } = credentialScopeOf(head);
      return accessKeyId === undefined ? undefined : { accessKeyId, accountId: scope.accountId };
    },
  });
}

interface RouterOptions {
  readonly accountConcurrency: number;
  readonly breakpoints: Breakpoints | undefined;
  readonly wrapQueueSource: WrapQueueSource;
}

function createRouter({ clock, journal, random }: Basics, services: Services, options: RouterOptions): EventRouter {
  const { sqs, lambda } = services;
  const { accountConcurrency, breakpoints, wrapQueueSource } = options;
  return createEventRouter({
    clock,
    random: random.fork("mappings"),
    journal,
    invoke: lambda.invoke,
    queueSource(arn) {
      const queue = sqs.queueByArn(arn);
      return queue === undefined ? undefined : wrapQueueSource(inProcessQueue(queue));
    },
    mappingTarget(functionName) {
      const found = lambda.find(functionName);
      if (found === undefined) return undefined;
      const { functionArn, qualifier, timeout } = found;
      return { functionArn: qualifier === undefined ? functionArn : `${functionArn}:${qualifier}`, timeout };
    },
    accountConcurrency,
    ...(breakpoints && { isPaused: (functionName: string) => breakpoints.isPaused(functionName) }),
  });
}

const UNWRITABLE = new Set(["EACCES", "EEXIST", "ENOTDIR", "EPERM", "EROFS"]);

function createProcessHost(options: CodeHostOptions, inspect: ProcessSandboxOptions["inspect"]): CodeHost {
  const { clock, random } = options;
  const sandbox = chooseSandbox({
    process: createProcessSandbox({ clock, random: random.fork("sandbox"), ...(inspect && { inspect }) }),
    workerd: createWorkerdSandbox({ clock, random: random.fork("workerd sandbox"), load: () => import("miniflare") }),
  });
  try {
    return createFunctionHost({ ...options, sandbox });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !UNWRITABLE.has(code)) throw error;
    const message = `${path.join(options.projectFolder, ".lambdaloop")} cannot be written to.`;
    throw new UserError("UNWRITABLE_FOLDER", message, { cause: error });
  }
}
