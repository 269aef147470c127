import type { Clock } from "../runtime/core/clock.ts";
import { systemClock } from "../runtime/core/clock.ts";
import { UserError } from "../runtime/core/errors.ts";
import type { JournalListener } from "../runtime/core/journal.ts";
import { Journal } from "../runtime/core/journal.ts";
import { freshSeed, seededRandom } from "../runtime/core/random.ts";
import { assemble } from "./assemble.ts";
import { BucketAdmin } from "./bucket-admin.ts";
import { healthOf } from "./instance-health.ts";
import type { ConfigChoice } from "./config-keeper.ts";
import { ConfigKeeper } from "./config-keeper.ts";
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
}

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

  const parts = await assemble(keeper, input, { clock, journal, random: seededRandom(seed) }).catch(busyPort);
  const { services, server, host, router } = parts;
  const runtime = new RunningRuntime({ ...parts, seed });
  try {
    const { scope } = keeper;
    const queues = new QueueAdmin(services.sqs, scope);
    const target = {
      queues,
      topics: new TopicAdmin(services.sns, scope),
      buckets: new BucketAdmin(services.s3, scope),
      lambda: services.lambda,
      router,
    };
    await keeper.start({ target, host, journal, watch: input.watch });
    await Promise.race([host.settled(), pause(clock, LONGEST_WAIT_FOR_FUNCTIONS_MS)]);
  } catch (error) {
    await runtime.stop("the start failed");
    throw error;
  }
  const readyMs = clock.monotonicMs() - startedMs;
  journal.record({ kind: "runtime.started", endpoint: server.endpoint, seed, readyMs });
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
