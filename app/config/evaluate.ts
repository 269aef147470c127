import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildFailure, Plugin } from "esbuild";
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
  const runFile = path.join(makeWorkFolder(folder), `config.${process.pid}.${++evaluations}.${format === "esm" ? "mjs" : "cjs"}`);
  process.setSourceMapsEnabled(true);
  try {
    const { mod, dependencies } = await bundleRequire({
      filepath: file,
      cwd: folder,
      format,
      getOutputFile: () => runFile,
      esbuildOptions: { logLevel: "silent", sourceRoot: `${folder}/`, plugins: [ownPackage] },
    });
    const exported: unknown = mod;
    return {
      value: await unwrapDefault(exported, source.file),
      files: dependencies.filter((name) => !name.includes(":")).map((name) => path.resolve(folder, name)),
    };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw isBuildFailure(error) ? await buildError(error, source.file) : thrownError(error, file, source);
  } finally {
    process.setSourceMapsEnabled(false);
  }
}

/** The folder for what we write in a project; it ignores itself in git. */
function makeWorkFolder(folder: string): string {
  const workFolder = path.join(folder, ".lambdaloop");
  try {
    mkdirSync(workFolder, { recursive: true });
  } catch (error) {
    throw new UserError("UNWRITABLE_FOLDER", `The folder ${folder} cannot be written to.`, { cause: error });
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
  throw new ConfigError([{ place: { file }, message: "expected a default export: `export default defineConfig({ ... })`" }]);
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

async function buildError(failure: BuildFailure, shownFile: string): Promise<ConfigError> {
  const { formatMessages } = await import("esbuild");
  const frames = await formatMessages(failure.errors, { kind: "error", color: false });
  const problems = failure.errors.map(({ text, location }) => ({
    message: text,
    place: location === null ? { file: shownFile } : { file: location.file, line: location.line, column: location.column + 1 },
  }));
  const [first = { place: { file: shownFile }, message: failure.message }, ...others] = problems;
  return new ConfigError([first, ...others], { frame: frames.join("").trimEnd(), cause: failure });
}

/** The first line of the stack that is in the config file itself. */
function thrownError(error: unknown, file: string, { file: shownFile, source = "" }: ConfigSource): ConfigError {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const thrown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const message = `threw ${thrown.replace(/ imported from \S+/, "")}`;
  const frame = stack
    .split("\n")
    .map((line) => /\(?((?:file:\/\/)?[^\s()]+):(\d+):(\d+)\)?$/.exec(line))
    .find((match) => match !== null && toPath(match[1] ?? "") === file);
  // No column: the bundler puts its own text before the first line.
  const place = frame ? { line: Number(frame[2]) } : lineOfImport(message, source);
  return new ConfigError([{ place: { file: shownFile, ...place }, message }], { cause: error });
}

/** A missing package has no stack frame in the config; its import has a line. */
function lineOfImport(message: string, source: string): { line?: number; column?: number } {
  const specifier = /Cannot find (?:package|module) '([^']+)'/.exec(message)?.[1];
  const offset = Math.max(source.indexOf(`"${specifier}"`), source.indexOf(`'${specifier}'`));
  return specifier === undefined || offset < 0 ? {} : lineAndColumn(source, offset);
}

function toPath(text: string): string {
  return text.startsWith("file://") ? fileURLToPath(text) : text;
}
