import { systemClock } from "../../runtime/core/clock.ts";
import { Journal } from "../../runtime/core/journal.ts";
import { seededRandom } from "../../runtime/core/random.ts";
import { VirtualClock } from "../../runtime/core/virtual-clock.ts";
import { localCallersOnly } from "../../runtime/http/guard.ts";
import { startHttpServer } from "../../runtime/http/server.ts";
import { createIamService } from "../../runtime/iam/index.ts";
import { createDispatcher } from "../../runtime/protocol/dispatcher.ts";

/** A gateway with IAM alone in this process: real sockets, virtual time. */
export interface IamEndpoint {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly clock: VirtualClock;
  stop(): Promise<void>;
}

export async function startIamEndpoint(): Promise<IamEndpoint> {
  const clock = new VirtualClock();
  const journal = new Journal(clock);
  const random = seededRandom("iam");
  const { service } = createIamService({ clock, random });
  const handler = createDispatcher({ services: [service], journal, random, clock });
  const routes = [{ method: "*", pattern: "*", guard: localCallersOnly(), handler }];
  // Sockets live in real time; only what AWS's clocks measure is virtual.
  const server = await startHttpServer({ port: 0, routes, journal, clock: systemClock });
  return { url: server.endpoint, clock, stop: () => server.stop() };
}
