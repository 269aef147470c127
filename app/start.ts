import { createEventRouter } from "../events/index.ts";
import { DEFAULT_ACCOUNT_CONCURRENCY } from "../handlers/concurrency.ts";
import { createFunctionHost } from "../handlers/index.ts";
import { createProcessSandbox } from "../handlers/sandbox/process/process-sandbox.ts";
import { systemClock } from "../runtime/core/clock.ts";
import type { JournalListener } from "../runtime/core/journal.ts";
import { Journal } from "../runtime/core/journal.ts";
import { freshSeed, seededRandom } from "../runtime/core/random.ts";
import { localCallersOnly } from "../runtime/http/guard.ts";
import { startHttpServer } from "../runtime/http/server.ts";
import { createDispatcher } from "../runtime/protocol/dispatcher.ts";
import { createSqsService } from "../runtime/sqs/index.ts";
import { createStsService } from "../runtime/sts/index.ts";
import { ConfigKeeper } from "./config-keeper.ts";
import type { ConfigChoice } from "./config-keeper.ts";
import { controlRoutes } from "./control-routes.ts";
import { QueueAdmin } from "./queue-admin.ts";
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

/**
 * Puts the parts together and starts them.
 *
 * @throws {UserError} `PORT_IN_USE`, `INVALID_CONFIG`, `CONFIG_NOT_FOUND`, `UNWRITABLE_FOLDER`; nothing runs then
 */
export async function start(input: StartInput): Promise<RunningRuntime> {
  const clock = systemClock;
  const startedMs = input.startedMs ?? clock.monotonicMs();
  const keeper = await ConfigKeeper.load(input.config, input.cwd);
  const { settings, scope } = keeper;
  const seed = input.seed ?? settings.seed ?? freshSeed();
  const random = seededRandom(seed);
  const journal = new Journal(clock);
  if (input.onFact !== undefined) journal.subscribe(input.onFact);

  const sqs = createSqsService({
    clock,
    random: random.fork("sqs"),
    journal,
    ordered: input.ordered ?? settings.ordered ?? false,
  });
  const accountConcurrency = settings.accountConcurrency ?? DEFAULT_ACCOUNT_CONCURRENCY;
  const host = createFunctionHost({
    clock,
    random,
    journal,
    sandbox: createProcessSandbox({ clock, random: random.fork("sandbox") }),
    projectFolder: keeper.folder,
    endpointUrl: () => server.endpoint,
    ...scope,
    accountConcurrency,
    watch: input.watch,
  });
  const router = createEventRouter({
    clock,
    random: random.fork("mappings"),
    journal,
    invoke: host.invoke,
    queueSource: (arn) => sqs.queueSource(arn),
    functionTimeoutSeconds: (name) =>
      host.list().find(({ definition }) => definition.functionName === name)?.definition.timeout,
    accountConcurrency,
  });

  const services = [sqs.service, createStsService()];
  const guard = localCallersOnly(settings.allowedHosts);
  const dispatch = createDispatcher({
    services,
    journal,
    random: random.fork("requests"),
    homeRegion: scope.region,
    defaultAccountId: scope.accountId,
  });
  const control = { clock, journal, host, services: services.map(({ name }) => name), scope, guard };
  const server = await startHttpServer({
    port: input.port ?? settings.port ?? DEFAULT_PORT,
    routes: [...controlRoutes(control), { method: "*", pattern: "*", guard, handler: dispatch }],
    journal,
    clock,
  });

  const runtime = new RunningRuntime({ seed, journal, server, host, router });
  try {
    const queues = new QueueAdmin(sqs.service.operations, scope, {
      random: random.fork("config"),
      endpoint: server.endpoint,
    });
    await keeper.start({ target: { queues, host, router }, journal, watch: input.watch });
    await host.settled();
  } catch (error) {
    await runtime.stop("the start failed");
    throw error;
  }
  journal.record({
    kind: "runtime.started",
    endpoint: server.endpoint,
    seed,
    readyMs: clock.monotonicMs() - startedMs,
  });
  return runtime;
}
