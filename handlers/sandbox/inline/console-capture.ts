import { AsyncLocalStorage } from "node:async_hooks";
import { format } from "node:util";
import type { Clock } from "../../../runtime/core/clock.ts";
import { isoTime } from "../process/platform-lines.ts";

export interface Capture {
  readonly clock: Clock;
  /** `undefined` while the code loads. */
  readonly requestId: string | undefined;
  readonly log: (source: "stdout" | "stderr", line: string) => void;
}

const current = new AsyncLocalStorage<Capture>();
let isInstalled = false;

/**
 * Runs `act` with everything that it prints through `console` taken as lines of its invocation's log, also when other invocations
 * run in this process at the same time. What is printed elsewhere goes where it went.
 */
export function captureConsole<Result>(capture: Capture, act: () => Result): Result {
  if (!isInstalled) install();
  return current.run(capture, act);
}

const LEVELS = { trace: "TRACE", debug: "DEBUG", info: "INFO", log: "INFO", warn: "WARN", error: "ERROR" } as const;

function install(): void {
  isInstalled = true;
  for (const [name, level] of Object.entries(LEVELS) as [keyof typeof LEVELS, string][]) {
    const original = console[name].bind(console);
    console[name] = (...parts: unknown[]): void => {
      const capture = current.getStore();
      if (capture === undefined) return original(...parts);
      const { clock, requestId, log } = capture;
      // As AWS's Node.js runtime prints it, all levels on one stream.
      log("stdout", `${isoTime(clock.now())}\t${String(requestId)}\t${level}\t${format(...parts)}`);
    };
  }
}
