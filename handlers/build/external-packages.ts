import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild, ResolveResult } from "esbuild";
import { moduleFormatOf, type ModuleFormat } from "./module-format.ts";

/** Namespace of the stubs that load a CommonJS package with `require`. */
export const REQUIRE_NAMESPACE = "lambdaloop-require";
/** The `require` of the built ES module, declared by its banner. */
export const REQUIRE_NAME = "__lambdaloopRequire";

const SKIP = Symbol("already being resolved");
const IN_NODE_MODULES = /[\\/]node_modules[\\/]/;
/** What Node.js loads by itself; anything else in a package (TypeScript sources, text) is bundled. */
const LOADABLE = new Set([".js", ".mjs", ".cjs", ".json", ".node"]);

/**
 * Leaves packages of node_modules outside the bundle, so that a reload rebuilds and loads only the user's own code:
 * ES modules are imported natively, CommonJS goes through `require` behind a stub, so that every named import works.
 * Workspace packages (links that lead out of node_modules) and tsconfig paths resolve to sources and are bundled.
 *
 * @param fromFolder an existing folder from which the built code's bare specifiers will be resolved
 */
export function externalPackages(format: ModuleFormat, fromFolder: string): Plugin {
  return {
    name: "lambdaloop-external-packages",
    setup(build) {
      const resolver = new PackageResolver(build, format, fromFolder);
      // Relative and absolute paths are never packages; leaving them to esbuild saves a round trip each.
      build.onResolve({ filter: /^[^./]/ }, (args) => resolver.resolve(args));
      build.onLoad({ filter: /.*/, namespace: REQUIRE_NAMESPACE }, ({ path }) => ({
        contents: `module.exports = ${REQUIRE_NAME}(${JSON.stringify(path)})`,
        loader: "js",
      }));
    },
  };
}

class PackageResolver {
  readonly #build: PluginBuild;
  readonly #format: ModuleFormat;
  readonly #fromFolder: string;
  readonly #packageTypes = new Map<string, ModuleFormat>();
  readonly #resolved = new Map<string, OnResolveResult>();

  constructor(build: PluginBuild, format: ModuleFormat, fromFolder: string) {
    this.#build = build;
    this.#format = format;
    this.#fromFolder = fromFolder;
  }

  async resolve(args: OnResolveArgs): Promise<OnResolveResult | undefined> {
    if (args.pluginData === SKIP || args.kind === "entry-point" || args.namespace !== "file") return undefined;
    const key = `${args.kind}\0${args.resolveDir}\0${args.path}`;
    const known = this.#resolved.get(key);
    if (known !== undefined) return known;
    const found = await this.#find(args, args.kind);
    // esbuild's own resolver says it better, with the import's frame.
    if (found.errors.length > 0) return undefined;
    // Sources may come and go between builds; only what is a package is remembered.
    if (found.external || !isPackageFile(found.path)) return asResult(found);
    const result = await this.#external(args, found);
    this.#resolved.set(key, result);
    return result;
  }

  async #external(args: OnResolveArgs, found: ResolveResult): Promise<OnResolveResult> {
    if (args.kind === "dynamic-import") return { path: await this.#importable(args, found), external: true };
    if (this.#format === "esm" && args.kind === "import-statement" && this.#isEsm(found.path)) {
      return { path: await this.#importable(args, found), external: true };
    }
    return this.#required(args, found);
  }

  /** A package for `require`: the file behind its `require` condition; a package with ES modules only is bundled into CommonJS. */
  async #required(args: OnResolveArgs, found: ResolveResult): Promise<OnResolveResult> {
    const byRequire = await this.#find(args, "require-call");
    const file = byRequire.errors.length > 0 ? found.path : byRequire.path;
    if (args.kind === "import-statement" && this.#isEsm(file)) return asResult(found);
    const specifier = await this.#specifier(args, "require-call", file);
    if (this.#format === "cjs" || args.kind === "require-resolve") return { path: specifier, external: true };
    return { path: specifier, namespace: REQUIRE_NAMESPACE };
  }

  async #importable(args: OnResolveArgs, found: ResolveResult): Promise<string> {
    const specifier = await this.#specifier(args, args.kind, found.path);
    return specifier === found.path ? pathToFileURL(found.path).href : specifier;
  }

  /** The bare specifier where it means the same from the built code's folder, else the file: workspaces have their own node_modules. */
  async #specifier(args: OnResolveArgs, kind: OnResolveArgs["kind"], file: string): Promise<string> {
    if (args.path.startsWith("#")) return file;
    const fromBuilt = await this.#find({ ...args, importer: "", resolveDir: this.#fromFolder }, kind);
    return fromBuilt.errors.length === 0 && fromBuilt.path === file ? args.path : file;
  }

  #isEsm(file: string): boolean {
    const extension = extname(file);
    return extension === ".mjs" || (extension === ".js" && moduleFormatOf(file, this.#packageTypes) === "esm");
  }

  #find(args: OnResolveArgs, kind: OnResolveArgs["kind"]): Promise<ResolveResult> {
    const { path, importer, resolveDir } = args;
    return this.#build.resolve(path, { kind, importer, resolveDir, namespace: "file", pluginData: SKIP });
  }
}

function isPackageFile(file: string): boolean {
  return IN_NODE_MODULES.test(file) && LOADABLE.has(extname(file));
}

function asResult({ path, external, namespace, sideEffects, suffix, pluginData }: ResolveResult): OnResolveResult {
  const data: unknown = pluginData === SKIP ? undefined : pluginData;
  return { path, external, namespace, sideEffects, suffix, pluginData: data };
}
