import type { ProcessSandboxOptions } from "../handlers/index.ts";
import type { Journal } from "../runtime/core/journal.ts";

/** Which functions a debugger holds at a breakpoint. */
export class Breakpoints {
  /** Of the invocations that run, by request id. */
  readonly #functions = new Map<string, string>();
  /** Request ids. */
  readonly #held = new Set<string>();

  /** What a sandbox needs to let debuggers in. */
  readonly inspect: NonNullable<ProcessSandboxOptions["inspect"]>;

  /** @param port of the first environment's inspector */
  constructor(journal: Journal, port: number) {
    this.inspect = {
      port,
      onPaused: (requestId) => {
        if (requestId !== undefined) this.#held.add(requestId);
      },
      onResumed: (requestId) => {
        if (requestId !== undefined) this.#held.delete(requestId);
      },
    };
    journal.subscribe((entry) => {
      if (entry.kind === "lambda.invocationStarted") this.#functions.set(entry.requestId, entry.functionName);
      if (entry.kind !== "lambda.invocationEnded") return;
      this.#functions.delete(entry.requestId);
      this.#held.delete(entry.requestId);
    });
  }

  /** @param functionName a name or an ARN, with or without a qualifier */
  isPaused(functionName: string): boolean {
    const [, name = functionName] = /(?:^|:function:)([^:]+)(?::[^:]+)?$/.exec(functionName) ?? [];
    return [...this.#held].some((requestId) => this.#functions.get(requestId) === name);
  }
}
