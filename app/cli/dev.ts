import { styleText } from "node:util";
import { systemClock } from "../../runtime/core/clock.ts";
import type { JournalListener } from "../../runtime/core/journal.ts";
import type { RunningRuntime } from "../running-runtime.ts";
import { start } from "../start.ts";
import { headerFirst } from "./header-first.ts";
import { KEYS_HINT, listenToKeys } from "./keys.ts";
import { LineWriter } from "./line-writer.ts";
import { FloodGate } from "./render/flood.ts";
import type { Style } from "./render/render-state.ts";
import { createRenderState } from "./render/render-state.ts";

export interface DevOptions {
  readonly port?: number;
  readonly config?: string;
  readonly seed?: string;
  readonly ordered?: boolean;
  readonly json?: boolean;
  readonly watch: boolean;
  /** A port, or `true` for the one where debuggers look. */
  readonly inspect?: number | true;
}

const INSPECTOR_PORT = 9229;

/** How long a stop may take before the process ends all the same. */
const LONGEST_STOP_MS = 180;

/**
 * Runs until Ctrl-C.
 *
 * @returns the exit code
 */
export async function dev(options: DevOptions): Promise<number> {
  // Before anything is started, so that a Ctrl-C during the start leaves nothing behind either.
  const stopRequested = onStopSignal();
  const writer = new LineWriter(process.stdout);
  const output = options.json === true ? jsonOutput(writer) : lineOutput(writer);
  const starting = start({
    cwd: process.cwd(),
    config: options.config,
    port: options.port,
    seed: options.seed,
    ordered: options.ordered,
    watch: options.watch,
    inspectPort: options.inspect === true ? INSPECTOR_PORT : options.inspect,
    saveTest: async (capture, { nodeTest }) => {
      const { writeTest } = await import("./save-test.ts");
      return writeTest(capture, { nodeTest, ...(options.config !== undefined && { config: options.config }) });
    },
    // The process's own start, so that "ready in" is what the user waited.
    startedMs: 0,
    onFact: output.take,
  });
  const started = await Promise.race([starting, stopRequested]);
  if (typeof started !== "string") {
    if (options.json !== true) offerKeys(started, options.config, (text) => writer.line(text));
    const reason = await stopRequested;
    await Promise.race([started.stop(reason), deadline()]);
  }
  output.flush();
  writer.flush();
  await stopCompiler();
  // What has not ended by now ends with this process: the sandbox sees to its children.
  process.exit(0);
}

function offerKeys(runtime: RunningRuntime, config: string | undefined, print: (text: string) => void): void {
  const { stdin: input, stdout: output } = process;
  if (listenToKeys({ input, output, runtime, config, print })) print(terminalStyle()("dim", `  ${KEYS_HINT}\n`));
}

/** esbuild's process complains at length on standard error when ours leaves it in the middle of a build. */
async function stopCompiler(): Promise<void> {
  const { stop } = await import("esbuild");
  await stop();
}

function deadline(): Promise<void> {
  return new Promise((resolve) => {
    systemClock.schedule(LONGEST_STOP_MS, resolve);
  });
}

function onStopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(signal));
    // The reader of a pipe has gone: nobody is left to tell.
    process.stdout.on("error", () => resolve("standard output closed"));
  });
}

/** Where facts go on their way to the user. */
interface Output {
  readonly take: JournalListener;
  /** Hands what is held back to the writer. */
  readonly flush: () => void;
}

function jsonOutput(writer: LineWriter): Output {
  return { take: (entry) => writer.line(JSON.stringify(entry)), flush: () => undefined };
}

function lineOutput(writer: LineWriter): Output {
  const gate = new FloodGate(systemClock, createRenderState(terminalStyle()), (text) => writer.line(text));
  return { take: headerFirst((entry) => gate.take(entry)), flush: () => gate.flush() };
}

/** Colour for a terminal, unless NO_COLOR says otherwise. https://no-color.org */
function terminalStyle(): Style {
  const forced = (process.env["FORCE_COLOR"] ?? "0") !== "0";
  const refused = (process.env["NO_COLOR"] ?? "") !== "";
  const colour = forced || (process.stdout.isTTY && !refused);
  return colour ? (format, text) => styleText(format, text, { validateStream: false }) : (_format, text) => text;
}
