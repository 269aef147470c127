import { createHash } from "node:crypto";
import {
  admitFunctionUrlHosts,
  createEventRouter,
  type EventRouter,
  inProcessQueue,
  withFunctionUrls,
} from "../../events/index.ts";
import { parseArn } from "../../runtime/core/arn.ts";
import { systemClock } from "../../runtime/core/clock.ts";
import type { FunctionDefinition } from "../../runtime/core/function-definition.ts";
import type { CodeStatus, FunctionRunner, StoredArchive } from "../../runtime/core/function-runner.ts";
import { Journal } from "../../runtime/core/journal.ts";
import type { Invocation, InvokeOutcome } from "../../runtime/core/ports.ts";
import { seededRandom } from "../../runtime/core/random.ts";
import { VirtualClock } from "../../runtime/core/virtual-clock.ts";
import { localCallersOnly } from "../../runtime/http/guard.ts";
import { startHttpServer } from "../../runtime/http/server.ts";
import { createLambdaService, type Lambda } from "../../runtime/lambda/index.ts";
import { createDispatcher } from "../../runtime/protocol/dispatcher.ts";
import { createSqsService, type Sqs } from "../../runtime/sqs/index.ts";

/** What stands in for a function's code. */
export type FakeHandler = (event: unknown, invocation: Invocation) => InvokeOutcome | Promise<InvokeOutcome>;

/** A gateway with Lambda and SQS in this process, with a runner that keeps code and runs what the test says: real sockets, virtual time. */
export interface LambdaEndpoint {
  readonly url: string;
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly lambda: Lambda;
  readonly sqs: Sqs;
  readonly runner: FakeRunner;
  /** Objects of S3, by `bucket/key`. */
  readonly objects: Map<string, Uint8Array>;
  /** What function URLs run, by function name. */
  readonly handlers: Map<string, FakeHandler>;
  stop(): Promise<void>;
}

/** The end of an archive's directory, and nothing before it: an archive of no files, 22 bytes long. */
export const EMPTY_ARCHIVE = Buffer.concat([Buffer.from("PK\u0005\u0006", "latin1"), Buffer.alloc(18)]);

const HOME = { region: "us-east-1", accountId: "000000000000" };

/** @param startAt epoch milliseconds */
export async function startLambdaEndpoint(startAt?: number): Promise<LambdaEndpoint> {
  const clock = new VirtualClock(startAt);
  const journal = new Journal(clock);
  const random = seededRandom("test");
  const sqs = createSqsService({ clock, random, journal, homeRegion: HOME.region, ordered: true });
  const runner = new FakeRunner();
  const objects = new Map<string, Uint8Array>();
  const handlers = new Map<string, FakeHandler>();
  const endpoint = { url: "" };
  let router: EventRouter | undefined;
  const lambda = createLambdaService({
    clock,
    random,
    journal,
    homeScope: HOME,
    runner,
    invokeAsync: () => () => {
      throw new Error("nothing is invoked asynchronously here");
    },
    mappings: () => {
      if (router === undefined) throw new Error("the router is not there yet");
      return router.mappings;
    },
    readObject: (bucket, key) => Promise.resolve(objects.get(`${bucket}/${key}`)),
    accountConcurrency: 1000,
    endpointUrl: () => endpoint.url,
  });
  router = createEventRouter({
    clock,
    random,
    journal,
    invoke: () => Promise.reject(new Error("no message is sent here")),
    queueSource: (arn) => {
      const queue = sqs.queueByArn(arn);
      return queue && inProcessQueue(queue);
    },
    mappingTarget: () => undefined,
    accountConcurrency: 1000,
  });
  const dispatcher = createDispatcher({ services: [lambda.service, sqs.service], journal, random, clock });
  const handler = withFunctionUrls(dispatcher, {
    clock,
    random,
    journal,
    urlConfigOf: (urlId) => lambda.functionUrl(urlId),
    invoke: (invocation) => run(handlers, invocation),
    signerOf: ({ headers }) => {
      const accessKeyId = /Credential=([^/]+)/.exec(String(headers["authorization"]))?.[1];
      return accessKeyId === undefined ? undefined : { accessKeyId, accountId: HOME.accountId };
    },
  });
  const guard = admitFunctionUrlHosts(localCallersOnly([], handler.admittedPages));
  const server = await startHttpServer({
    port: 0,
    routes: [{ method: "*", pattern: "*", guard, handler, maxBodyBytes: 80 * 1024 * 1024 }],
    journal,
    // Sockets live in real time; only what AWS's clocks measure is virtual.
    clock: systemClock,
  });
  endpoint.url = server.endpoint;
  return {
    url: server.endpoint,
    clock,
    journal,
    lambda,
    sqs,
    runner,
    objects,
    handlers,
    async stop() {
      await router?.stop();
      sqs.stop();
      await server.stop();
    },
  };
}

async function run(handlers: ReadonlyMap<string, FakeHandler>, invocation: Invocation): Promise<InvokeOutcome> {
  const [, name = ""] = parseArn(invocation.functionName)?.resource.split(":") ?? [];
  const handler = handlers.get(name);
  if (handler === undefined) throw new Error(`the test has no handler for ${invocation.functionName}`);
  return await handler(JSON.parse(invocation.payload), invocation);
}

/** Keeps archives without unpacking them; every version is ready at once. */
export class FakeRunner implements FunctionRunner {
  /** The newest definition of each version, by ARN and version. */
  readonly deployed = new Map<string, FunctionDefinition>();

  deploy(definition: FunctionDefinition): void {
    this.deployed.set(`${definition.functionName}:${definition.version ?? "$LATEST"}`, definition);
  }

  remove(): void {}

  status(): CodeStatus {
    return { state: "ready" };
  }

  reserve(): void {}

  run(): Promise<InvokeOutcome> {
    return Promise.reject(new Error("nothing runs here"));
  }

  store(archive: Uint8Array): Promise<StoredArchive> {
    const hash = createHash("sha256").update(archive);
    const codeSha256 = hash.digest("base64");
    const folder = `/archives/${Buffer.from(codeSha256, "base64").toString("hex").slice(0, 8)}`;
    return Promise.resolve({ codeSha256, codeSize: archive.byteLength, folder, file: `${folder}.zip` });
  }

  codeOf(functionArn: string): Promise<StoredArchive> {
    return this.store(Buffer.from(functionArn));
  }
}
