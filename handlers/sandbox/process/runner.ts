import { RuntimeApi } from "./runtime-api.ts";
import type { RuntimeResult } from "./response-reading.ts";
import type { ProcessExit } from "./error-documents.ts";
import type { Reaper } from "./reaper.ts";
import { RuntimeProcess, type Command } from "./runtime-process.ts";

/** Everything that can happen to a runtime, in order. */
export type RuntimeEvent =
  | { readonly kind: "next" }
  | { readonly kind: "initError"; readonly document: string }
  | { readonly kind: "result"; readonly result: RuntimeResult }
  | { readonly kind: "exited"; readonly exit: ProcessExit }
  | { readonly kind: "cannotStart"; readonly error: NodeJS.ErrnoException }
  | { readonly kind: "timedOut" }
  | { readonly kind: "outOfMemory" }
  | { readonly kind: "aborted" };

type Line = readonly ["stdout" | "stderr", string];

/** What a standby prints before it has a function; more is dropped. */
const MAX_EARLY_LINES = 1000;

/** A child process and its Runtime API: one that will run, runs or has run a function. */
export class Runner {
  readonly api: RuntimeApi;
  readonly process: RuntimeProcess;
  readonly #address: string;
  readonly #events: RuntimeEvent[] = [];
  readonly #earlyLines: Line[] = [];
  #taker: ((event: RuntimeEvent) => void) | undefined;
  #onLine: ((...line: Line) => void) | undefined;

  /** @param command of the address of its Runtime API, `127.0.0.1:port` */
  static async start(command: (runtimeApi: string) => Command, reaper: Reaper): Promise<Runner> {
    let runner: Runner | undefined;
    const api = new RuntimeApi({
      onNext: () => runner?.push({ kind: "next" }),
      onInitError: (document) => runner?.push({ kind: "initError", document }),
      onResult: (result) => runner?.push({ kind: "result", result }),
    });
    const address = await api.listen();
    try {
      runner = new Runner(api, address, command(address), reaper);
      return runner;
    } catch (error) {
      api.close();
      throw error;
    }
  }

  private constructor(api: RuntimeApi, address: string, command: Command, reaper: Reaper) {
    this.api = api;
    this.#address = address;
    this.process = new RuntimeProcess(command, reaper, (...line) => {
      if (this.#onLine !== undefined) this.#onLine(...line);
      else if (this.#earlyLines.length < MAX_EARLY_LINES) this.#earlyLines.push(line);
    });
    void this.#announceEnd();
  }

  /** `127.0.0.1:port` */
  get address(): string {
    return this.#address;
  }

  /** Receives every line from now on, first those that came before. */
  set onLine(callback: (...line: Line) => void) {
    this.#onLine = callback;
    for (const line of this.#earlyLines.splice(0)) callback(...line);
  }

  /** The next event, now or when it happens. One taker at a time. */
  take(): Promise<RuntimeEvent> {
    const event = this.#events.shift();
    if (event !== undefined) return Promise.resolve(event);
    return new Promise((resolve) => {
      this.#taker = resolve;
    });
  }

  async #announceEnd(): Promise<void> {
    const end = await this.process.exited;
    this.api.close();
    this.push(end instanceof Error ? { kind: "cannotStart", error: end } : { kind: "exited", exit: end });
  }

  push(event: RuntimeEvent): void {
    const taker = this.#taker;
    this.#taker = undefined;
    if (taker === undefined) this.#events.push(event);
    else taker(event);
  }
}
