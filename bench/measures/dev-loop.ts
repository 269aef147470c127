import { cpSync, mkdtempSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { residentMB, type Server, startServer } from "../processes.ts";
import { CLI, clientFor, startedPort } from "../servers.ts";
import { median, percentile, rounded } from "../statistics.ts";

const READY_RUNS = 7;
const SAVES = 60;
const WARM_INVOKES = 400;
const WAKES = 100;

/** From `dev` being started on the example, with a warm cache, to its ready line, seen from outside. Target: under 500 ms. */
export async function measureReady(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), "lambdaloop-bench-"));
  cpSync("examples/orders-queue", folder, { recursive: true });
  linkPackages(folder);
  const samples: number[] = [];
  for (let run = 0; run <= READY_RUNS; run++) {
    const startedAt = performance.now();
    const server = await startDev(folder);
    if (run > 0) samples.push(performance.now() - startedAt);
    await server.stop();
  }
  return { readyMs: rounded(median(samples), 0) };
}

/** The loop itself on a one-function project: save, warm invoke, wake on send, memory at rest. */
export async function measureDevLoop(): Promise<Record<string, number>> {
  const project = makeProject();
  const server = await startDev(project.folder);
  try {
    const saves = await measureSaves(server, project.save);
    const warm = await measureWarmInvokes(server);
    const wakes = await measureWakes(server);
    globalThis.gc?.();
    return {
      saveP50Ms: rounded(percentile(saves, 0.5), 1),
      saveP95Ms: rounded(percentile(saves, 0.95), 1),
      warmInvokeP50Ms: rounded(percentile(warm, 0.5)),
      sendToHandlerP50Ms: rounded(percentile(wakes, 0.5)),
      residentAfterLoopMB: rounded(residentMB(server.pid), 0),
    };
  } finally {
    await server.stop();
  }
}

/** Resident memory of the main process after `dev` is ready and nothing has happened yet. Target: under 90 MB. */
export async function measureIdle(): Promise<Record<string, number>> {
  const project = makeProject();
  const samples: number[] = [];
  for (let run = 0; run < 5; run++) {
    const server = await startDev(project.folder);
    await server.line((line) => line.includes('"handler.swapped"'));
    await invoke(server);
    samples.push(residentMB(server.pid));
    await server.stop();
  }
  return { idleResidentMB: rounded(median(samples), 0) };
}

function startDev(folder: string): Promise<Server> {
  return startServer([CLI, "dev", "--port", "0", "--json"], { cwd: folder, portOf: startedPort });
}

function linkPackages(folder: string): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(process.cwd(), join(folder, "node_modules/lambdaloop"));
}

function makeProject(): { readonly folder: string; readonly save: (version: number) => void } {
  const folder = mkdtempSync(join(tmpdir(), "lambdaloop-bench-"));
  const save = (version: number): void =>
    writeFileSync(join(folder, "handler.ts"), `export const handler = async () => ({ version: ${version} });\n`);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, "lambdaloop.config.json"),
    JSON.stringify({
      queues: { jobs: {} },
      functions: { bench: { handler: "handler.handler", eventSourceMappings: [{ queue: "jobs" }] } },
    }),
  );
  save(0);
  return { folder, save };
}

async function invoke(server: Server): Promise<string> {
  const url = `http://127.0.0.1:${server.port}/_lambdaloop/functions/bench/invocations`;
  return (await fetch(url, { method: "POST", body: "{}" })).text();
}

async function measureSaves(server: Server, save: (version: number) => void): Promise<number[]> {
  const samples: number[] = [];
  for (let version = 1; version <= SAVES; version++) {
    const swapped = nextLine(server, '"handler.swapped"');
    const savedAt = performance.now();
    save(version);
    await swapped;
    const answer = await invoke(server);
    samples.push(performance.now() - savedAt);
    if (!answer.includes(String(version))) throw new Error(`old code was served after the swap: ${answer}`);
    // The next standby is started a moment after a swap; a person does not save again within that moment.
    await pause(250);
  }
  return samples;
}

async function measureWarmInvokes(server: Server): Promise<number[]> {
  const samples: number[] = [];
  for (let run = 0; run < WARM_INVOKES; run++) {
    const startedAt = performance.now();
    await invoke(server);
    samples.push(performance.now() - startedAt);
  }
  return samples;
}

async function measureWakes(server: Server): Promise<number[]> {
  const sqs = clientFor(server.port);
  const queueUrl = `http://127.0.0.1:${server.port}/000000000000/jobs`;
  const samples: number[] = [];
  for (let run = 0; run < WAKES; run++) {
    const started = nextLine(server, '"lambda.invocationStarted"');
    const sent = nextLine(server, '"sqs.messageSent"');
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "wake" }));
    samples.push((await started) - (await sent));
    await pause(5);
  }
  return samples;
}

/** When the next line with this text arrives. */
function nextLine(server: Server, text: string): Promise<number> {
  return new Promise((resolve) => {
    const stop = server.onLine((line) => {
      if (!line.includes(text)) return;
      stop();
      resolve(performance.now());
    });
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
