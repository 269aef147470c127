import type { Metafile } from "esbuild";
import type { ModuleFormat } from "./module-format.ts";

/**
 * The exported names of a built entry, or `undefined` when they are known only at run time (CommonJS sources, `export *` of a package).
 *
 * An empty or half-written file has none: that is how a save caught in the middle is noticed.
 */
export function exportsOf(entry: string, metafile: Metafile, text: string, format: ModuleFormat): string[] | undefined {
  const input = Object.entries(metafile.inputs).find(([path]) => path === entry)?.[1];
  const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === entry);
  if (input === undefined || output === undefined) return [];
  if (format === "cjs") {
    if (input.format === "cjs" || text.includes("__reExport(")) return undefined;
    return input.format === "esm" ? annotatedExports(text) : [];
  }
  return /^export \* from /m.test(text) ? undefined : output.exports;
}

/** esbuild writes `0 && (module.exports = { a, b });` at the end of CommonJS made from an ES module; `default` is only in its getters. */
function annotatedExports(text: string): string[] {
  const annotation = text.lastIndexOf("0 && (module.exports = {");
  const names = annotation === -1 ? [] : [...text.slice(annotation).matchAll(/^ {2}([\p{ID_Continue}$]+),?$/gmu)];
  const byDefault = /^ {2}default: \(\) => /m.test(text) ? ["default"] : [];
  return [...names.map(([, name = ""]) => name), ...byDefault];
}
