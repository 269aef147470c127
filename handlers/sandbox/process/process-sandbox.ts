import { accessSync, constants, existsSync } from "node:fs";
import { logStreamName } from "../log-stream-name.ts";
import type { Clock } from "../../../runtime/core/clock.ts";
import type { Random } from "../../../runtime/core/random.ts";
import type { EnvironmentSpec, Sandbox } from "../execution-environment.ts";
import { bootstrapFile } from "./bootstrap-file.ts";
import { hasWrapper, wrapped } from "./exec-wrapper.ts";
import { InspectorDoors } from "./inspector-doors.ts";
import { lambdaEnvironment } from "./lambda-environment.ts";
import { OptMount } from "./opt-mount.ts";
import type { InspectOptions } from "./debugging.ts";
import { type ChildSource, ProcessEnvironment } from "./process-environment.ts";
import { ProcessStandby, type VariablesOf } from "./process-standby.ts";
import { PythonInterpreters } from "./python-interpreter.ts";
import { createReaper } from "./reaper.ts";
import { Runner } from "./runner.ts";
import type { Command } from "./runtime-process.ts";

export interface ProcessSandboxOptions {
  /** Drives the deadlines (10 seconds of initialization, the function's timeout) and the durations in REPORT lines. */
  readonly clock: Clock;
  readonly random: Random;
  /**
   * A debugger may attach to any Node handler: every environment has its inspector open, deadlines stand still while a breakpoint stops
   * it, and there are neither memory limits nor standbys. `NODE_OPTIONS` and `VSCODE_INSPECTOR_OPTIONS` pass, so that VS Code attaches
   * by itself to what it started or what runs in its debug terminal; otherwise each function has a port that leads to its newest
   * environment, and the environments have others of their own.
   */
  readonly inspect?: SandboxInspectOptions;
  /** Whether functions see their layers under `/opt` itself where the machine can do that; else on their search paths only. Default true. */
  readonly mountLayers?: boolean;
  /** The variables of this program, `process.env` by default. */
  readonly hostEnvironment?: Readonly<Record<string, string | undefined>>;
}

export interface SandboxInspectOptions extends InspectOptions {
  /** The first function's port, the lowest free one from here on; default 9229, where debuggers look. */
  readonly port?: number;
}

/**
 * Runs every execution environment in a child process that speaks the Lambda Runtime API:
 * Node with our bootstrap, `python3` with our bootstrap, or the function's own `bootstrap`.
 */
export function createProcessSandbox(options: ProcessSandboxOptions): Sandbox {
  const { clock, random, inspect, mountLayers = true, hostEnvironment: host = process.env } = options;
  const debug = inspect !== undefined;
  const reaper = createReaper();
  // VS Code's own hook opens the inspector; one that is open already would make it stay away.
  const doors =
    debug && host["VSCODE_INSPECTOR_OPTIONS"] === undefined ? new InspectorDoors(inspect.port ?? 9229) : undefined;
  const streams = random.fork("log streams");
  const interpreters = new PythonInterpreters(host["PATH"]);
  const optMount = new OptMount();
  const variables: VariablesOf = (spec, runtimeApi, optFolder = "/opt") =>
    lambdaEnvironment({ spec, runtimeApi, optFolder, host, debug });
  const withLogStream = (spec: EnvironmentSpec): EnvironmentSpec => ({
    ...spec,
    logStream: logStreamName(clock, streams, spec),
  });
  const start = async (spec: EnvironmentSpec): Promise<Runner> => {
    const { layersFolder } = spec;
    const mounted = layersFolder !== undefined && mountLayers && canRun(spec) && (await optMount.possible());
    const optFolder = mounted ? "/opt" : (layersFolder ?? "/opt");
    const own = await program(spec, { optFolder, interpreters, inspects: doors !== undefined });
    const started = wrapped(own, spec, { taskRoot: spec.taskRoot, optFolder });
    const run = mounted ? optMount.within(started, layersFolder) : started;
    return Runner.start(
      (runtimeApi) => ({ ...run, workingFolder: spec.taskRoot, variables: variables(spec, runtimeApi, optFolder) }),
      reaper,
    );
  };
  const environment = (spec: EnvironmentSpec, child: ChildSource): ProcessEnvironment =>
    new ProcessEnvironment({
      id: random.uuid(),
      spec,
      clock,
      inspect: debug ? { ...inspect, doors } : undefined,
      child,
    });
  return {
    inspecting: debug,
    create(given) {
      const spec = withLogStream(given);
      return environment(spec, { start: () => start(spec) });
    },
    standby(wish) {
      // It would have to be started in the layers' mount namespace, or by the wrapper.
      const isSpecial =
        wish.likely !== undefined && (wish.likely.layersFolder !== undefined || hasWrapper(wish.likely));
      if (debug || isSpecial || !wish.runtime.startsWith("nodejs")) return undefined;
      const run = nodeProgram(wish.memorySizeMB);
      return new ProcessStandby({ wish, host, reaper, program: run, variables, withLogStream, start, environment });
    },
  };
}

interface Tools {
  readonly optFolder: string;
  readonly interpreters: PythonInterpreters;
  readonly inspects: boolean;
}

async function program(
  spec: EnvironmentSpec,
  { optFolder, interpreters, inspects }: Tools,
): Promise<Pick<Command, "file" | "args">> {
  if (spec.runtime.startsWith("nodejs")) return nodeProgram(spec.memorySizeMB, inspects);
  if (spec.runtime.startsWith("python")) return pythonProgram(await interpreters.find(spec.runtime), optFolder);
  return { file: bootstrapOf(spec, optFolder), args: [] };
}

/** A bootstrap that cannot be started is found out by starting it, in nothing else's name. */
function canRun(spec: EnvironmentSpec): boolean {
  if (!spec.runtime.startsWith("provided")) return true;
  try {
    accessSync(bootstrapOf(spec, spec.layersFolder ?? "/opt"), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A custom runtime's own, else the one of a layer. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html */
function bootstrapOf({ taskRoot, layersFolder }: EnvironmentSpec, optFolder: string): string {
  const own = `${taskRoot}/bootstrap`;
  const inLayer = layersFolder !== undefined && !existsSync(own) && existsSync(`${layersFolder}/bootstrap`);
  return inLayer ? `${optFolder}/bootstrap` : own;
}

/** `-B`: on Lambda the task's folder cannot be written to, and a `__pycache__` in it would be a change of the user's folder. */
function pythonProgram(interpreter: string, optFolder: string): Pick<Command, "file" | "args"> {
  return { file: interpreter, args: ["-B", bootstrapFile("bootstrap.py"), optFolder] };
}

/** The heap's share of the memory as Lambda's own start script divides it: 90 % old space, 5 % each semi-space. */
function nodeProgram(memorySizeMB: number, inspects = false): Pick<Command, "file" | "args"> {
  const semiSpaceMB = Math.max(1, Math.floor(memorySizeMB / 20));
  const oldSpaceMB = memorySizeMB - 2 * semiSpaceMB;
  const heap = [`--max-semi-space-size=${semiSpaceMB}`, `--max-old-space-size=${oldSpaceMB}`];
  const inspector = inspects ? ["--inspect=127.0.0.1:0"] : [];
  return { file: process.execPath, args: [...heap, ...inspector, bootstrapFile("bootstrap.cjs")] };
}
