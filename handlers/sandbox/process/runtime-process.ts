import { spawn, type ChildProcess } from "node:child_process";
import { systemClock } from "../../../runtime/core/clock.ts";
import type { ProcessExit } from "./error-documents.ts";
import { LogCapture, type OnLine } from "./log-capture.ts";
import { processMemory, type ProcessMemory } from "./memory.ts";
import type { Reaper } from "./reaper.ts";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly workingFolder: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Between SIGTERM and SIGKILL, milliseconds. */
const STOP_GRACE_MS = 300;

/** One child process, the leader of a process group of its own, with its output. */
export class RuntimeProcess {
  readonly #child: ChildProcess;
  readonly #reaper: Reaper;
  readonly #logs: LogCapture;
  #exit: ProcessExit | undefined;
  /** Resolves when the process has ended, with the reason it could not start if so. */
  readonly exited: Promise<ProcessExit | NodeJS.ErrnoException>;

  constructor(command: Command, reaper: Reaper, onLine: OnLine) {
    this.#reaper = reaper;
    this.#child = spawn(command.file, [...command.args], {
      cwd: command.workingFolder,
      env: { ...command.variables },
      stdio: ["ignore", "pipe", "pipe"],
      // Its own process group, so that what the handler starts ends with it.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    const { stdout, stderr } = this.#child;
    if (stdout === null || stderr === null) throw new Error("A piped child has streams.");
    this.#logs = new LogCapture({ stdout, stderr }, onLine);
    if (this.#child.pid !== undefined) reaper.add(this.#child.pid);
    this.exited = new Promise((resolve) => {
      this.#child.once("error", (error) => {
        if (this.#child.pid === undefined) resolve(this.#ended({ code: null, signal: null }, error));
      });
      this.#child.once("exit", (code, signal) => resolve(this.#ended({ code, signal })));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get exit(): ProcessExit | undefined {
    return this.#exit;
  }

  memory(): ProcessMemory | undefined {
    return this.#child.pid === undefined ? undefined : processMemory(this.#child.pid);
  }

  /** Everything written before now has been emitted. */
  drainLogs(): Promise<void> {
    return this.#logs.drain();
  }

  /** At once, the whole group. */
  async kill(): Promise<void> {
    if (this.#exit === undefined) this.#signal("SIGKILL");
    await this.exited;
  }

  /** SIGTERM, a moment to clean up, SIGKILL. */
  async stop(): Promise<void> {
    if (this.#exit === undefined) this.#signal("SIGTERM");
    // Processes live in the machine's time, whatever clock drives the deadlines.
    const cancel = systemClock.schedule(STOP_GRACE_MS, () => this.#signal("SIGKILL"));
    await this.exited;
    cancel();
  }

  #ended<Reason>(exit: ProcessExit, reason?: Reason): ProcessExit | Reason {
    this.#exit = exit;
    // The leader is gone; what it had started is not.
    this.#signal("SIGKILL");
    if (this.#child.pid !== undefined) this.#reaper.remove(this.#child.pid);
    return reason ?? exit;
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (process.platform === "win32") this.#child.kill(signal);
      else process.kill(-pid, signal);
    } catch {
      // ESRCH: the group has no member left.
    }
  }
}
