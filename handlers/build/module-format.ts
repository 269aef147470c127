import { readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";

export type ModuleFormat = "esm" | "cjs";

/**
 * The module system Node.js gives a file: by its extension, else by the nearest package.json's `type`.
 *
 * @see https://nodejs.org/api/packages.html#determining-module-system
 */
export function moduleFormatOf(file: string, types = new Map<string, ModuleFormat>()): ModuleFormat {
  const extension = extname(file);
  if (extension === ".mjs" || extension === ".mts") return "esm";
  if (extension === ".cjs" || extension === ".cts") return "cjs";
  return packageFormat(dirname(file), types);
}

function packageFormat(folder: string, types: Map<string, ModuleFormat>): ModuleFormat {
  const known = types.get(folder);
  if (known !== undefined) return known;
  const parent = dirname(folder);
  const format =
    declaredFormat(join(folder, "package.json")) ?? (parent === folder ? "cjs" : packageFormat(parent, types));
  types.set(folder, format);
  return format;
}

/** `undefined` when there is no package.json; one that does not parse is esbuild's to report. */
function declaredFormat(packageFile: string): ModuleFormat | undefined {
  let text: string;
  try {
    text = readFileSync(packageFile, "utf8");
  } catch {
    return undefined;
  }
  return /"type"\s*:\s*"module"/.test(text) ? "esm" : "cjs";
}
