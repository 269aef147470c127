import { existsSync, realpathSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import * as esbuild from "esbuild";
import { UserError } from "../../runtime/core/errors.ts";
import { discoverHandler, handlerCandidates, type HandlerSource } from "../discover.ts";
import type { FunctionDefinition } from "../../runtime/core/function-definition.ts";
import { nearest, orList } from "../nearest.ts";
import type { ExternalModule } from "../sandbox/execution-environment.ts";
import { asFailure, isBuildFailure } from "./build-failure.ts";
import type { BuildFailure, BuildResult, CodeBuilder } from "./code-builder.ts";
import { exportsOf } from "./exports-of.ts";
import { externalPackages, REQUIRE_NAME, REQUIRE_NAMESPACE } from "./external-packages.ts";
import { moduleFormatOf, type ModuleFormat } from "./module-format.ts";
import { touchedPaths } from "./touched-paths.ts";

type Context = esbuild.BuildContext<esbuild.BuildOptions & { metafile: true; write: false }>;
type Result = esbuild.BuildResult<{ metafile: true; write: false }>;

/** Installing packages rewrites one of these. */
const INSTALL_MARKERS = [".package-lock.json", ".modules.yaml", ".yarn-integrity", ".yarn-state.yml"];
const OUTPUT_FOLDER = "generation";

/** Builds a Node.js function with one esbuild context that lives as long as the function. */
export class EsbuildBuilder implements CodeBuilder {
  readonly #definition: FunctionDefinition;
  readonly #projectFolder: string;
  readonly #fromFolder: string;
  #source: HandlerSource;
  #format: ModuleFormat = "esm";
  #context: Context | undefined;
  #watch: readonly string[] = [];
  #building: Promise<BuildResult> | undefined;
  #disposed = false;

  /**
   * @param fromFolder the existing folder that will hold the generations' folders
   * @throws {UserError} `HANDLER_NOT_FOUND`
   */
  constructor(definition: FunctionDefinition, projectFolder: string, fromFolder: string) {
    this.#definition = definition;
    this.#projectFolder = projectFolder;
    this.#fromFolder = fromFolder;
    this.#source = discoverHandler(definition, projectFolder);
  }

  async build({ fresh = false }: { readonly fresh?: boolean } = {}): Promise<BuildResult> {
    const building = this.#build(fresh);
    this.#building = building;
    return building;
  }

  /** A context holds about 1 MB. */
  async rest(): Promise<void> {
    await this.#forget();
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#context?.cancel();
    // A context made by a build that was under way would keep esbuild's process.
    await this.#building?.catch(() => undefined);
    await this.#forget();
  }

  async #build(fresh: boolean): Promise<BuildResult> {
    if (this.#disposed) return { kind: "failed", failure: DISPOSED, watch: this.#watch };
    try {
      const context = await this.#prepare(fresh);
      const result: Result = await context.rebuild();
      return this.#built(result);
    } catch (error) {
      return this.#disposed ? { kind: "failed", failure: DISPOSED, watch: this.#watch } : this.#failed(error);
    }
  }

  async #forget(): Promise<void> {
    const context = this.#context;
    this.#context = undefined;
    await context?.dispose();
  }

  async #prepare(fresh: boolean): Promise<Context> {
    const moved = !existsSync(this.#source.file);
    if (moved) this.#source = discoverHandler(this.#definition, this.#projectFolder);
    const format = this.#definition.bundle.format ?? moduleFormatOf(this.#source.file);
    if (fresh || moved || format !== this.#format) await this.#forget();
    this.#format = format;
    this.#context ??= await esbuild.context({ ...this.#options(), metafile: true, write: false });
    return this.#context;
  }

  #options(): esbuild.BuildOptions {
    const { bundle, runtime, sandbox = "process" } = this.#definition;
    // There are no packages on a disk in workerd.
    const mode = sandbox === "workerd" ? "all" : bundle.mode;
    const esm = this.#format === "esm";
    return {
      absWorkingDir: this.#projectFolder,
      entryPoints: [{ in: this.#source.file, out: outputPath(this.#source.modulePath) }],
      outdir: join(this.#fromFolder, OUTPUT_FOLDER),
      outExtension: { ".js": esm ? ".mjs" : ".cjs" },
      bundle: true,
      platform: "node",
      format: this.#format,
      target: `node${/\d+/.exec(runtime)?.[0] ?? "20"}`,
      external: [...bundle.external],
      loader: { ".node": "copy" },
      sourcemap: "inline",
      // The sources are on this disk; their text would only make the map heavier.
      sourcesContent: false,
      logLevel: "silent",
      ...(esm ? { banner: { js: ESM_BANNER } } : {}),
      ...(sandbox === "workerd" ? forWorkerd(outputPath(this.#source.modulePath), esm) : {}),
      plugins: mode === "code" ? [externalPackages(this.#format, this.#fromFolder)] : [],
    };
  }

  #built({ metafile, outputFiles }: Result): BuildResult {
    const sources = new Set(
      Object.keys(metafile.inputs)
        .filter((path) => !path.startsWith(`${REQUIRE_NAMESPACE}:`))
        .map((path) => resolve(this.#projectFolder, path))
        .filter((path) => !/[\\/]node_modules[\\/]/.test(path)),
    );
    this.#watch = [...sources, ...this.#configFiles()];
    const entry = relative(this.#projectFolder, realpathSync(this.#source.file)).replaceAll("\\", "/");
    const handler = `${outputPath(this.#source.modulePath)}.${this.#source.exportName}`;
    const root = join(this.#fromFolder, OUTPUT_FOLDER);
    const main = outputFiles.find(({ path }) => /\.[mc]js$/.test(path));
    const exported = exportsOf(entry, metafile, main?.text ?? "", this.#format);
    const [wanted = ""] = this.#source.exportName.split(".");
    if (exported !== undefined && !exported.includes(wanted)) {
      const failure = noExport(entry, { wanted, exported, format: this.#format });
      return { kind: "failed", failure, watch: this.#watch };
    }
    const files = outputFiles.map(({ path, contents }) => ({ path: relative(root, path), contents }));
    const code = { output: { kind: "files", files }, handler, externals: externalsOf(metafile), sources } as const;
    return { kind: "built", code, watch: this.#watch };
  }

  async #failed(error: unknown): Promise<BuildResult> {
    if (error instanceof UserError) {
      const message = [error.message, error.advice ?? ""].join(" ").trim();
      const failure: BuildFailure = { errorType: "Runtime.ImportModuleError", message, frame: message };
      return { kind: "failed", failure, watch: [...this.#watch, ...this.#candidates()] };
    }
    if (!isBuildFailure(error)) throw error;
    const failure = await asFailure(error, this.#projectFolder);
    // esbuild gives no metafile for a failed build: what it read and looked for is found by a second, observed one.
    const touched = await touchedPaths(this.#options());
    return {
      kind: "failed",
      failure,
      watch: [...this.#watch, ...this.#candidates(), ...touched, ...this.#configFiles()],
    };
  }

  #candidates(): string[] {
    return handlerCandidates(this.#definition, this.#projectFolder);
  }

  /** They shape the build although esbuild does not list them among its inputs. */
  #configFiles(): string[] {
    return [
      ...["tsconfig.json", "package.json"].map((name) => join(this.#projectFolder, name)),
      ...installMarkers(this.#projectFolder),
    ];
  }
}

/** The files in node_modules that change when packages are installed. */
export function installMarkers(projectFolder: string): string[] {
  return INSTALL_MARKERS.map((name) => join(projectFolder, "node_modules", name));
}

/** Of a build that was overtaken; nobody sees it. */
const DISPOSED: BuildFailure = {
  errorType: "Runtime.ImportModuleError",
  message: "the build was given up",
  frame: "the build was given up",
};

/** CommonJS that was bundled, and packages behind stubs, want a `require`. */
const ESM_BANNER =
  `import { createRequire as ${REQUIRE_NAME}Maker } from "node:module"; ` +
  `const require = ${REQUIRE_NAME}Maker(import.meta.url), ${REQUIRE_NAME} = require;`;

/** What code needs that runs in workerd, where modules have no URL (it is Lambda's) and `createRequire` does not know all of Node's own. */
function forWorkerd(output: string, esm: boolean): esbuild.BuildOptions {
  const esmOnly = {
    define: { "import.meta.url": JSON.stringify(`file:///var/task/${output}.mjs`) },
    banner: { js: WORKERD_BANNER },
  };
  return { conditions: ["workerd", "worker"], ...(esm ? esmOnly : {}) };
}

const WORKERD_BANNER =
  `const require = (name) => { const found = /^(node:)?process$/.test(name) ? process : process.getBuiltinModule(name); ` +
  'if (found === undefined) throw new Error(`No such module "${name}".`); return found; };';

/** A handler outside the project folder must not be written outside the generation's folder. */
function outputPath(modulePath: string): string {
  return modulePath.replace(/^(?:\.\.\/|\/|[A-Za-z]:\/)+/, "");
}

function noExport(
  entry: string,
  { wanted, exported, format }: { wanted: string; exported: readonly string[]; format: ModuleFormat },
): BuildFailure {
  const similar = nearest(wanted, exported);
  const commonJs = format === "esm" && exported.length === 1 && exported[0] === "default";
  const advice = commonJs
    ? ` It has only a default export; if it is CommonJS, set bundle.format to "cjs".`
    : similar.length > 0
      ? ` Did you mean ${orList(similar)}?`
      : exported.length > 0
        ? ` It exports ${exported.map((name) => `"${name}"`).join(", ")}.`
        : "";
  const message = `${entry}: no export named "${wanted}".${advice}`;
  return { errorType: "Runtime.HandlerNotFound", message, frame: message, at: entry };
}

function externalsOf(metafile: esbuild.Metafile): ExternalModule[] {
  const required = Object.keys(metafile.inputs)
    .filter((path) => path.startsWith(`${REQUIRE_NAMESPACE}:`))
    .map((path) => ({ specifier: path.slice(REQUIRE_NAMESPACE.length + 1), kind: "require" }) as const);
  const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined);
  const imported = (output?.imports ?? [])
    .filter(({ external, kind }) => external === true && (kind === "import-statement" || kind === "require-call"))
    .map(({ path, kind }) => ({ specifier: path, kind: kind === "require-call" ? "require" : "import" }) as const);
  const seen = new Map([...required, ...imported].map((module) => [`${module.kind} ${module.specifier}`, module]));
  return [...seen.values()];
}
