import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Connection } from "./connection.ts";
import { type Server, startServer } from "./processes.ts";
import { sqsRequest } from "./requests.ts";

const PROJECT_FOLDER = process.cwd();
/** `BENCH_CLI` names another build, to compare two. */
const CLI = process.env["BENCH_CLI"] ?? join(PROJECT_FOLDER, "dist/cli.js");

/** Whether a server has the measured core for itself, or may use every core as on a user's machine. */
export type Placement = "ownCore" | "anyCore";

/** The bare `node:http` yardstick. */
export function startBare(mode: "echo" | "canned"): Promise<Server> {
  return startServer([join(PROJECT_FOLDER, "bench/bare-server.mjs"), mode], {
    cwd: PROJECT_FOLDER,
    placement: "ownCore",
    portOf: (line) => (line.startsWith("port ") ? Number(line.slice(5)) : undefined),
  });
}

/** `lambdaloop dev` in a project's folder. */
export function startDev(
  folder: string,
  options: { readonly placement: Placement; readonly json?: boolean },
): Promise<Server> {
  const args = [CLI, "dev", "--port", "0", ...(options.json === true ? ["--json"] : [])];
  return startServer(args, { cwd: folder, placement: options.placement, portOf: startedPort });
}

/** From the `runtime.started` fact, or from the line about the endpoint and then the one that says it is ready. */
function startedPort(line: string): number | undefined {
  if (line.startsWith("{") && !line.includes('"runtime.started"')) return undefined;
  const port = /\bendpoint\b.*?http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
  return port === undefined ? undefined : Number(port);
}

export interface Endpoints {
  readonly server: Server;
  /** @returns the queue's URL */
  readonly createQueue: (name: string) => Promise<string>;
  readonly deleteQueue: (queueUrl: string) => Promise<void>;
  /** @returns the answer's body */
  readonly call: (request: Buffer) => Promise<Buffer>;
  readonly stop: () => Promise<void>;
}

/** lambdaloop with no configuration, in an empty folder, printing its lines into a pipe. */
export async function startEndpoints(): Promise<Endpoints> {
  const server = await startDev(emptyFolder(), { placement: "ownCore" });
  const connection = await Connection.open(server.port);
  const call = async (request: Buffer): Promise<Buffer> => {
    const { ok, body } = await connection.request(request);
    if (!ok) throw new Error(`the server refused: ${body.toString()}`);
    return body;
  };
  return {
    server,
    call,
    async createQueue(name) {
      const body = await call(sqsRequest("CreateQueue", { QueueName: name }));
      return (JSON.parse(body.toString()) as { QueueUrl: string }).QueueUrl;
    },
    async deleteQueue(queueUrl) {
      await call(sqsRequest("DeleteQueue", { QueueUrl: queueUrl }));
    },
    stop() {
      connection.close();
      return server.stop();
    },
  };
}

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "lambdaloop-bench-"));
}
