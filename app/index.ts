import path from "node:path";
import type { Runtime, StartOptions } from "./public/index.d.ts";
import { start } from "./start.ts";

export { defineConfig } from "./config/define-config.ts";

/** Starts the runtime in this process. */
export async function startRuntime(options: StartOptions = {}): Promise<Runtime> {
  const { cwd = ".", config, port, seed, ordered, watch = true, onFact } = options;
  const runtime = await start({
    cwd: path.resolve(cwd),
    config,
    port,
    seed,
    ordered,
    watch,
    onFact: onFact && ((entry) => onFact({ ...entry })),
  });
  return {
    endpoint: runtime.endpoint,
    port: runtime.port,
    seed: runtime.seed,
    invoke: (functionName, event) => runtime.invoke(functionName, event),
    stop: () => runtime.stop(),
  };
}
