import { once } from "node:events";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, test } from "vitest";
import type {
  EnvironmentInvocation,
  EnvironmentSpec,
  ExecutionEnvironment,
  LogLine,
  Sandbox,
} from "../../../handlers/sandbox/execution-environment.ts";
import { createProcessSandbox, type ProcessSandboxOptions } from "../../../handlers/sandbox/process/process-sandbox.ts";
import { createWorkerdSandbox } from "../../../handlers/sandbox/workerd/workerd-sandbox.ts";
import { type Clock, systemClock } from "../../../runtime/core/clock.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import { seededRandom } from "../../../runtime/core/random.ts";

/** The sandbox that most of the suite is about, with its own options. */
export function sandboxUnderTest(options: Partial<ProcessSandboxOptions> = {}): Sandbox {
  return createProcessSandbox({ clock: systemClock, random: seededRandom("contract"), ...options });
}

/** A kind of sandbox under contract. */
interface Kind {
  readonly name: string;
  readonly create: (options?: { readonly clock: Clock }) => Sandbox;
  /** Tests, and rows of tables, that do not hold for it, each with the reason. */
  readonly lacks: Readonly<Record<string, string>>;
}

/** Every kind of sandbox that runs Node.js handlers behind the contract. */
const KINDS: readonly Kind[] = [
  { name: "a process", create: (options = { clock: systemClock }) => sandboxUnderTest(options), lacks: {} },
  {
    name: "workerd",
    create: ({ clock } = { clock: systemClock }) =>
      createWorkerdSandbox({ clock, random: seededRandom("contract"), load: () => import("miniflare") }),
    lacks: {
      "of a package with type module is loaded as a module":
        "import.meta.url is written into the code when it is built",
      "because a required package is missing, names the chain as AWS does": "workerd words it, without the chain",
      "because an imported package is missing, keeps Node's own error, as on AWS": "workerd words it, not Node.js",
      "ends what the handler has started as well": "there are no child processes",
      'process.kill(process.pid, "SIGKILL")': "there are no signals",
      'process.kill(process.pid, "SIGSEGV")': "there are no signals",
      "process.abort()": "there are no signals",
      "lets the process clean up, and may be called twice": "there are no signals",
      "kills what does not listen, and what it has started": "there are no signals and no child processes",
      "does not matter once stdout is closed": "the streams cannot be closed",
      "holds for Python's logging too, from the function's level on": "it runs JavaScript only",
      "is heard while it still writes": "the test speaks to the handler through a file",
    },
  },
];

/** What a part of the contract is written with: the harness, for one kind of sandbox. */
export interface ContractKit {
  readonly sandbox: Kind["create"];
  readonly environmentOf: (
    files: Readonly<Record<string, string>>,
    overrides?: SpecOverrides,
    sandbox?: Sandbox,
  ) => ReturnType<typeof environmentOf>;
  readonly run: (source: string, event?: unknown, overrides?: RunOverrides) => ReturnType<typeof run>;
  /** As vitest's `test`, for what this kind has. */
  readonly test: (name: string, body: () => Promise<void>) => void;
  /** The rows of a table that this kind has; the first cell names the row. */
  readonly rows: <Row extends readonly [string, ...unknown[]]>(table: readonly Row[]) => Row[];
}

/** A part of the contract that every kind of sandbox keeps, but for what its table says it lacks. */
export function contract(define: (kit: ContractKit) => void): void {
  for (const { name, create, lacks } of KINDS) {
    describe(`in ${name}`, () => {
      define({
        sandbox: create,
        environmentOf: (files, overrides, sandbox) => environmentOf(files, overrides, sandbox ?? create()),
        run: (source, event, overrides) => run(source, event, { sandboxes: create, ...overrides }),
        test: (title, body) => {
          // oxlint-disable-next-line vitest/no-conditional-tests, vitest/valid-title, vitest/expect-expect -- the table of what a kind lacks decides
          if (!Object.hasOwn(lacks, title)) test(title, body);
        },
        rows: (table) => table.filter(([row]) => !Object.hasOwn(lacks, row)),
      });
    });
  }
}

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

export function onCleanUp(cleanUp: () => Promise<unknown>): void {
  cleanUps.push(cleanUp);
}

/** A folder of source files that is gone after the test. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "sandbox-")));
  onCleanUp(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text, { mode: name === "bootstrap" ? 0o755 : 0o644 });
  }
  return folder;
}

/** What an environment printed, and promises of lines still to come. */
export class Logs {
  readonly all: LogLine[] = [];
  readonly #waiting: { readonly wanted: RegExp; readonly resolve: (line: LogLine) => void }[] = [];

  readonly add = (line: LogLine): void => {
    this.all.push(line);
    for (const { wanted, resolve } of this.#waiting) if (wanted.test(line.line)) resolve(line);
  };

  get lines(): string[] {
    return this.all.map(({ line }) => line);
  }

  /** Only what the function printed. */
  get printed(): string[] {
    return this.all.filter(({ source }) => source !== "platform").map(({ line }) => line);
  }

  until(wanted: RegExp): Promise<LogLine> {
    const found = this.all.find(({ line }) => wanted.test(line));
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve) => {
      this.#waiting.push({ wanted, resolve });
    });
  }
}

export type SpecOverrides = Partial<Omit<EnvironmentSpec, "onLog">>;

export function specOf(taskRoot: string, logs: Logs, overrides: SpecOverrides = {}): EnvironmentSpec {
  return {
    functionName: "orders",
    functionArn: "arn:aws:lambda:us-east-1:000000000000:function:orders",
    version: "$LATEST",
    runtime: "nodejs22.x",
    handler: "index.handler",
    taskRoot,
    memorySizeMB: 128,
    timeoutMs: 30_000,
    variables: {},
    region: "us-east-1",
    accountId: "000000000000",
    endpointUrl: "http://127.0.0.1:4566",
    onLog: logs.add,
    ...overrides,
  };
}

let invocations = 0;

export function invocationOf(event: unknown, overrides: Partial<EnvironmentInvocation> = {}): EnvironmentInvocation {
  const number = String(++invocations).padStart(12, "0");
  return {
    requestId: `8f5c7a52-0000-4000-8000-${number}`,
    payload: JSON.stringify(event),
    invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:orders",
    traceHeader: "Root=1-6a7c0f00-aaaaaaaaaaaaaaaaaaaaaaaa;Parent=bbbbbbbbbbbbbbbb;Sampled=0",
    ...overrides,
  };
}

/** An environment of these files, with its log; stopped after the test. */
export async function environmentOf(
  files: Readonly<Record<string, string>>,
  overrides: SpecOverrides = {},
  sandbox: Sandbox = sandboxUnderTest(),
): Promise<{ environment: ExecutionEnvironment; logs: Logs; taskRoot: string }> {
  const taskRoot = await folderWith(files);
  const logs = new Logs();
  const environment = sandbox.create(specOf(taskRoot, logs, overrides));
  onCleanUp(() => environment.stop());
  return { environment, logs, taskRoot };
}

type RunOverrides = SpecOverrides & { readonly file?: string; readonly sandboxes?: () => Sandbox };

/** Starts a Node function of one file and calls it once. */
export async function run(
  source: string,
  event: unknown = {},
  overrides: RunOverrides = {},
): Promise<{ outcome: InvokeOutcome; environment: ExecutionEnvironment; logs: Logs; taskRoot: string }> {
  const { file = "index.mjs", sandboxes = sandboxUnderTest, ...rest } = overrides;
  const started = await environmentOf({ [file]: source }, rest, sandboxes());
  await started.environment.init();
  return { ...started, outcome: await started.environment.invoke(invocationOf(event)) };
}

export function payloadOf(outcome: InvokeOutcome): unknown {
  if (outcome.kind === "throttled") throw new Error("Nothing throttles here.");
  return JSON.parse(outcome.payload);
}

/** A server that processes connect to, so that a test can await their end: the kernel closes a dead process's sockets. */
export class LifeLine {
  readonly #server: Server;
  readonly #sockets: Socket[] = [];
  #onSocket: (() => void) | undefined;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<LifeLine> {
    const server = createServer();
    const lifeLine = new LifeLine(server);
    server.on("connection", (socket) => {
      socket.on("error", () => undefined).resume();
      lifeLine.#sockets.push(socket);
      lifeLine.#onSocket?.();
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    onCleanUp(async () => {
      server.close();
      for (const socket of lifeLine.#sockets) socket.destroy();
    });
    return lifeLine;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** Resolves when this many processes have connected. */
  connected(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onSocket = () => {
        if (this.#sockets.length >= count) resolve();
      };
      this.#onSocket();
    });
  }

  /** Resolves when all of them have ended, with how many they were. */
  async ended(): Promise<number> {
    for (const socket of this.#sockets) if (!socket.closed) await once(socket, "close");
    return this.#sockets.length;
  }
}
