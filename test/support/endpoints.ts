import { Journal } from "../../runtime/core/journal.ts";
import { seededRandom } from "../../runtime/core/random.ts";
import { VirtualClock } from "../../runtime/core/virtual-clock.ts";
import { localCallersOnly } from "../../runtime/http/guard.ts";
import { startHttpServer } from "../../runtime/http/server.ts";
import { createDispatcher } from "../../runtime/protocol/dispatcher.ts";
import { createSqsService, type Sqs } from "../../runtime/sqs/index.ts";
import { createStsService } from "../../runtime/sts/index.ts";
import { systemClock } from "../../runtime/core/clock.ts";

/** The gateway with its services in this process: real sockets, virtual time. */
export interface TestEndpoints {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly sqs: Sqs;
  stop(): Promise<void>;
}

export async function startEndpoints(): Promise<TestEndpoints> {
  const clock = new VirtualClock();
  const journal = new Journal(clock);
  const random = seededRandom("test");
  const sqs = createSqsService({ clock, random: random.fork("sqs"), journal, homeRegion: "us-east-1", ordered: true });
  const guard = localCallersOnly([]);
  const dispatch = createDispatcher({ services: [sqs.service, createStsService()], journal, random });
  const server = await startHttpServer({
    port: 0,
    routes: [{ method: "*", pattern: "*", guard, handler: dispatch }],
    journal,
    // Sockets live in real time; only what AWS's clocks measure is virtual.
    clock: systemClock,
  });
  return { url: server.endpoint, clock, journal, sqs, stop: () => server.stop() };
}
