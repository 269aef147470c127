import {
  AsyncInvocations,
  CERTIFICATE_PATTERN,
  certificateHandler,
  createDeliver,
  createS3Deliver,
  Inbox,
  SnsSigner,
} from "../../events/index.ts";
import { systemClock } from "../../runtime/core/clock.ts";
import { Journal } from "../../runtime/core/journal.ts";
import { type Random, seededRandom } from "../../runtime/core/random.ts";
import { VirtualClock } from "../../runtime/core/virtual-clock.ts";
import { localCallersOnly } from "../../runtime/http/guard.ts";
import { type HttpServer, startHttpServer } from "../../runtime/http/server.ts";
import { createDispatcher } from "../../runtime/protocol/dispatcher.ts";
import { type BodyStore, createS3Service, type DestinationKind, type S3 } from "../../runtime/s3/index.ts";
import { createSnsService, type Sns } from "../../runtime/sns/index.ts";
import { createSqsService, type Sqs } from "../../runtime/sqs/index.ts";
import { createStsService } from "../../runtime/sts/index.ts";
import { defaultPolicyOf, NO_DESTINATIONS } from "../unit/events/deliver/async-functions.ts";

/** The gateway with its services in this process, without functions: real sockets, virtual time. */
export interface TestEndpoints {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly sqs: Sqs;
  readonly sns: Sns;
  readonly s3: S3;
  readonly inbox: Inbox;
  stop(): Promise<void>;
}

/**
 * @param startAt epoch milliseconds: for clients whose signatures have the time of day in them
 * @param bodies where S3 keeps its bytes
 */
export async function startEndpoints(startAt?: number, bodies?: BodyStore): Promise<TestEndpoints> {
  const clock = new VirtualClock(startAt);
  const journal = new Journal(clock);
  const random = seededRandom("test");
  const sqs = createSqsService({ clock, random, journal, homeRegion: "us-east-1", ordered: true });
  const inbox = new Inbox(clock, journal);
  const noFunctions = new AsyncInvocations({
    clock,
    random,
    journal,
    invoke: () => Promise.reject(new Error("there are no functions here")),
    policyOf: defaultPolicyOf(),
    destinations: NO_DESTINATIONS,
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
  const s3 = createS3({ clock, journal, random, sqs, sns, functions: noFunctions, bodies });
  const services = [sqs.service, sns.service, s3.service, createStsService()];
  const guard = localCallersOnly();
  const handler = createDispatcher({ services, journal, random, clock });
  server = await startHttpServer({
    port: 0,
    routes: [
      { method: "GET", pattern: CERTIFICATE_PATTERN, guard, handler: certificateHandler(signer) },
      { method: "*", pattern: "*", guard: localCallersOnly([], handler.admittedPages), handler },
    ],
    journal,
    // Sockets live in real time; only what AWS's clocks measure is virtual.
    clock: systemClock,
  });
  const { endpoint: url } = server;
  const stop = async (): Promise<void> => {
    await server?.stop();
    await s3.stop();
  };
  return { url, clock, journal, sqs, sns, s3, inbox, stop };
}

interface S3Surroundings extends Pick<TestEndpoints, "clock" | "journal" | "sqs" | "sns"> {
  readonly random: Random;
  readonly functions: AsyncInvocations;
  readonly bodies: BodyStore | undefined;
}

function createS3({ clock, journal, random, sqs, sns, functions, bodies }: S3Surroundings): S3 {
  const exists: Readonly<Record<DestinationKind, (arn: string) => boolean>> = {
    queue: (arn) => sqs.queueByArn(arn) !== undefined,
    topic: (arn) => sns.topicByArn(arn) !== undefined,
    function: () => false,
  };
  const deliver = createS3Deliver({
    journal,
    random,
    sqs,
    publishToTopic(arn, { subject, message, causeId }) {
      const topic = sns.topicByArn(arn);
      return topic && sns.publish(topic, { Message: message, Subject: subject }, { causeId });
    },
    invokeAsync: (invocation) => functions.invoke(invocation),
  });
  const destinationExists = (kind: DestinationKind, arn: string): boolean => exists[kind](arn);
  return createS3Service({ clock, journal, random, deliver, bodies, destinationExists });
}
