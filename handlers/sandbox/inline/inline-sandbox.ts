import { pathToFileURL } from "node:url";
import path from "node:path";
import type { Clock } from "../../../runtime/core/clock.ts";
import type { Random } from "../../../runtime/core/random.ts";
import { logStreamName } from "../log-stream-name.ts";
import type { EnvironmentSpec, Sandbox } from "../execution-environment.ts";
import type { InlineHandler } from "./handler-call.ts";
import { InlineEnvironment } from "./inline-environment.ts";

export interface InlineSandboxOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Handlers that are there as functions, by the function's name; all others are imported. */
  readonly handlers?: ReadonlyMap<string, InlineHandler> | undefined;
}

/**
 * Runs handlers in the caller's own process, for unit tests: coverage, breakpoints and mocks are the test's own.
 * Nothing can be killed or measured here, environment variables are the process's, and every reload of a file leaks its module.
 */
export function createInlineSandbox({ clock, random, handlers = new Map() }: InlineSandboxOptions): Sandbox {
  const load = async (spec: EnvironmentSpec): Promise<InlineHandler> =>
    handlers.get(spec.functionName) ?? importHandler(spec);
  return {
    create(spec) {
      const own = { ...spec, logStream: logStreamName(clock, random, spec) };
      return new InlineEnvironment({ id: random.hex(8), spec: own, clock, load });
    },
    standby: () => undefined,
  };
}

const EXTENSIONS = [".mjs", ".js", ".cjs"] as const;

async function importHandler({ taskRoot, handler }: EnvironmentSpec): Promise<InlineHandler> {
  const dot = handler.indexOf(".", handler.lastIndexOf("/") + 1);
  const base = path.join(taskRoot, handler.slice(0, dot));
  const { existsSync } = await import("node:fs");
  const file = EXTENSIONS.map((extension) => base + extension).find((each) => existsSync(each));
  if (file === undefined) throw named("Runtime.ImportModuleError", `Cannot find module '${handler.slice(0, dot)}'`);
  const module: unknown = await import(pathToFileURL(file).href);
  const found =
    exported(handler.slice(dot + 1), module) ?? exported(handler.slice(dot + 1), exported("default", module));
  if (typeof found === "function") return found as InlineHandler;
  throw named("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
}

function exported(exportPath: string, module: unknown): unknown {
  return exportPath
    .split(".")
    .reduce<unknown>(
      (object, key) =>
        typeof object === "object" && object !== null ? (object as Record<string, unknown>)[key] : undefined,
      module,
    );
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
