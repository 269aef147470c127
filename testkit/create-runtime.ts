import { createRequire } from "node:module";
import path from "node:path";
import type { InlineHandler } from "../app/in-process.ts";
import type { RuntimeOptions, TestConfig } from "../app/public/testkit.d.ts";
import { freshSeed } from "../runtime/core/random.ts";
import { durationMs } from "./duration.ts";
import type { EngineOptions, FaultHooks } from "./engine.ts";
import { Engine } from "./engine.ts";
import { TestRuntime } from "./test-runtime.ts";

export type { RuntimeOptions };

/** These are ours; every other key of the options is the config's. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  "config",
  "handlers",
  "seed",
  "ordered",
  "importModule",
  "cwd",
  "listen",
  "startAt",
  "time",
  "patience",
]);

/** In real time: a handler that calls a database for longer counts as one that waits for the clock. */
const PATIENCE_MS = 500;

/**
 * Starts a runtime inside this process, on a clock of its own.
 *
 * @param faults what goes wrong in it
 * @param release lets one of those go on that wait for it; answers whether there was one
 */
export async function createRuntime(
  options: RuntimeOptions = {},
  faults?: FaultHooks,
  release?: () => boolean,
): Promise<TestRuntime> {
  const engineOptions = { ...toEngineOptions(options), faults, release };
  return new TestRuntime(await Engine.start(engineOptions), engineOptions, projectPackages(engineOptions.cwd));
}

function toEngineOptions(options: RuntimeOptions): Omit<EngineOptions, "faults" | "release"> {
  const { cwd = ".", seed = freshSeed(), ordered = true, listen = false, time = "real", startAt } = options;
  const { config, handlers } = splitConfig(options);
  return {
    cwd: path.resolve(cwd),
    config,
    handlers,
    importModule: options.importModule,
    seed,
    ordered,
    listen,
    startAt: startAt === undefined ? undefined : new Date(startAt).getTime(),
    virtualTime: time === "virtual",
    patienceMs: durationMs(options.patience ?? PATIENCE_MS),
  };
}

function splitConfig(options: RuntimeOptions): Pick<EngineOptions, "config" | "handlers"> {
  const handlers = new Map<string, InlineHandler>(Object.entries(options.handlers ?? {}));
  const own = Object.fromEntries(Object.entries(options).filter(([key]) => !OWN_KEYS.has(key))) as TestConfig;
  const config = options.config ?? own;
  if (typeof config !== "object") return { config, handlers };
  const functions = Object.entries(config.functions ?? {}).map(([name, declared]) => {
    if (typeof declared.handler !== "function") return [name, declared] as const;
    handlers.set(name, declared.handler);
    return [name, { ...declared, handler: "index.handler" }] as const;
  });
  return { config: { ...config, functions: Object.fromEntries(functions) }, handlers };
}

/** Packages as the user's own project finds them. */
function projectPackages(cwd: string): (name: string) => unknown {
  const require = createRequire(path.join(cwd, "package.json"));
  return (name) => {
    try {
      return require(name) as unknown;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
      throw error;
    }
  };
}
