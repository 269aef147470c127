import path from "node:path";
import { createEventRouter, inProcessQueue } from "../events/index.ts";
import { DEFAULT_ACCOUNT_CONCURRENCY } from "../handlers/concurrency.ts";
import type { FunctionHost } from "../handlers/index.ts";
import { createFunctionHost, createProcessSandbox } from "../handlers/index.ts";
import type { Clock } from "../runtime/core/clock.ts";
import { systemClock } from "../runtime/core/clock.ts";
import { UserError } from "../runtime/core/errors.ts";
import type { JournalListener } from "../runtime/core/journal.ts";
import { Journal } from "../runtime/core/journal.ts";
import type { Random } from "../runtime/core/random.ts";
import { freshSeed, seededRandom } from "../runtime/core/random.ts";
import { localCallersOnly } from "../runtime/http/guard.ts";
import type { HttpServer } from "../runtime/http/server.ts";
import { startHttpServer } from "../runtime/http/server.ts";
import { createDispatcher } from "../runtime/protocol/dispatcher.ts";
import { createSqsService } from "../runtime/sqs/index.ts";
import { createStsService } from "../runtime/sts/index.ts";
import type { ConfigChoice } from "./config-keeper.ts";
import { ConfigKeeper } from "./config-keeper.ts";
import { controlRoutes } from "./control-routes.ts";
import { QueueAdmin } from "./queue-admin.ts";
import type { RuntimeParts } from "./running-runtime.ts";
import { RunningRuntime } from "./running-runtime.ts";

export interface StartInput {
  /** Absolute. */
  readonly cwd: string;
  readonly config: ConfigChoice;
  /** These win over the config's. */
  readonly port?: number | undefined;
  readonly seed?: string | undefined;
  readonly ordered?: boolean | undefined;
  readonly watch: boolean;
  /** What "ready in" counts from, by the clock's `monotonicMs`. */
  readonly startedMs?: number;
  readonly onFact?: JournalListener | undefined;
}

const DEFAULT_PORT = 4566;

/** Functions that take longer to build or to initialize start while the endpoint already answers. */
const LONGEST_WAIT_FOR_FUNCTIONS_MS = 3000;

/**
 * Puts the parts together and starts them.
 *
 * @throws {UserError} `PORT_IN_USE`, `INVALID_CONFIG`, `CONFIG_NOT_FOUND`, `UNWRITABLE_FOLDER`; nothing runs then
 */
export async function start(input: StartInput): Promise<RunningRuntime> {
  const clock = systemClock;
  const startedMs = input.startedMs ?? clock.monotonicMs();
  const keeper = await ConfigKeeper.load(input.config, input.cwd);
  const seed = input.seed ?? keeper.settings.seed ?? freshSeed();
  const journal = new Journal(clock);
  if (input.onFact !== undefined) journal.subscribe(input.onFact);

  const parts = await assemble(input, keeper, { clock, journal, random: seededRandom(seed) });
  const { sqs, server, host, router } = parts;
  const runtime = new RunningRuntime({ ...parts, seed });
  try {
    const target = { queues: new QueueAdmin(sqs, keeper.scope), host, router };
    await keeper.start({ target, journal, watch: input.watch });
    await Promise.race([host.settled(), pause(clock, LONGEST_WAIT_FOR_FUNCTIONS_MS)]);
  } catch (error) {
    await runtime.stop("the start failed");
    throw error;
  }
  const readyMs = clock.monotonicMs() - startedMs;
  journal.record({ kind: "runtime.started", endpoint: server.endpoint, seed, readyMs });
  return runtime;
}

interface Basics {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly random: Random;
}

/** Makes every part and joins them; the server listens when it resolves. */
async function assemble(input: StartInput, keeper: ConfigKeeper, basics: Basics): Promise<Omit<RuntimeParts, "seed">> {
  const { settings, scope } = keeper;
  const { clock, journal, random } = basics;
  const accountConcurrency = settings.accountConcurrency ?? DEFAULT_ACCOUNT_CONCURRENCY;
  const ordered = input.ordered ?? settings.ordered;
  const sqs = createSqsService({ ...basics, homeRegion: scope.region, ordered });
  // The port is known once the server listens; nothing asks before.
  let server: HttpServer | undefined;
  const host = createHost({
    ...basics,
    ...scope,
    sandbox: createProcessSandbox({ clock, random: random.fork("sandbox") }),
    projectFolder: keeper.folder,
    endpointUrl: () => server?.endpoint ?? "",
    accountConcurrency,
    watch: input.watch,
  });
  const router = createEventRouter({
    clock,
    random: random.fork("mappings"),
    journal,
    invoke: host.invoke,
    queueSource(arn) {
      const queue = sqs.queueByArn(arn);
      return queue === undefined ? undefined : inProcessQueue(queue);
    },
    functionTimeoutSeconds: (name) => timeoutOf(host, name),
    accountConcurrency,
  });

  const services = [sqs.service, createStsService()];
  const guard = localCallersOnly(settings.allowedHosts);
  const handler = createDispatcher({
    services,
    journal,
    random: random.fork("requests"),
    homeRegion: scope.region,
    defaultAccountId: scope.accountId,
  });
  const control = controlRoutes({ clock, journal, host, services: services.map(({ name }) => name), scope, guard });
  server = await startHttpServer({
    port: input.port ?? settings.port ?? DEFAULT_PORT,
    routes: [...control, { method: "*", pattern: "*", guard, handler }],
    journal,
    clock,
  });
  return { journal, server, host, router, sqs };
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(ms, resolve);
  });
}

const UNWRITABLE = new Set(["EACCES", "EEXIST", "ENOTDIR", "EPERM", "EROFS"]);

function createHost(options: Parameters<typeof createFunctionHost>[0]): FunctionHost {
  try {
    return createFunctionHost(options);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !UNWRITABLE.has(code)) throw error;
    const message = `${path.join(options.projectFolder, ".lambdaloop")} cannot be written to.`;
    throw new UserError("UNWRITABLE_FOLDER", message, { cause: error });
  }
}

function timeoutOf(host: FunctionHost, functionName: string): number | undefined {
  return host.list().find(({ definition }) => definition.functionName === functionName)?.definition.timeout;
}
