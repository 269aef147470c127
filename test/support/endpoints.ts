import {
  AsyncInvocations,
  CERTIFICATE_PATTERN,
  certificateHandler,
  createDeliver,
  Inbox,
  SnsSigner,
} from "../../events/index.ts";
import { systemClock } from "../../runtime/core/clock.ts";
import { Journal } from "../../runtime/core/journal.ts";
import { seededRandom } from "../../runtime/core/random.ts";
import { VirtualClock } from "../../runtime/core/virtual-clock.ts";
import { localCallersOnly } from "../../runtime/http/guard.ts";
import { type HttpServer, startHttpServer } from "../../runtime/http/server.ts";
import { createDispatcher } from "../../runtime/protocol/dispatcher.ts";
import { createSnsService, type Sns } from "../../runtime/sns/index.ts";
import { createSqsService, type Sqs } from "../../runtime/sqs/index.ts";
import { createStsService } from "../../runtime/sts/index.ts";

/** The gateway with its services in this process, without functions: real sockets, virtual time. */
export interface TestEndpoints {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly sqs: Sqs;
  readonly sns: Sns;
  readonly inbox: Inbox;
  stop(): Promise<void>;
}

export async function startEndpoints(): Promise<TestEndpoints> {
  const clock = new VirtualClock();
  const journal = new Journal(clock);
  const random = seededRandom("test");
  const sqs = createSqsService({ clock, random, journal, homeRegion: "us-east-1", ordered: true });
  const inbox = new Inbox(clock, journal);
  const noFunctions = new AsyncInvocations({
    clock,
    random,
    journal,
    invoke: () => Promise.reject(new Error("there are no functions here")),
    functionNameOf: () => undefined,
  });
  const signer = new SnsSigner(clock);
  let server: HttpServer | undefined;
  const deliver = createDeliver({
    clock,
    journal,
    sqs,
    inbox,
    invokeAsync: (invocation) => noFunctions.invoke(invocation),
    signer,
    endpointUrl: () => server?.endpoint ?? "",
    allowedHosts: [],
  });
  const sns = createSnsService({ clock, random, journal, deliver });
  const services = [sqs.service, sns.service, createStsService()];
  const guard = localCallersOnly();
  server = await startHttpServer({
    port: 0,
    routes: [
      { method: "GET", pattern: CERTIFICATE_PATTERN, guard, handler: certificateHandler(signer) },
      { method: "*", pattern: "*", guard, handler: createDispatcher({ services, journal, random }) },
    ],
    journal,
    // Sockets live in real time; only what AWS's clocks measure is virtual.
    clock: systemClock,
  });
  return { url: server.endpoint, clock, journal, sqs, sns, inbox, stop: () => server.stop() };
}
