import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { type Server, startServer } from "./processes.ts";

const PROJECT_FOLDER = process.cwd();
export const CLI = join(PROJECT_FOLDER, "dist/cli.js");

/** The bare `node:http` yardstick: `echo`, or canned answers of so many bytes. */
export function startBare(mode: "echo" | number): Promise<Server> {
  return startServer([join(PROJECT_FOLDER, "bench/bare-server.mjs"), String(mode)], {
    cwd: PROJECT_FOLDER,
    portOf: (line) => (line.startsWith("port ") ? Number(line.slice(5)) : undefined),
  });
}

/** The `runtime.started` fact's port, when the line is one. */
export function startedPort(line: string): number | undefined {
  if (!line.includes('"runtime.started"')) return undefined;
  const { endpoint } = JSON.parse(line) as { endpoint: string };
  return Number(new URL(endpoint).port);
}

export interface Endpoints {
  readonly server: Server;
  readonly sqs: SQSClient;
  createQueue(name: string, attributes?: Record<string, string>): Promise<string>;
}

/** lambdaloop with no configuration, in an empty folder, facts switched off. */
export async function startEndpoints(): Promise<Endpoints> {
  const server = await startServer([CLI, "dev", "--port", "0", "--json"], {
    cwd: mkdtempSync(join(tmpdir(), "lambdaloop-bench-")),
    portOf: startedPort,
  });
  const sqs = clientFor(server.port);
  return {
    server,
    sqs,
    async createQueue(name, attributes) {
      const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
      return QueueUrl;
    },
  };
}

export function clientFor(port: number): SQSClient {
  return new SQSClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "000000000000", secretAccessKey: "local" },
  });
}
