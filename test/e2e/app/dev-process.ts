import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const CLI = path.resolve("dist/cli.js");

/** A fact as `dev --json` prints it. */
export interface PrintedFact {
  readonly kind: string;
  readonly id: number;
  readonly causeId?: number;
  readonly [member: string]: unknown;
}

/** A folder of a user's project, gone with `remove`. */
export class Project {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), "lambdaloop-e2e-")));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command to its end. */
export function runCli(
  args: readonly string[],
  options: { cwd: string; input?: string; env?: NodeJS.ProcessEnv },
): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: options.cwd, env: { ...process.env, ...options.env } });
  child.stdin.end(options.input ?? "");
  return endOf(child);
}

export function endOf(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

type Matches = (fact: PrintedFact) => boolean;

/** A running `lambdaloop dev --json` on a free port. */
export class DevProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly facts: PrintedFact[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(folder: string, args: readonly string[]) {
    this.child = spawn(process.execPath, [CLI, "dev", "--port", "0", "--json", "--ordered", ...args], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (this.child.stdout === null) throw new TypeError("The process has no output.");
    createInterface({ input: this.child.stdout }).on("line", (line) => {
      this.facts.push(JSON.parse(line) as PrintedFact);
      for (const check of this.#waiting) check();
    });
    this.ended = endOf(this.child);
  }

  /** Does not wait until it is ready. */
  static spawn(folder: string): DevProcess {
    return new DevProcess(folder, []);
  }

  static async start(folder: string, args: readonly string[] = []): Promise<DevProcess> {
    const dev = new DevProcess(folder, args);
    await dev.fact("runtime.started");
    return dev;
  }

  get endpoint(): string {
    return String(this.facts.find(({ kind }) => kind === "runtime.started")?.["endpoint"]);
  }

  /** How many facts there are now: where a later `fact` may start to look. */
  get mark(): number {
    return this.facts.length;
  }

  /** The first fact of this kind that fits, from `since` on; waits for it. */
  async fact(kind: string, matches: Matches = () => true, since = 0): Promise<PrintedFact> {
    const found = (): PrintedFact | undefined =>
      this.facts.slice(since).find((fact) => fact.kind === kind && matches(fact));
    const waited = new Promise<PrintedFact>((resolve) => {
      const check = (): void => {
        const fact = found();
        if (fact === undefined) return;
        this.#waiting.delete(check);
        resolve(fact);
      };
      this.#waiting.add(check);
      check();
    });
    const ended = this.ended.then(({ code, stderr }) => {
      throw new Error(`dev ended with ${code} before ${kind}: ${stderr}`);
    });
    return Promise.race([waited, ended]);
  }

  /** Ends it as Ctrl-C does. */
  async stop(signal: NodeJS.Signals = "SIGINT"): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** Ids of living processes whose environment or command line mentions `text`. */
export function processesMentioning(text: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        const files = ["cmdline", "environ"].map((file) => readFileSync(`/proc/${name}/${file}`, "utf8"));
        return files.some((content) => content.includes(text));
      } catch {
        return false;
      }
    })
    .map(Number);
}
