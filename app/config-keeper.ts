import path from "node:path";
import type { CodeHost } from "./code-host.ts";
import { UserError } from "../runtime/core/errors.ts";
import type { Scope } from "../runtime/core/arn.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { Target } from "./apply-declarations.ts";
import { applyDeclarations } from "./apply-declarations.ts";
import { ConfigError } from "./config/config-error.ts";
import type { LoadedConfig } from "./config/load.ts";
import { CONFIG_FILES, findConfigFile, loadConfigFile, loadConfigObject } from "./config/load.ts";
import type { Declarations } from "./config/resolve.ts";
import { NO_DECLARATIONS, resolveConfig, scopeOf } from "./config/resolve.ts";
import type { CheckedConfig } from "./config/schema.ts";
import { summarize } from "./config/summarize.ts";

/** A config file, a config object, `false` for none, or `undefined` for the file in the working directory when there is one. */
export type ConfigChoice = string | object | false | undefined;

/** What only a new start can change. */
const NEEDS_RESTART = [
  "region",
  "accountId",
  "port",
  "seed",
  "ordered",
  "accountConcurrency",
  "minimumUnreservedConcurrency",
  "allowedHosts",
  "allowedOutboundHosts",
  "autoConfirmSubscriptions",
  "capture",
] as const;

interface KeeperParts {
  readonly target: Target;
  readonly host: Pick<CodeHost, "watchFiles">;
  readonly journal: Journal;
  readonly watch: boolean;
}

/** Keeps a running instance as its config says; a config that cannot be used changes nothing. */
export class ConfigKeeper {
  /** As they were at the start. */
  readonly settings: CheckedConfig;
  readonly scope: Scope;
  /** Absolute; where handler paths start. */
  readonly folder: string;
  readonly #choice: ConfigChoice;
  readonly #cwd: string;
  #loaded: LoadedConfig | undefined;
  #declared: Declarations = NO_DECLARATIONS;
  #unwatch: (() => void) | undefined;
  #applied: Promise<void> = Promise.resolve();

  private constructor(choice: ConfigChoice, cwd: string, loaded: LoadedConfig | undefined) {
    this.#choice = choice;
    this.#cwd = cwd;
    this.#loaded = loaded;
    this.settings = loaded?.config ?? {};
    this.scope = scopeOf(this.settings);
    this.folder = loaded?.folder ?? cwd;
  }

  /** @throws {UserError} `CONFIG_NOT_FOUND`, `INVALID_CONFIG` */
  static async load(choice: ConfigChoice, cwd: string): Promise<ConfigKeeper> {
    return new ConfigKeeper(choice, cwd, await load(choice, cwd));
  }

  /** @throws {ConfigError} when AWS would refuse what is declared, or a handler is missing */
  async start(parts: KeeperParts): Promise<void> {
    if (this.#loaded !== undefined) {
      await this.#apply(parts, this.#loaded);
      const { source } = this.#loaded;
      parts.journal.record({
        kind: "config.loaded",
        file: source.file,
        ...this.#counts(),
        declared: summarize(this.#declared),
      });
    }
    if (parts.watch) this.#watch(parts);
  }

  #watch(parts: KeeperParts): void {
    if (typeof this.#choice === "object" || this.#choice === false) return;
    const candidates = this.#choice === undefined ? CONFIG_FILES.map((name) => path.join(this.#cwd, name)) : [];
    const files = this.#loaded?.watchFiles ?? candidates;
    this.#unwatch?.();
    this.#unwatch = parts.host.watchFiles(files, () => {
      this.#applied = this.#applied
        .then(() => this.#reload(parts))
        .catch((error: unknown) => recordBug(parts.journal, error));
    });
  }

  async #reload(parts: KeeperParts): Promise<void> {
    const { journal } = parts;
    try {
      const loaded = await load(this.#choice, this.#cwd);
      if (loaded === undefined) throw new UserError("CONFIG_NOT_FOUND", "The config file is gone.");
      const changes = await this.#apply(parts, loaded);
      this.#loaded = loaded;
      this.#watch(parts);
      journal.record({
        kind: "config.loaded",
        file: loaded.source.file,
        ...this.#counts(),
        declared: summarize(this.#declared),
        changes: [...changes, ...this.#restartChanges(loaded.config)],
      });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const message = error instanceof ConfigError ? (error.frame ?? error.message) : error.message;
      journal.record({ kind: "config.rejected", file: this.#loaded?.source.file ?? "config", message });
    }
  }

  async #apply({ target }: KeeperParts, loaded: LoadedConfig): Promise<string[]> {
    const wanted = resolveConfig(loaded, this.scope);
    const changes = await applyDeclarations(target, wanted, this.#declared, loaded.source);
    this.#declared = wanted;
    return changes;
  }

  #counts(): { functions: number; queues: number } {
    return { functions: this.#declared.functions.length, queues: this.#declared.queues.length };
  }

  #restartChanges(config: CheckedConfig): string[] {
    return NEEDS_RESTART.filter((key) => JSON.stringify(config[key]) !== JSON.stringify(this.settings[key])).map(
      (key) => `${key} takes effect at the next start`,
    );
  }
}

function recordBug(journal: Journal, error: unknown): void {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  journal.record({ kind: "internal.failed", where: "config", message, stack });
}

async function load(choice: ConfigChoice, cwd: string): Promise<LoadedConfig | undefined> {
  if (choice === false) return undefined;
  if (typeof choice === "object") return loadConfigObject(choice, cwd);
  const file = findConfigFile(cwd, choice);
  return file === undefined ? undefined : loadConfigFile(file, cwd);
}
