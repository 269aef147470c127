import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** More than any interpreter needs to tell its version, milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Finds the interpreter that a runtime names (`python3.12`) on a PATH: under that name, or as the `python3` or `python` of that version,
 * as in a virtual environment. Another version would run code that Lambda would not.
 */
export class PythonInterpreters {
  readonly #path: string | undefined;
  readonly #found = new Map<string, string>();

  constructor(path: string | undefined) {
    this.#path = path;
  }

  /** @throws {InterpreterMissing} when there is none; it is looked for again the next time */
  async find(runtime: string): Promise<string> {
    const known = this.#found.get(runtime);
    if (known !== undefined) return known;
    const others: string[] = [];
    for (const name of [runtime, "python3", "python"]) {
      const { version, executable } = (await this.#ask(name)) ?? {};
      if (version === runtime && executable !== undefined) {
        this.#found.set(runtime, executable);
        return executable;
      }
      if (version !== undefined) others.push(`${name} is ${version}`);
    }
    throw new InterpreterMissing(runtime, others);
  }

  /** Itself rather than a shim in front of it, which would cost every start; a shim that leads nowhere is nothing. */
  async #ask(name: string): Promise<{ version: string; executable: string } | undefined> {
    const script = "import sys; print('python%d.%d' % sys.version_info[:2]); print(sys.executable)";
    try {
      const env = this.#path === undefined ? {} : { PATH: this.#path };
      const { stdout } = await run(name, ["-S", "-c", script], { env, timeout: PATIENCE_MS });
      const [version = "", executable = ""] = stdout.trim().split("\n");
      return { version, executable };
    } catch {
      return undefined;
    }
  }
}

/** Shaped like the system's own error for a program that is not there. */
class InterpreterMissing extends Error implements NodeJS.ErrnoException {
  override readonly name = "InterpreterMissing";
  readonly code = "ENOENT";
  readonly syscall: string;

  constructor(runtime: string, others: readonly string[]) {
    const found = others.length === 0 ? "" : ` (${others.join(", ")})`;
    super(`there is no ${runtime} on the PATH${found}`);
    this.syscall = `spawn ${runtime}`;
  }
}
