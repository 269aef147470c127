import type { Clock } from "../runtime/core/clock.ts";
import { systemClock } from "../runtime/core/clock.ts";
import { UserError } from "../runtime/core/errors.ts";
import type { JournalListener } from "../runtime/core/journal.ts";
import { Journal } from "../runtime/core/journal.ts";
import { freshSeed, seededRandom } from "../runtime/core/random.ts";
import type { HttpServer } from "../runtime/http/server.ts";
import { startHttpServer } from "../runtime/http/server.ts";
import type { WrapQueueSource } from "./assemble.ts";
import { assemble } from "./assemble.ts";
import { BucketAdmin } from "./bucket-admin.ts";
import type { CreateCodeHost } from "./code-host.ts";
import { FunctionAdmin } from "./function-admin.ts";
import { healthOf } from "./instance-health.ts";
import type { ConfigChoice } from "./config-keeper.ts";
import { ConfigKeeper } from "./config-keeper.ts";
import type { SaveTest } from "./replay/saved-test.ts";
import { QueueAdmin } from "./queue-admin.ts";
import { RunningRuntime } from "./running-runtime.ts";
import { TopicAdmin } from "./topic-admin.ts";

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
  /** What AWS's clocks measure; sockets and processes stay in real time. */
  readonly clock?: Clock | undefined;
  /** `false`: no port is opened, requests come through `RunningRuntime.handle`. */
  readonly listen?: boolean | undefined;
  readonly createHost?: CreateCodeHost | undefined;
  /** What event source mappings read from instead of a queue itself: for faults in between. */
  readonly wrapQueueSource?: WrapQueueSource | undefined;
  readonly inspectPort?: number | undefined;
  /** What the control API writes tests with; without it, it writes none. */
  readonly saveTest?: SaveTest | undefined;
}

const DEFAULT_PORT = 4566;
/** What a runtime without a port calls itself in queue URLs and in its functions' environment. */
const IN_PROCESS_ENDPOINT = `http://127.0.0.1:${DEFAULT_PORT}`;

/** Functions that take longer to build or to initialize start while the endpoint already answers. */
const LONGEST_WAIT_FOR_FUNCTIONS_MS = 3000;

/**
 * Puts the parts together and starts them.
 *
 * @throws {UserError} `PORT_IN_USE`, `INVALID_CONFIG`, `CONFIG_NOT_FOUND`, `UNWRITABLE_FOLDER`; nothing runs then
 */
export async function start(input: StartInput): Promise<RunningRuntime> {
  const { clock = systemClock, listen = true } = input;
  const startedMs = input.startedMs ?? clock.monotonicMs();
  const keeper = await ConfigKeeper.load(input.config, input.cwd);
  const seed = input.seed ?? keeper.settings.seed ?? freshSeed();
  const journal = new Journal(clock);
  if (input.onFact !== undefined) journal.subscribe(input.onFact);

  let server: HttpServer | undefined;
  const endpointUrl = (): string => server?.endpoint ?? IN_PROCESS_ENDPOINT;
  const random = seededRandom(seed);
  const parts = assemble(keeper, { ...input, seed, capture: listen, endpointUrl }, { clock, journal, random });
  const { services, host, router, routes } = parts;
  if (listen) {
    const port = input.port ?? keeper.settings.port ?? DEFAULT_PORT;
    server = await startHttpServer({ port, routes, journal, clock: systemClock }).catch(async (error: unknown) => {
      await Promise.all([host.stop(), services.stop()]);
      return busyPort(error);
    });
  }
  const runtime = new RunningRuntime({ ...parts, server, endpoint: endpointUrl(), scope: keeper.scope, journal, seed });
  try {
    const { scope } = keeper;
    const queues = new QueueAdmin(services.sqs, scope);
    const target = {
      queues,
      topics: new TopicAdmin(services.sns, scope),
      buckets: new BucketAdmin(services.s3, scope),
      functions: new FunctionAdmin(services.lambda, scope, random.fork("config")),
      router,
    };
    await keeper.start({ target, host, journal, watch: input.watch });
    await Promise.race([host.settled(), pause(systemClock, LONGEST_WAIT_FOR_FUNCTIONS_MS)]);
  } catch (error) {
    await runtime.stop("the start failed");
    throw error;
  }
  const readyMs = clock.monotonicMs() - startedMs;
  const inspector = input.inspectPort === undefined ? {} : { inspector: `127.0.0.1:${input.inspectPort}` };
  journal.record({ kind: "runtime.started", endpoint: runtime.endpoint, seed, readyMs, ...inspector });
  return runtime;
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(ms, resolve);
  });
}

/** The program that has the port is most often another of ours, forgotten in another window. */
async function busyPort(error: unknown): Promise<never> {
  if (!(error instanceof UserError) || error.code !== "PORT_IN_USE") throw error;
  const port = /\d+/.exec(error.message)?.[0] ?? "";
  if ((await healthOf(`http://127.0.0.1:${port}`)) === undefined) throw error;
  throw new UserError("PORT_IN_USE", `Port ${port} on 127.0.0.1 is in use: lambdaloop is running there already`, {
    advice: "Stop it, or choose another port with --port, or 0 for any free one.",
    cause: error,
  });
}
