import { readFileSync } from "node:fs";
import { UserError } from "../../runtime/core/errors.ts";
import type { AnsweredTrace } from "../api/answers.ts";
import type { RunningRuntime } from "../running-runtime.ts";
import { endpointVariables } from "./env.ts";
import { describeReplay } from "./render/replay-lines.ts";

export interface KeyParts {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly runtime: RunningRuntime;
  /** As `dev` was given it. */
  readonly config: string | undefined;
  /** Prints lines between those of the facts. */
  readonly print: (text: string) => void;
}

interface Key {
  readonly does: string;
  readonly act: (parts: KeyParts) => Promise<string> | string;
}

const KEYS: Readonly<Record<string, Key>> = {
  r: { does: "replay the last event", act: (parts) => replayLast(parts, false) },
  f: { does: "replay the last one that failed", act: (parts) => replayLast(parts, true) },
  t: { does: "trace the last request", act: traceLast },
  w: { does: "write a test of the last event", act: saveLast },
  c: { does: "copy the endpoint's variables", act: copyVariables },
  h: { does: "help", act: () => help() },
  q: { does: "quit", act: () => quit() },
};

const CTRL_C = "\u0003";
const CTRL_Z = "\u001A";

/** Of `dev`'s header. */
export const KEYS_HINT = "press h for keys: replay, trace, write a test, quit";

/**
 * Lets single keys do things while `dev` runs, when standard input is a terminal that it may read from.
 *
 * @returns whether it does
 */
export function listenToKeys(parts: KeyParts): boolean {
  const { input } = parts;
  if (!input.isTTY || isInBackground()) return false;
  let acted = Promise.resolve();
  const pressed = (key: string): void => {
    if (key === CTRL_C || key === "q") quit();
    else if (key === CTRL_Z) suspend(input);
    else acted = acted.then(() => act(key, parts));
  };
  input.setRawMode(true);
  // Also after a crash of ours: a shell in raw mode shows nothing of what is typed.
  process.on("exit", () => input.setRawMode(false));
  input.setEncoding("utf8");
  input.on("data", (text) => {
    for (const key of String(text)) pressed(key);
  });
  // A terminal that is gone ends nothing: SIGHUP tells it.
  input.on("error", () => undefined);
  input.resume();
  return true;
}

async function act(key: string, parts: KeyParts): Promise<void> {
  const found = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  if (found === undefined) return;
  try {
    parts.print((await found.act(parts)).trimEnd());
  } catch (error) {
    if (error instanceof UserError) parts.print([error.message, error.advice].filter(Boolean).join(" "));
    else parts.print(error instanceof Error ? error.message : String(error));
  }
}

async function replayLast({ runtime }: KeyParts, failed: boolean): Promise<string> {
  return describeReplay(await runtime.runs.replay({ last: true, failed }));
}

async function traceLast({ runtime }: KeyParts): Promise<string> {
  const [{ pageOptions }, { askControl }, { renderTrace }] = await Promise.all([
    import("./trace.ts"),
    import("./control.ts"),
    import("./render/trace-tree.ts"),
  ]);
  const answer = await askControl<AnsweredTrace>("trace", { id: "last" }, { endpoint: runtime.endpoint });
  return renderTrace(answer, pageOptions());
}

async function saveLast({ runtime, config }: KeyParts): Promise<string> {
  const { describeSaved, writeTest } = await import("./save-test.ts");
  const capture = await runtime.runs.choose({ last: true });
  return describeSaved(await writeTest(capture, config === undefined ? {} : { config }));
}

/** Through the terminal, so that it works over ssh too: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (OSC 52). */
function copyVariables({ runtime, output }: KeyParts): string {
  const text = endpointVariables(runtime.endpoint, runtime.scope);
  output.write(`\u001B]52;c;${Buffer.from(text).toString("base64")}\u0007`);
  return text;
}

function help(): string {
  return Object.entries(KEYS)
    .map(([key, { does }]) => `  ${key}  ${does}`)
    .join("\n");
}

/** As Ctrl-C does where keys are not read. */
function quit(): string {
  process.kill(process.pid, "SIGINT");
  return "";
}

function suspend(input: NodeJS.ReadStream): void {
  input.setRawMode(false);
  process.once("SIGCONT", () => input.setRawMode(true));
  process.kill(process.pid, "SIGTSTP");
}

/** `lambdaloop dev &`: the terminal stops who changes its mode from the background. Where that cannot be known, it is not so. */
function isInBackground(): boolean {
  try {
    // Behind the program's name, which may have spaces: state, parent, process group, session, terminal, its foreground group.
    const [, , group, , , foreground] = readFileSync("/proc/self/stat", "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return group !== foreground;
  } catch {
    return false;
  }
}
