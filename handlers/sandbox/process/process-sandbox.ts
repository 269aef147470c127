import type { Clock } from "../../../runtime/core/clock.ts";
import type { Random } from "../../../runtime/core/random.ts";
import type { EnvironmentSpec, Sandbox } from "../execution-environment.ts";
import { bootstrapFile } from "./bootstrap-file.ts";
import { lambdaEnvironment } from "./lambda-environment.ts";
import { isoTime } from "./platform-lines.ts";
import { type ChildSource, ProcessEnvironment } from "./process-environment.ts";
import { ProcessStandby } from "./process-standby.ts";
import { createReaper } from "./reaper.ts";
import { Runner } from "./runner.ts";
import type { Command } from "./runtime-process.ts";

export interface ProcessSandboxOptions {
  /** Drives the deadlines (10 seconds of initialization, the function's timeout) and the durations in REPORT lines. */
  readonly clock: Clock;
  readonly random: Random;
  /** A debugger attaches to handlers: `NODE_OPTIONS` and `VSCODE_INSPECTOR_OPTIONS` pass, deadlines, memory limits and standbys stand still. */
  readonly debug?: boolean;
  /** The variables of this program, `process.env` by default. */
  readonly hostEnvironment?: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs every execution environment in a child process that speaks the Lambda Runtime API:
 * Node with our bootstrap, `python3` with our bootstrap, or the function's own `bootstrap`.
 */
export function createProcessSandbox(options: ProcessSandboxOptions): Sandbox {
  const { clock, random, debug = false, hostEnvironment: host = process.env } = options;
  const reaper = createReaper();
  const streams = random.fork("log streams");
  const variables = (spec: EnvironmentSpec, runtimeApi: string): Record<string, string> =>
    lambdaEnvironment({ spec, runtimeApi, host, debug });
  const withLogStream = (spec: EnvironmentSpec): EnvironmentSpec => ({
    ...spec,
    logStream: logStreamName(clock, streams, spec),
  });
  const start = (spec: EnvironmentSpec): Promise<Runner> =>
    Runner.start(
      (runtimeApi) => ({ ...program(spec), workingFolder: spec.taskRoot, variables: variables(spec, runtimeApi) }),
      reaper,
    );
  const environment = (spec: EnvironmentSpec, child: ChildSource): ProcessEnvironment =>
    new ProcessEnvironment({ id: random.uuid(), spec, clock, debug, child });
  return {
    create(given) {
      const spec = withLogStream(given);
      return environment(spec, { start: () => start(spec) });
    },
    standby(wish) {
      if (debug || !wish.runtime.startsWith("nodejs")) return undefined;
      const run = nodeProgram(wish.memorySizeMB);
      return new ProcessStandby({ wish, host, reaper, program: run, variables, withLogStream, start, environment });
    },
  };
}

/** `2026/01/01/[$LATEST]` and 32 hex digits. */
function logStreamName(clock: Clock, random: Random, spec: EnvironmentSpec): string {
  const day = isoTime(clock.now()).slice(0, 10).replaceAll("-", "/");
  return `${day}/[${spec.version}]${random.hex(16)}`;
}

function program(spec: EnvironmentSpec): Pick<Command, "file" | "args"> {
  if (spec.runtime.startsWith("nodejs")) return nodeProgram(spec.memorySizeMB);
  if (spec.runtime.startsWith("python")) return pythonProgram();
  return { file: `${spec.taskRoot}/bootstrap`, args: [] };
}

/** `-B`: on Lambda the task's folder cannot be written to, and a `__pycache__` in it would be a change of the user's folder. */
function pythonProgram(): Pick<Command, "file" | "args"> {
  return { file: "python3", args: ["-B", bootstrapFile("bootstrap.py")] };
}

/** The heap's share of the memory as Lambda's own start script divides it: 90 % old space, 5 % each semi-space. */
function nodeProgram(memorySizeMB: number): Pick<Command, "file" | "args"> {
  const semiSpaceMB = Math.max(1, Math.floor(memorySizeMB / 20));
  const oldSpaceMB = memorySizeMB - 2 * semiSpaceMB;
  const heap = [`--max-semi-space-size=${semiSpaceMB}`, `--max-old-space-size=${oldSpaceMB}`];
  return { file: process.execPath, args: [...heap, bootstrapFile("bootstrap.cjs")] };
}
