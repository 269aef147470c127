import { mkdirSync, writeFileSync } from "node:fs";
import { findSourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { BuildFailure, Plugin } from "esbuild";
import { systemClock } from "../../runtime/core/clock.ts";
import { UserError } from "../../runtime/core/errors.ts";
import { ConfigError } from "./config-error.ts";
import { lineAndColumn } from "./locate-key.ts";
import type { ConfigSource } from "./problems.ts";

export interface Evaluated {
  readonly value: unknown;
  /** Absolute paths of everything it imports, itself included. */
  readonly files: readonly string[];
}

/**
 * Runs the user's config file and returns what it exports by default (of JSON its content).
 *
 * @throws {ConfigError} when it does not parse or throws, with the line
 */
export async function evaluateConfigFile(file: string, source: ConfigSource): Promise<Evaluated> {
  if (file.endsWith(".json")) return { value: await parseJson(source), files: [file] };
  return bundleAndRun(file, source);
}

async function parseJson({ file, source = "" }: ConfigSource): Promise<unknown> {
  try {
    return JSON.parse(source);
  } catch (error) {
    // JSON.parse tells no line on Node 20; esbuild draws a frame.
    const esbuild = await import("esbuild");
    await esbuild.transform(source, { loader: "json", sourcefile: file, logLevel: "silent" }).catch(async (failure) => {
      throw await buildError(failure, file);
    });
    throw new ConfigError([{ place: { file }, message: error instanceof Error ? error.message : String(error) }]);
  }
}

let evaluations = 0;

async function bundleAndRun(file: string, source: ConfigSource): Promise<Evaluated> {
  const { bundleRequire } = await import("bundle-require");
  const folder = path.dirname(file);
  const format = isCommonJs(file, source.source ?? "") ? "cjs" : "esm";
  const runFile = path.join(
    makeWorkFolder(folder),
    `config.${process.pid}.${++evaluations}.${format === "esm" ? "mjs" : "cjs"}`,
  );
  process.setSourceMapsEnabled(true);
  try {
    const running = bundleRequire({
      filepath: file,
      cwd: folder,
      format,
      getOutputFile: () => runFile,
      esbuildOptions: { logLevel: "silent", sourceRoot: `${folder}/`, plugins: [ownPackage] },
    });
    const { mod, dependencies } = await ending(running, source.file);
    const exported: unknown = mod;
    return {
      value: await unwrapDefault(exported, source.file),
      files: dependencies.filter((name) => !name.includes(":")).map((name) => path.resolve(folder, name)),
    };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw isBuildFailure(error) ? await buildError(error, source.file) : thrownError(error, { file, runFile }, source);
  } finally {
    process.setSourceMapsEnabled(false);
  }
}

const LONGEST_EVALUATION_MS = 30_000;

/** Node ends without a word when nothing is left to do but an `await` that never settles. */
async function ending<Value>(running: Promise<Value>, file: string): Promise<Value> {
  let giveUp = (): void => {};
  const never = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(new ConfigError([{ place: { file }, message: "its top-level `await` never ends" }]));
  });
  process.once("beforeExit", giveUp);
  const cancel = systemClock.schedule(LONGEST_EVALUATION_MS, giveUp);
  try {
    return await Promise.race([running, never]);
  } finally {
    process.off("beforeExit", giveUp);
    cancel();
  }
}

/** The folder for what we write in a project; it ignores itself in git. */
function makeWorkFolder(folder: string): string {
  const workFolder = path.join(folder, ".lambdaloop");
  try {
    mkdirSync(workFolder, { recursive: true });
    writeFileSync(path.join(workFolder, ".gitignore"), "*\n");
  } catch (error) {
    throw new UserError("UNWRITABLE_FOLDER", `${workFolder} cannot be written to.`, { cause: error });
  }
  return workFolder;
}

/** A .js file is what it says: one with `import` or `export` statements is ESM, whatever the nearest package.json claims. */
function isCommonJs(file: string, source: string): boolean {
  if (file.endsWith(".cjs")) return true;
  return file.endsWith(".js") && !/^\s*(import|export)\b/m.test(source);
}

/** `import { defineConfig } from "lambdaloop"` works also where the package is not installed, for example under npx. */
const ownPackage: Plugin = {
  name: "lambdaloop:own-package",
  setup(build) {
    build.onResolve({ filter: /^lambdaloop$/ }, () => ({ path: "lambdaloop", namespace: "lambdaloop" }));
    build.onLoad({ filter: /.*/, namespace: "lambdaloop" }, () => ({
      contents: "export const defineConfig = (config) => config;",
    }));
  },
};

async function unwrapDefault(exported: unknown, file: string): Promise<unknown> {
  if (typeof exported === "object" && exported !== null) {
    if ("default" in exported) return exported.default;
    if (!(Symbol.toStringTag in exported)) return exported;
  }
  throw new ConfigError([
    { place: { file }, message: "expected a default export: `export default defineConfig({ ... })`" },
  ]);
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

async function buildError(failure: BuildFailure, shownFile: string): Promise<ConfigError> {
  const { formatMessages } = await import("esbuild");
  const frames = await formatMessages(failure.errors, { kind: "error", color: false });
  const problems = failure.errors.map(({ text, location }) => ({
    message: text,
    place:
      location === null
        ? { file: shownFile }
        : { file: location.file, line: location.line, column: location.column + 1 },
  }));
  const [first = { place: { file: shownFile }, message: failure.message }, ...others] = problems;
  return new ConfigError([first, ...others], { frame: frames.join("").trimEnd(), cause: failure });
}

interface ConfigFiles {
  /** The user's. */
  readonly file: string;
  /** What the bundler made of it. */
  readonly runFile: string;
}

/** With the first line of the stack that is in the config file itself. */
function thrownError(error: unknown, files: ConfigFiles, { file, source = "" }: ConfigSource): ConfigError {
  const thrown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const message = `threw ${thrown.replace(/ imported from \S+/, "")}`;
  const line = lineOfStack(error instanceof Error ? (error.stack ?? "") : "", files);
  // No column: the bundler puts its own text before the first line.
  const place = line === undefined ? lineOfImport(message, source) : { line };
  return new ConfigError([{ place: { file, ...place }, message }], { cause: error });
}

/** Node.js maps a stack to the source itself, unless something (a test runner) has replaced its way of printing stacks. */
function lineOfStack(stack: string, { file, runFile }: ConfigFiles): number | undefined {
  for (const text of stack.split("\n")) {
    const [, where = "", line, column] = /\(?((?:file:\/\/)?[^\s()]+):(\d+):(\d+)\)?$/.exec(text) ?? [];
    const frameFile = where.startsWith("file://") ? fileURLToPath(where) : where;
    if (frameFile === file) return Number(line);
    if (frameFile !== runFile) continue;
    const entry = findSourceMap(pathToFileURL(runFile).href)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (entry !== undefined && "originalLine" in entry) return entry.originalLine + 1;
  }
  return undefined;
}

/** A missing package has no stack frame in the config; its import has a line. */
function lineOfImport(message: string, source: string): { line?: number; column?: number } {
  const specifier = /Cannot find (?:package|module) '([^']+)'/.exec(message)?.[1];
  const offset = Math.max(source.indexOf(`"${specifier}"`), source.indexOf(`'${specifier}'`));
  return specifier === undefined || offset < 0 ? {} : lineAndColumn(source, offset);
}
