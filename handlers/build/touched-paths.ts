import { dirname, extname, join, resolve } from "node:path";
import * as esbuild from "esbuild";
import { tsconfigTargets } from "./tsconfig-paths.ts";

const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];

/**
 * Every source file that a failing build reads, and every path where a file it misses could appear.
 *
 * Slower than the build itself, every import being shown to JavaScript: only for builds that failed.
 */
export async function touchedPaths(options: esbuild.BuildOptions): Promise<string[]> {
  const touched = new Set<string>();
  const observer = observe(touched, options.absWorkingDir ?? ".");
  const plugins = [observer, ...(options.plugins ?? [])];
  // Fails as the build before did; only what it looked at matters here.
  await esbuild.build({ ...options, plugins, write: false, sourcemap: false }).catch(() => undefined);
  return [...touched];
}

function observe(touched: Set<string>, projectFolder: string): esbuild.Plugin {
  return {
    name: "lambdaloop-observe",
    setup(build) {
      build.onLoad({ filter: /.*/, namespace: "file" }, ({ path }) => {
        if (!inNodeModules(path)) touched.add(path);
        return undefined;
      });
      build.onResolve({ filter: /.*/, namespace: "file" }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData !== undefined || kind === "entry-point" || inNodeModules(resolveDir)) return undefined;
        const found = await build.resolve(path, { kind, importer, resolveDir, namespace: "file", pluginData: observe });
        if (found.errors.length > 0) for (const place of placesOf(path, resolveDir, projectFolder)) touched.add(place);
        return undefined;
      });
    },
  };
}

function placesOf(specifier: string, resolveDir: string, projectFolder: string): string[] {
  if (specifier.startsWith(".") || specifier.startsWith("/")) return spellings(resolve(resolveDir, specifier));
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  const packages = foldersUp(resolveDir).map((folder) => join(folder, "node_modules", name, "package.json"));
  return [...packages, ...tsconfigTargets(specifier, projectFolder).flatMap(spellings)];
}

/** The files that an import of `path` may mean; `./a.js` in TypeScript is `./a.ts`. */
function spellings(path: string): string[] {
  const extension = extname(path);
  const stem = /^\.[cm]?jsx?$/.test(extension) ? path.slice(0, -extension.length) : path;
  return [path, ...EXTENSIONS.map((known) => stem + known), ...EXTENSIONS.map((known) => join(path, `index${known}`))];
}

function foldersUp(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUp(parent)];
}

function inNodeModules(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}
