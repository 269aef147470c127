import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { isReservedVariable } from "../../handlers/sandbox/process/lambda-environment.ts";
import { UserError } from "../../runtime/core/errors.ts";
import { ConfigError } from "./config-error.ts";
import type { ConfigProblem } from "./config-error.ts";
import { evaluateConfigFile } from "./evaluate.ts";
import type { ConfigSource } from "./problems.ts";
import { didYouMean, problemAt, problemsOf } from "./problems.ts";
import type { CheckedConfig } from "./schema.ts";
import { configSchema } from "./schema.ts";

/** Looked for in this order. */
export const CONFIG_FILES = ["ts", "mts", "js", "mjs", "cjs", "json"].map(
  (extension) => `lambdaloop.config.${extension}`,
);

/** A config with nothing wrong in it, and where it came from. */
export interface LoadedConfig {
  readonly config: CheckedConfig;
  readonly source: ConfigSource;
  /** Absolute; handler paths and `envFile` start here. */
  readonly folder: string;
  /** Absolute paths: the config file, what it imports, the env file. */
  readonly watchFiles: readonly string[];
  /** From `envFile`. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The config file to use: the named one, else the first of `CONFIG_FILES` in `cwd`, else `undefined`.
 *
 * @throws {UserError} `CONFIG_NOT_FOUND` when the named one does not exist
 */
export function findConfigFile(cwd: string, named: string | undefined): string | undefined {
  if (named === undefined) return CONFIG_FILES.map((name) => path.join(cwd, name)).find((file) => existsSync(file));
  const file = path.resolve(cwd, named);
  if (!existsSync(file)) throw new UserError("CONFIG_NOT_FOUND", `There is no config file ${named} in ${cwd}.`);
  return file;
}

/** @throws {ConfigError} with every problem found */
export async function loadConfigFile(file: string, cwd: string): Promise<LoadedConfig> {
  const shown = path.relative(cwd, file);
  const source = { file: shown.startsWith("..") ? file : shown, source: readFileSync(file, "utf8") };
  const { value, files } = await evaluateConfigFile(file, source);
  return check(value, source, path.dirname(file), [file, ...files]);
}

/** @throws {ConfigError} with every problem found */
export function loadConfigObject(value: unknown, cwd: string): LoadedConfig {
  return check(value, { file: "config", source: undefined }, cwd, []);
}

function check(value: unknown, source: ConfigSource, folder: string, files: readonly string[]): LoadedConfig {
  const parsed = configSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw problemsError(problemsOf(source, parsed.error.issues));
  const config = parsed.data;
  const unknownQueues = unknownQueueProblems(config, source);
  const env = readEnvFile(config, folder, source);
  const problems = [...unknownQueues, ...env.problems];
  if (problems.length > 0) throw problemsError(problems);
  return { config, source, folder, watchFiles: [...new Set([...files, ...env.files])], variables: env.variables };
}

function problemsError(problems: readonly ConfigProblem[]): ConfigError {
  const [first, ...others] = problems.toSorted((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0));
  if (first === undefined) throw new TypeError("A config error needs a problem.");
  return new ConfigError([first, ...others]);
}

/** A name must be a declared queue; an ARN may point to a queue that a client makes. */
function unknownQueueProblems(config: CheckedConfig, source: ConfigSource): ConfigProblem[] {
  const names = Object.keys(config.queues ?? {});
  const problems: ConfigProblem[] = [];
  const expectQueue = (reference: string, at: readonly PropertyKey[]): void => {
    if (reference.startsWith("arn:") || names.includes(reference)) return;
    const declared = names.length === 0 ? "no queues are declared" : `declared: ${names.join(", ")}`;
    const suggestion = didYouMean(reference, names);
    problems.push(problemAt(source, at, `there is no queue "${reference}"${suggestion || `; ${declared}`}`));
  };
  for (const [name, queue] of Object.entries(config.queues ?? {})) {
    if (queue.deadLetterQueue !== undefined)
      expectQueue(queue.deadLetterQueue.queue, ["queues", name, "deadLetterQueue", "queue"]);
  }
  for (const [name, { eventSourceMappings = [] }] of Object.entries(config.functions ?? {})) {
    for (const [index, mapping] of eventSourceMappings.entries())
      expectQueue(mapping.queue, ["functions", name, "eventSourceMappings", index, "queue"]);
  }
  return problems;
}

interface EnvFile {
  readonly variables: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly problems: readonly ConfigProblem[];
}

function readEnvFile(config: CheckedConfig, folder: string, source: ConfigSource): EnvFile {
  if (config.envFile === undefined) return { variables: {}, files: [], problems: [] };
  const file = path.resolve(folder, config.envFile);
  try {
    const variables = parseEnv(readFileSync(file, "utf8")) as Record<string, string>;
    return { variables: withoutAccount(variables), files: [file], problems: [] };
  } catch {
    const problem = problemAt(source, ["envFile"], `expected a readable file, found nothing at ${config.envFile}`);
    return { variables: {}, files: [], problems: [problem] };
  }
}

/** These lead AWS's clients past the environment's credentials to the developer's own. */
const WAYS_TO_AN_ACCOUNT = new Set([
  "AWS_CONFIG_FILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_PROFILE",
  "AWS_SHARED_CREDENTIALS_FILE",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
]);

/** An env file is often the one of the developer's shell; Lambda has none, so what it reserves is left out rather than refused. */
function withoutAccount(variables: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => !isReservedVariable(name) && !WAYS_TO_AN_ACCOUNT.has(name)),
  );
}
