import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Connection } from "../connection.ts";
import { sendMessage } from "../messages.ts";
import { residentMB, type Server } from "../processes.ts";
import { emptyFolder, startDev } from "../servers.ts";
import { median, pause, percentile, rounded, samplesOf } from "../statistics.ts";

const READY_RUNS = 7;
const IDLE_RUNS = 5;
const SAVES = 60;
const WARM_INVOKES = 1000;
const WAKES = 200;

/** From `dev` being started on the example, with a warm cache, to its ready line, seen from outside. */
export async function measureReady(): Promise<Record<string, number>> {
  const folder = emptyFolder();
  cpSync("examples/orders-queue", folder, { recursive: true });
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(process.cwd(), join(folder, "node_modules/lambdaloop"));
  const samples = await samplesOf(READY_RUNS, async () => {
    const startedAt = performance.now();
    const server = await startDev(folder, { placement: "anyCore", json: true });
    const readyMs = performance.now() - startedAt;
    await server.stop();
    return readyMs;
  });
  return { readyMs: rounded(median(samples), 0) };
}

/** The loop itself on a one-function project: save, warm invoke, wake on send. */
export async function measureDevLoop(): Promise<Record<string, number>> {
  const project = makeProject();
  const server = await startDev(project.folder, { placement: "anyCore", json: true });
  const connection = await Connection.open(server.port);
  try {
    await connection.request(INVOKE);
    const warm = await measureWarmInvokes(connection);
    const wakes = await measureWakes(server, connection);
    const saves = await measureSaves(server, connection, project.save);
    return {
      warmInvokeP50Ms: rounded(warm),
      sendToHandlerP50Ms: rounded(percentile(wakes, 0.5)),
      sendToHandlerP95Ms: rounded(percentile(wakes, 0.95)),
      sendToHandlerP99Ms: rounded(percentile(wakes, 0.99)),
      saveP50Ms: rounded(percentile(saves, 0.5), 1),
      saveP95Ms: rounded(percentile(saves, 0.95), 1),
      residentAfterLoopMB: rounded(residentMB(server.pid), 0),
    };
  } finally {
    connection.close();
    await server.stop();
  }
}

/** Resident memory of the main process after `dev` is ready and has served one invocation. */
export async function measureIdle(): Promise<Record<string, number>> {
  const project = makeProject();
  const samples = await samplesOf(IDLE_RUNS, async () => {
    const server = await startDev(project.folder, { placement: "anyCore" });
    const connection = await Connection.open(server.port);
    await connection.request(INVOKE);
    await pause(500);
    const resident = residentMB(server.pid);
    connection.close();
    await server.stop();
    return resident;
  });
  return { idleResidentMB: rounded(median(samples), 0) };
}

const INVOKE = Buffer.from(
  "POST /_lambdaloop/functions/bench/invocations HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\n\r\n{}",
);
const HEALTH = Buffer.from("GET /_lambdaloop/health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");

/** What the handler prints: the machine's monotonic clock, which every process reads alike. */
const STARTED = "handler started at";

function makeProject(): { readonly folder: string; readonly save: (version: number) => void } {
  const folder = emptyFolder();
  const save = (version: number): void => {
    const report = `if (event.Records) console.log("${STARTED}", process.hrtime.bigint());`;
    const source = `export const handler = async (event) => { ${report} return { version: ${version} }; };\n`;
    writeFileSync(join(folder, "handler.mjs"), source);
  };
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const config = {
    queues: { jobs: {} },
    functions: { bench: { handler: "handler.handler", eventSourceMappings: [{ queue: "jobs" }] } },
  };
  writeFileSync(join(folder, "lambdaloop.config.json"), JSON.stringify(config));
  save(0);
  return { folder, save };
}

/** Median milliseconds that an invocation takes beyond a round trip to the same server on the same connection. */
async function measureWarmInvokes(connection: Connection): Promise<number> {
  const samples = await samplesOf(WARM_INVOKES, async () => {
    const health = await timed(() => connection.request(HEALTH));
    const invocation = await timed(() => connection.request(INVOKE));
    return { health, invocation };
  });
  return median(samples.map(({ invocation }) => invocation)) - median(samples.map(({ health }) => health));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** From a SendMessage being written to the handler's first statement. */
async function measureWakes(server: Server, connection: Connection): Promise<readonly number[]> {
  const send = sendMessage(`http://127.0.0.1:${server.port}/000000000000/jobs`, "wake");
  return samplesOf(WAKES, async () => {
    const printed = nextLine(server, STARTED);
    const settled = nextLine(server, '"esm.batchSettled"');
    const sentAt = process.hrtime.bigint();
    await connection.request(send);
    const startedAt = BigInt(new RegExp(`${STARTED} (\\d+)n`).exec(await printed)?.[1] ?? 0);
    await settled;
    await pause(5);
    return Number(startedAt - sentAt) / 1e6;
  });
}

/** From a save to the answer of an invocation that the new code served. */
async function measureSaves(
  server: Server,
  connection: Connection,
  save: (version: number) => void,
): Promise<readonly number[]> {
  return samplesOf(SAVES, async (run) => {
    // The next standby is started a moment after a swap; a person does not save again within that moment.
    await pause(300);
    const version = run + 1;
    const swapped = nextLine(server, '"handler.swapped"');
    const savedAt = performance.now();
    save(version);
    await swapped;
    const { body } = await connection.request(INVOKE);
    const servedAt = performance.now();
    if (!body.includes(`version\\":${version}`))
      throw new Error(`old code was served after the swap: ${body.toString()}`);
    return servedAt - savedAt;
  });
}

function nextLine(server: Server, text: string): Promise<string> {
  return new Promise((resolve) => {
    const stop = server.onLine((line) => {
      if (!line.includes(text)) return;
      stop();
      resolve(line);
    });
  });
}
