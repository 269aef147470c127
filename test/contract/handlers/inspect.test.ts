import { SourceMap, type SourceMapPayload } from "node:module";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFunctionHost, createProcessSandbox, type FunctionHost } from "../../../handlers/index.ts";
import { WebSocketClient } from "../../../handlers/sandbox/process/web-socket.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { factsOf } from "../../unit/handlers/facts.ts";
import { createProject, definitionOf, type Project } from "../../unit/handlers/project.ts";
import { arnOf, deployAll } from "../../unit/handlers/host-calls.ts";

const PORT = 19_429;
const SOURCE = `interface Order { id: string; hang?: boolean; exit?: boolean }
const greet = (id: string): string => \`order \${id}\`;
export const handler = async (order: Order, context: { getRemainingTimeInMillis(): number }) => {
  if (order.hang) await new Promise(() => setInterval(() => {}, 1000));
  if (order.exit) process.exit(1);
  const greeting = greet(order.id);
  return [greeting, context.getRemainingTimeInMillis()];
};
export const statement = async () => { debugger; return "went on"; };
`;

type Params = Record<string, unknown>;

/** A debugger as Chrome and VS Code are one: the protocol over the inspector's own door. */
class Debugger {
  readonly #socket: WebSocketClient;
  readonly #answers = new Map<number, (result: Params) => void>();
  readonly #events: [string, Params][] = [];
  #waiting: [method: string, resolve: (params: Params) => void] | undefined;
  #lastId = 0;

  static async attach(port: number): Promise<Debugger> {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
      webSocketDebuggerUrl: string;
    }[];
    return Debugger.open(targets[0]?.webSocketDebuggerUrl ?? "");
  }

  static async open(url: string): Promise<Debugger> {
    const one = new Debugger(await WebSocketClient.connect(url));
    await one.call("Debugger.enable");
    return one;
  }

  private constructor(socket: WebSocketClient) {
    this.#socket = socket;
    socket.onMessage = (text) => {
      const { id, result, method, params } = JSON.parse(text) as {
        id?: number;
        result?: Params;
        method?: string;
        params?: Params;
      };
      if (id !== undefined) this.#answers.get(id)?.(result ?? {});
      if (method === undefined) return;
      if (this.#waiting?.[0] === method) {
        this.#waiting[1](params ?? {});
        this.#waiting = undefined;
      } else this.#events.push([method, params ?? {}]);
    };
  }

  call(method: string, params: Params = {}): Promise<Params> {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => this.#answers.set(id, resolve));
  }

  next(method: string): Promise<Params> {
    const index = this.#events.findIndex(([name]) => name === method);
    const [found] = index === -1 ? [] : this.#events.splice(index, 1);
    if (found !== undefined) return Promise.resolve(found[1]);
    return new Promise((resolve) => {
      this.#waiting = [method, resolve];
    });
  }

  /** Sets a breakpoint at a line (from 1) of the user's own source, as a debugger does: through the source map. */
  async breakAt(source: string, line: number): Promise<void> {
    const [, script] =
      this.#events.find(([method, { url }]) => method === "Debugger.scriptParsed" && isBuilt(url)) ?? [];
    const { url, sourceMapURL } = script as { url: string; sourceMapURL: string };
    const payload = JSON.parse(
      Buffer.from(sourceMapURL.slice(sourceMapURL.indexOf(",") + 1), "base64").toString(),
    ) as SourceMapPayload;
    const map = new SourceMap(payload);
    for (let lineNumber = 0; lineNumber < 100; lineNumber++) {
      for (let columnNumber = 0; columnNumber < 80; columnNumber++) {
        const entry = map.findEntry(lineNumber, columnNumber);
        if (!("originalSource" in entry) || entry.originalLine !== line - 1) continue;
        if (!new URL(entry.originalSource, url).pathname.endsWith(source)) continue;
        await this.call("Debugger.setBreakpointByUrl", { url, lineNumber, columnNumber });
        return;
      }
    }
    throw new Error(`Nothing was built from ${source}:${line}.`);
  }

  detach(): void {
    this.#socket.close();
  }
}

function isBuilt(url: unknown): boolean {
  return typeof url === "string" && url.endsWith("src/orders.mjs");
}

let project: Project;
let clock: VirtualClock;
let journal: Journal;
let host: FunctionHost;
let stops: [string, string | undefined][];
let onResumed: () => void;

beforeEach(() => {
  project = createProject({ "package.json": '{"type":"module"}', "src/orders.ts": SOURCE });
  clock = new VirtualClock();
  journal = new Journal(clock);
  stops = [];
  onResumed = () => undefined;
  host = hostIn({});
});

/** A host whose program has these variables. */
function hostIn(variables: Readonly<Record<string, string>>): FunctionHost {
  const random = seededRandom("inspect");
  const inspect = {
    port: PORT,
    onPaused: (requestId: string | undefined) => stops.push(["paused", requestId]),
    onResumed: (requestId: string | undefined) => {
      stops.push(["resumed", requestId]);
      onResumed();
    },
  };
  const hostEnvironment = { PATH: process.env["PATH"], ...variables };
  return createFunctionHost({
    clock,
    random,
    journal,
    sandbox: createProcessSandbox({ clock, random, inspect, hostEnvironment }),
    projectFolder: project.folder,
    endpointUrl: () => "http://127.0.0.1:4566",
    region: "us-east-1",
    accountId: "000000000000",
    watch: false,
  });
}

afterEach(async () => {
  await host.stop();
  project.dispose();
});

async function started(handler = "src/orders.handler"): Promise<void> {
  deployAll(host, [definitionOf({ handler, timeout: 3 })]);
  await host.settled();
}

function invoke(event: object = {}, requestId = "r-1") {
  const functionArn = arnOf(host, "orders");
  const call = { functionArn, version: "$LATEST", invokedFunctionArn: functionArn, causeId: undefined };
  return host.run({ ...call, payload: JSON.stringify(event), requestId });
}

describe("a breakpoint in a function's own source", () => {
  test("stops it there, and its timeout stands still until it goes on", async () => {
    await started();
    const debug = await Debugger.attach(PORT);
    await debug.breakAt("/src/orders.ts", 6);
    const running = invoke({ id: "o-1" });
    const { callFrames } = await debug.next("Debugger.paused");
    const [frame] = callFrames as { functionName: string; callFrameId: string }[];
    expect(frame?.functionName).toBe("handler");
    const seen = await debug.call("Debugger.evaluateOnCallFrame", {
      callFrameId: frame?.callFrameId,
      expression: "order.id",
    });
    expect(seen).toMatchObject({ result: { value: "o-1" } });
    await clock.advanceAsync(60_000);
    await debug.call("Debugger.resume");
    const outcome = await running;
    expect(outcome.kind).toBe("returned");
    const [greeting, leftMs] = JSON.parse("payload" in outcome ? outcome.payload : "[]") as [string, number];
    expect(greeting).toBe("order o-1");
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(3000);
    expect(stops).toEqual([
      ["paused", "r-1"],
      ["resumed", "r-1"],
    ]);
    debug.detach();
  });

  test("leaves the time that was left: the timeout comes when that has passed", async () => {
    await started();
    const debug = await Debugger.attach(PORT);
    await debug.breakAt("/src/orders.ts", 4);
    const running = invoke({ id: "o-1", hang: true });
    await debug.next("Debugger.paused");
    await clock.advanceAsync(60_000);
    const resumed = new Promise<void>((resolve) => {
      onResumed = resolve;
    });
    await debug.call("Debugger.resume");
    await resumed;
    await clock.advanceAsync(3000);
    expect(await running).toMatchObject({ kind: "timedOut" });
    debug.detach();
  });
});

test("each function has its port, and keeps it while its environments change", async () => {
  const orders = definitionOf({ handler: "src/orders.handler" });
  deployAll(host, [orders, definitionOf({ functionName: "users", handler: "src/orders.statement" })]);
  await host.settled();
  const portsIn = (): number[] =>
    factsOf(journal, "lambda.logged").flatMap(({ line }) => Number(/127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? []));
  expect(new Set(portsIn())).toEqual(new Set([PORT, PORT + 1]));
  const [port] = factsOf(journal, "lambda.logged").flatMap(({ functionName, line }) =>
    functionName === "orders" ? Number(/127\.0\.0\.1:(\d+)/.exec(line)?.[1]) : [],
  );
  host.deploy({ ...orders, timeout: 4 });
  await host.settled();
  expect(portsIn().at(-1)).toBe(port);
  const debug = await Debugger.attach(port ?? 0);
  await debug.breakAt("/src/orders.ts", 6);
  const running = invoke({ id: "o-2" });
  await debug.next("Debugger.paused");
  await debug.call("Debugger.resume");
  expect(await running).toMatchObject({ kind: "returned" });
  debug.detach();
});

test("VS Code, whose own hook opens the inspector in every child of what it started, is heard too", async () => {
  project.write("hook.cjs", 'require("node:inspector").open(0, "127.0.0.1");');
  const hook = `--require ${project.folder}/hook.cjs`;
  await host.stop();
  host = hostIn({ NODE_OPTIONS: hook, VSCODE_INSPECTOR_OPTIONS: "{}" });
  await started();
  const lines = factsOf(journal, "lambda.logged").map(({ line }) => line);
  const [url = ""] = lines.flatMap((line) => /^Debugger listening on (ws:\S+)$/.exec(line)?.[1] ?? []);
  const debug = await Debugger.open(url);
  await debug.breakAt("/src/orders.ts", 6);
  const running = invoke({ id: "o-1" });
  await debug.next("Debugger.paused");
  await clock.advanceAsync(60_000);
  await debug.call("Debugger.resume");
  expect(await running).toMatchObject({ kind: "returned" });
  debug.detach();
});

describe("with the inspector open and nobody there", () => {
  test("a function times out as ever", async () => {
    await started();
    const running = invoke({ id: "o-1", hang: true });
    await clock.advanceAsync(3000);
    expect(await running).toMatchObject({ kind: "timedOut" });
    expect(stops).toEqual([]);
  });

  test("a debugger statement goes on by itself", async () => {
    await started("src/orders.statement");
    expect(await invoke()).toMatchObject({ kind: "returned", payload: '"went on"' });
  });

  test("a process that ends does not wait for its listeners", async () => {
    await started();
    expect(await invoke({ exit: true })).toMatchObject({ kind: "crashed" });
    expect(await invoke({ id: "o-2" }, "r-2")).toMatchObject({ kind: "returned" });
  });
});
