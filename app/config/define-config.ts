import type { LambdaloopConfig } from "../public/index.d.ts";

/** Types a config file; returns it unchanged. */
export function defineConfig(config: LambdaloopConfig): LambdaloopConfig {
  return config;
}
