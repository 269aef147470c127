import { systemClock } from "../../runtime/core/clock.ts";
import { Journal } from "../../runtime/core/journal.ts";
import { seededRandom } from "../../runtime/core/random.ts";
import { VirtualClock } from "../../runtime/core/virtual-clock.ts";
import { localCallersOnly } from "../../runtime/http/guard.ts";
import { startHttpServer } from "../../runtime/http/server.ts";
import { createLogsService } from "../../runtime/logs/index.ts";
import { createDispatcher } from "../../runtime/protocol/dispatcher.ts";

/** A gateway with CloudWatch Logs alone, in this process: real sockets, virtual time. */
export interface LogsEndpoint {
  readonly url: string;
  readonly clock: VirtualClock;
  readonly journal: Journal;
  stop(): Promise<void>;
}

/** @param startAt epoch milliseconds: for clients that ask for the last minutes of the day that it is */
export async function startLogsEndpoint(startAt?: number): Promise<LogsEndpoint> {
  const clock = new VirtualClock(startAt);
  const journal = new Journal(clock);
  const random = seededRandom("test");
  const homeScope = { region: "us-east-1", accountId: "000000000000" };
  const logs = createLogsService({ clock, journal, random, homeScope });
  const handler = createDispatcher({ services: [logs.service], journal, random, clock });
  const server = await startHttpServer({
    port: 0,
    routes: [{ method: "*", pattern: "*", guard: localCallersOnly(), handler }],
    journal,
    // Sockets live in real time; only what AWS's clocks measure is virtual.
    clock: systemClock,
  });
  return {
    url: server.endpoint,
    clock,
    journal,
    async stop() {
      logs.stop();
      await server.stop();
    },
  };
}
