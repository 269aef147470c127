import path from "node:path";
import type { EventRouter } from "../events/index.ts";
import { createEventRouter, inProcessQueue } from "../events/index.ts";
import { DEFAULT_ACCOUNT_CONCURRENCY } from "../handlers/concurrency.ts";
import type { FunctionHost } from "../handlers/index.ts";
import { createFunctionHost, createProcessSandbox } from "../handlers/index.ts";
import { UserError } from "../runtime/core/errors.ts";
import type { MappingTarget } from "../runtime/core/ports.ts";
import { localCallersOnly } from "../runtime/http/guard.ts";
import type { HttpServer } from "../runtime/http/server.ts";
import { startHttpServer } from "../runtime/http/server.ts";
import { createDispatcher } from "../runtime/protocol/dispatcher.ts";
import type { Basics } from "./basics.ts";
import type { ConfigKeeper } from "./config-keeper.ts";
import { controlRoutes } from "./control-routes.ts";
import type { RuntimeParts } from "./running-runtime.ts";
import type { Services } from "./services.ts";
import { createServices } from "./services.ts";

interface AssembleOptions {
  readonly port?: number | undefined;
  readonly ordered?: boolean | undefined;
  readonly watch: boolean;
}

const DEFAULT_PORT = 4566;

/** Makes every part and joins them; the server listens when it resolves. Options win over the config's settings. */
export async function assemble(
  keeper: ConfigKeeper,
  options: AssembleOptions,
  basics: Basics,
): Promise<Omit<RuntimeParts, "seed">> {
  const { settings, scope } = keeper;
  const { clock, journal, random } = basics;
  const { accountConcurrency = DEFAULT_ACCOUNT_CONCURRENCY, allowedHosts } = settings;
  // The port is known once the server listens; nothing asks before.
  let server: HttpServer | undefined;
  const endpointUrl = (): string => server?.endpoint ?? "";
  const host = createHost({
    ...basics,
    ...scope,
    sandbox: createProcessSandbox({ clock, random: random.fork("sandbox") }),
    projectFolder: keeper.folder,
    endpointUrl,
    accountConcurrency,
    watch: options.watch,
  });
  const services = createServices({
    ...basics,
    host,
    endpointUrl,
    scope,
    ordered: options.ordered ?? settings.ordered,
    settings,
  });
  const router = createRouter(basics, { host, services, accountConcurrency });
  const guard = localCallersOnly(allowedHosts);
  const handler = createDispatcher({
    services: services.list,
    journal,
    random: random.fork("requests"),
    clock,
    homeRegion: scope.region,
    defaultAccountId: scope.accountId,
  });
  // Where a bucket's CORS configuration admits pages, they reach that bucket and nothing else.
  const bucketGuard = localCallersOnly(allowedHosts, handler.admittedPages);
  server = await startHttpServer({
    port: options.port ?? settings.port ?? DEFAULT_PORT,
    routes: [
      ...controlRoutes({ clock, journal, host, services, router, scope, guard }),
      { ...services.certificateRoute, guard },
      { method: "*", pattern: "*", guard: bucketGuard, handler },
    ],
    journal,
    clock,
  });
  return { journal, server, host, router, services };
}

interface RouterParts {
  readonly host: FunctionHost;
  readonly services: Services;
  readonly accountConcurrency: number;
}

function createRouter({ clock, journal, random }: Basics, parts: RouterParts): EventRouter {
  const { host, services, accountConcurrency } = parts;
  return createEventRouter({
    clock,
    random: random.fork("mappings"),
    journal,
    invoke: host.invoke,
    queueSource(arn) {
      const queue = services.sqs.queueByArn(arn);
      return queue === undefined ? undefined : inProcessQueue(queue);
    },
    mappingTarget: (name) => mappingTarget(host, name),
    accountConcurrency,
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

function mappingTarget(host: FunctionHost, functionName: string): MappingTarget | undefined {
  const found = host.list().find(({ definition }) => definition.functionName === functionName);
  return found && { functionArn: found.functionArn, timeout: found.definition.timeout };
}
