import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFunctionHost, createProcessSandbox } from "../../handlers/index.ts";
import { systemClock } from "../../runtime/core/clock.ts";
import { Journal } from "../../runtime/core/journal.ts";
import { seededRandom } from "../../runtime/core/random.ts";
import { localCallersOnly } from "../../runtime/http/guard.ts";
import { startHttpServer } from "../../runtime/http/server.ts";
import { createLambdaService, type Lambda } from "../../runtime/lambda/index.ts";
import { createDispatcher } from "../../runtime/protocol/dispatcher.ts";

/** Lambda as a client sees it, with functions that really run: sockets, processes and the machine's time. */
export interface LambdaRuntime {
  readonly url: string;
  readonly lambda: Lambda;
  stop(): Promise<void>;
}

const HOME = { region: "us-east-1", accountId: "000000000000" };
/** A zip of 50 MB as base64, and some. */
const LARGEST_REQUEST_BYTES = 80 * 1024 * 1024;

export async function startLambdaRuntime(): Promise<LambdaRuntime> {
  const clock = systemClock;
  const journal = new Journal(clock);
  const random = seededRandom("clients");
  const projectFolder = mkdtempSync(join(tmpdir(), "lambda-"));
  const endpoint = { url: "" };
  const host = createFunctionHost({
    clock,
    random,
    journal,
    sandbox: createProcessSandbox({ clock, random }),
    projectFolder,
    endpointUrl: () => endpoint.url,
    ...HOME,
    watch: true,
  });
  const lambda = createLambdaService({
    clock,
    random,
    journal,
    homeScope: HOME,
    runner: host,
    invokeAsync: () => () => {
      throw new Error("nothing is invoked asynchronously here");
    },
    mappings: () => {
      throw new Error("there are no mappings here");
    },
    readObject: () => Promise.resolve(undefined),
    accountConcurrency: 10,
    minimumUnreservedConcurrency: 1,
    endpointUrl: () => endpoint.url,
  });
  const handler = createDispatcher({ services: [lambda.service], journal, random, clock });
  const server = await startHttpServer({
    port: 0,
    routes: [{ method: "*", pattern: "*", guard: localCallersOnly(), handler, maxBodyBytes: LARGEST_REQUEST_BYTES }],
    journal,
    clock,
  });
  endpoint.url = server.endpoint;
  return {
    url: server.endpoint,
    lambda,
    async stop() {
      await server.stop();
      await host.stop();
      await rm(projectFolder, { recursive: true, force: true });
    },
  };
}
