import { readdirSync, readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type * as MiniflareModule from "miniflare";
import { bootstrapFile } from "../process/bootstrap-file.ts";
import { LogCapture, type OnLine } from "../process/log-capture.ts";
import type { Reaper } from "../process/reaper.ts";
import { framesOf, type Frame } from "./frames.ts";
import type { TaskModule } from "./task-modules.ts";

/** The newest date that the workerd of the miniflare we test with knows; a later one may know more. */
const COMPATIBILITY_DATE = "2026-04-01";

/** Where the shim lies: in AWS's place, which stacks then show. */
const SHIM = "/var/runtime/index.mjs";
const BOOTSTRAPS = ["bootstrap-logging.cjs", "bootstrap-loading.cjs"] as const;

/** A line break inside one log event; see `openStreams` in `shim.mjs`. */
const INNER_LINE_BREAK = "\u001E";

export interface IsolateOptions {
  readonly miniflare: typeof MiniflareModule;
  readonly modules: readonly TaskModule[];
  readonly variables: Readonly<Record<string, string>>;
  /** The runtime's, the only place that is reached. */
  readonly endpointUrl: string;
  readonly reaper: Reaper;
  readonly onLine: OnLine;
}

/** workerd ended the request: nothing could happen any more that would have answered it. */
export class NothingLeftToDo extends Error {
  override readonly name = "NothingLeftToDo";
}

/** workerd could not start with this code; the message is what it printed. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
}

/** One workerd process with one isolate in it that holds a function's code. */
export class Isolate {
  readonly #miniflare: MiniflareModule.Miniflare;
  readonly #options: IsolateOptions;
  #logs: LogCapture | undefined;
  #pid: number | undefined;
  #isReady = false;
  readonly #startErrors: string[] = [];
  #disposing: Promise<void> | undefined;

  constructor(options: IsolateOptions) {
    this.#options = options;
    this.#miniflare = withoutSignalHandlers(() => this.#create());
  }

  /** Of workerd; `undefined` where there is no /proc. */
  get pid(): number | undefined {
    return this.#pid;
  }

  /** @throws {CannotStart} when the code does not parse */
  async ready(): Promise<void> {
    try {
      await this.#miniflare.ready;
      this.#isReady = true;
    } catch (cause) {
      await this.drainLogs();
      throw new CannotStart(this.#startErrors.join("\n") || String(cause), { cause });
    }
  }

  /** Everything printed before now has been told. */
  async drainLogs(): Promise<void> {
    await this.#logs?.drain();
  }

  /**
   * Asks the shim; frames come as the code makes them.
   *
   * @throws {NothingLeftToDo} when the code can never answer
   */
  async *ask(path: string, invocation?: { readonly header: string; readonly payload: string }): AsyncGenerator<Frame> {
    const response = await this.#miniflare.dispatchFetch(`http://sandbox${path}`, {
      method: "POST",
      ...(invocation && { headers: { "lambdaloop-invocation": invocation.header }, body: invocation.payload }),
    });
    if (!response.ok || response.body === null) {
      const text = await response.text();
      throw /would never generate a response/.test(text) ? new NothingLeftToDo(text) : new Error(text);
    }
    yield* framesOf(response.body as AsyncIterable<Uint8Array>);
  }

  /** Kills workerd, whatever it runs. */
  dispose(): Promise<void> {
    this.#disposing ??= this.#dispose();
    return this.#disposing;
  }

  #create(): MiniflareModule.Miniflare {
    const { miniflare, modules, variables, endpointUrl } = this.#options;
    const common = { compatibilityDate: COMPATIBILITY_DATE, compatibilityFlags: ["nodejs_compat"] };
    const home = new URL(endpointUrl).host;
    return new miniflare.Miniflare({
      host: "127.0.0.1",
      port: 0,
      cf: false,
      handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
        this.#noteProcess();
        this.#logs = new LogCapture({ stdout, stderr }, (source, line) => this.#printed(source, line));
      },
      workers: [
        {
          ...common,
          name: "function",
          modulesRoot: "/",
          modules: [...runtimeModules(), ...modules],
          bindings: { ...variables },
          outboundService: "gate",
        },
        {
          ...common,
          name: "gate",
          modules: [esModule("/gate.mjs", ownFile("gate.mjs"))],
          modulesRoot: "/",
          bindings: { HOME: home },
        },
      ],
    });
  }

  #printed(source: "stdout" | "stderr", line: string): void {
    if (this.#isReady) this.#options.onLine(source, line.replaceAll(INNER_LINE_BREAK, "\n"));
    else this.#startErrors.push(line);
  }

  /** Called right after the process was started: the child that is new is it. */
  #noteProcess(): void {
    this.#pid = childrenNamed("workerd").find((pid) => !known.has(pid));
    if (this.#pid === undefined) return;
    known.add(this.#pid);
    this.#options.reaper.add(-this.#pid);
  }

  async #dispose(): Promise<void> {
    // Miniflare waits for a start that is under way, however long that takes.
    if (this.#pid !== undefined) kill(this.#pid);
    // Rejects when it has never started.
    await this.#miniflare.dispose().catch(() => undefined);
    if (this.#pid === undefined) return;
    known.delete(this.#pid);
    this.#options.reaper.remove(-this.#pid);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // ESRCH: it has ended by itself.
  }
}

/** The workerd processes of all isolates of this program. */
const known = new Set<number>();

/** Process ids of this program's own children. `[]` where there is no /proc. */
function childrenNamed(name: string): number[] {
  try {
    const threads = readdirSync("/proc/self/task");
    const children = threads.flatMap((thread) =>
      readFileSync(`/proc/self/task/${thread}/children`, "latin1").split(" "),
    );
    return children.filter((pid) => pid !== "" && commandOf(pid).includes(name)).map(Number);
  } catch {
    return [];
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1");
  } catch {
    return "";
  }
}

/**
 * Miniflare ends the program by itself on SIGINT and SIGTERM, before the program has put its things in order. It disposes at `exit` all the
 * same, and the reaper does where there is no exit.
 */
function withoutSignalHandlers<Result>(create: () => Result): Result {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const before = signals.map((signal) => new Set(process.listeners(signal)));
  const created = create();
  signals.forEach((signal, index) => {
    for (const listener of process.listeners(signal)) {
      if (before[index]?.has(listener) === false) process.removeListener(signal, listener);
    }
  });
  return created;
}

/** The first module is the worker. */
function runtimeModules(): TaskModule[] {
  const bootstraps = BOOTSTRAPS.map((name): TaskModule => ({
    type: "CommonJS",
    path: `/var/process/${name}`,
    contents: readFileSync(bootstrapFile(name), "utf8"),
  }));
  return [esModule(SHIM, ownFile("shim.mjs")), ...bootstraps];
}

function esModule(path: string, contents: string): TaskModule {
  return { type: "ESModule", path, contents };
}

/** Beside the source in development, beside the bundle once published. */
function ownFile(name: string): string {
  return readFileSync(fileURLToPath(new URL(`./${name}`, import.meta.url)), "utf8");
}
