import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const MEASURED_CORE = "0";
/** A server under load prints more lines than anybody asks for afterwards. */
const KEPT_LINES = 1000;

/** A server under measurement. */
export interface Server {
  readonly pid: number;
  readonly port: number;
  /** Resolves with the first line for which `accept` is true; lines that came before count too. */
  line(accept: (line: string) => boolean): Promise<string>;
  onLine(listener: (line: string) => void): () => void;
  stop(): Promise<void>;
}

/** Starts `node ...args` and waits for the line that tells its port. */
export async function startServer(
  args: readonly string[],
  options: {
    readonly cwd: string;
    /** On one core, so that its memory caches stay warm and it cannot use threads for more than one core gives; or anywhere. */
    readonly placement: "ownCore" | "anyCore";
    readonly portOf: (line: string) => number | undefined;
  },
): Promise<Server> {
  const onCore = options.placement === "ownCore" ? ["taskset", "-c", MEASURED_CORE] : [];
  const [command = "", ...rest] = [...onCore, process.execPath, ...args];
  const child = spawn(command, rest, { cwd: options.cwd, stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (lines.length < KEPT_LINES) lines.push(line);
    for (const listener of listeners) listener(line);
  });
  const line = (accept: (text: string) => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const early = lines.find(accept);
      if (early !== undefined) return resolve(early);
      const listener = (text: string): void => {
        if (!accept(text)) return;
        listeners.delete(listener);
        resolve(text);
      };
      listeners.add(listener);
      child.once("exit", () => reject(new Error(`the server ended: ${args.join(" ")}`)));
    });
  const started = await line((text) => options.portOf(text) !== undefined);
  return {
    pid: child.pid ?? 0,
    port: options.portOf(started) ?? 0,
    line,
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => stop(child),
  };
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** CPU time that the process has used on all its threads, in milliseconds. */
export function cpuMs(pid: number): number {
  let nanoseconds = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]);
    } catch {
      // The thread ended between the two reads.
    }
  }
  return nanoseconds / 1e6;
}

/** Resident memory in megabytes. */
export function residentMB(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "0";
  return Number(kilobytes) / 1024;
}
