import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { Connection } from "../connection.ts";
import { fill } from "../messages.ts";
import { cpuMs, residentMB } from "../processes.ts";
import { sqsRequest } from "../requests.ts";
import { emptyFolder, startDev } from "../servers.ts";
import { median, pause, percentile, rounded, samplesOf } from "../statistics.ts";

const INVOKES = 1000;
const MESSAGES = 20_000;
const FUNCTION_COUNTS = [1, 100, 1000] as const;
const IDLE_SECONDS = 5;

/** Warm invocations through AWS's own client, and what the service adds to what the sandbox itself takes. */
export async function measureInvoke(): Promise<Record<string, number>> {
  const server = await startDev(projectOf(1), { placement: "anyCore", json: true });
  const client = clientOf(server.port);
  const connection = await Connection.open(server.port);
  try {
    const sdk = await samplesOf(INVOKES, () => timed(() => client.send(new InvokeCommand({ FunctionName: "f0" }))));
    const floor: number[] = [];
    server.onLine((line) => {
      const duration = /"durationMs":([\d.]+)/.exec(line)?.[1];
      if (duration !== undefined) floor.push(Number(duration));
    });
    const raw = await samplesOf(INVOKES, () => timed(() => connection.request(INVOKE)));
    return {
      sdkInvokeP50Ms: rounded(median(sdk)),
      sdkInvokeP99Ms: rounded(percentile(sdk, 0.99)),
      apiInvokeP50Ms: rounded(median(raw)),
      sandboxInvokeP50Ms: rounded(median(floor)),
      apiInvokeRatio: rounded(median(raw) / median(floor)),
    };
  } finally {
    connection.close();
    client.destroy();
    await server.stop();
  }
}

/** How fast a mapping empties a queue of 1 KB messages in batches of 10, with the function's processes on the same machine. */
export async function measureEventSourceMapping(): Promise<Record<string, number>> {
  const server = await startDev(projectOf(1, { queues: { jobs: {} } }), {
    placement: "anyCore",
  });
  const connection = await Connection.open(server.port);
  const queueUrl = `http://127.0.0.1:${server.port}/000000000000/jobs`;
  try {
    await connection.request(INVOKE);
    await fill(server, queueUrl, MESSAGES, "x".repeat(1024));
    const startedAt = performance.now();
    await connection.request(createMapping());
    while ((await messagesIn(connection, queueUrl)) > 0) await pause(20);
    const seconds = (performance.now() - startedAt) / 1000;
    return { esmMessagesPerSecond: rounded(MESSAGES / seconds, 0) };
  } finally {
    connection.close();
    await server.stop();
  }
}

/** What functions cost that nobody calls: the time until `dev` is ready, its memory, and its work while nothing happens. */
export async function measureManyFunctions(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const count of FUNCTION_COUNTS) {
    const startedAt = performance.now();
    const server = await startDev(projectOf(count), { placement: "anyCore" });
    figures[`readyWith${count}FunctionsMs`] = rounded(performance.now() - startedAt, 0);
    await pause(3000);
    const before = cpuMs(server.pid);
    await pause(IDLE_SECONDS * 1000);
    figures[`idleWith${count}FunctionsPercentOfCore`] = rounded((cpuMs(server.pid) - before) / (IDLE_SECONDS * 10));
    figures[`residentWith${count}FunctionsMB`] = rounded(residentMB(server.pid), 0);
    await server.stop();
  }
  return figures;
}

const INVOKE = Buffer.from(
  "POST /2015-03-31/functions/f0/invocations HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\n\r\n{}",
);

function projectOf(functions: number, config: object = {}): string {
  const folder = emptyFolder();
  writeFileSync(
    join(folder, "handler.mjs"),
    "export const handler = async (event) => ({ records: event.Records?.length ?? 0 });\n",
  );
  const names = Array.from({ length: functions }, (_, index) => [`f${index}`, { handler: "handler.handler" }] as const);
  const content = { ...config, functions: Object.fromEntries(names) };
  writeFileSync(join(folder, "lambdaloop.config.json"), JSON.stringify(content));
  return folder;
}

function clientOf(port: number): LambdaClient {
  return new LambdaClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
}

function createMapping(): Buffer {
  const body = JSON.stringify({ EventSourceArn: "arn:aws:sqs:us-east-1:000000000000:jobs", FunctionName: "f0" });
  return Buffer.from(
    `POST /2015-03-31/event-source-mappings HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

async function messagesIn(connection: Connection, queueUrl: string): Promise<number> {
  const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"];
  const { body } = await connection.request(sqsRequest("GetQueueAttributes", { QueueUrl: queueUrl, AttributeNames }));
  const { Attributes = {} } = JSON.parse(body.toString()) as { Attributes?: Record<string, string> };
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
