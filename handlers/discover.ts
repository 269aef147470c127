import { readdirSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { UserError } from "../runtime/core/errors.ts";
import { statsOf } from "./file-stats.ts";
import type { FunctionDefinition, LambdaRuntime } from "../runtime/core/function-definition.ts";
import { nearest, orList } from "./nearest.ts";

/** Where the code of a function is. */
export interface HandlerSource {
  /** Absolute path of the entry file. */
  readonly file: string;
  /** The handler's path without its extension and export, relative to the project folder, with `/`: `src/orders`. */
  readonly modulePath: string;
  /** `handler`, or nested: `api.handler`. */
  readonly exportName: string;
}

/** In the order they are tried. */
const NODE_EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"] as const;

/** Which family of runtimes a runtime identifier belongs to. */
export function languageOf(runtime: LambdaRuntime): "node" | "python" | "provided" {
  if (runtime.startsWith("nodejs")) return "node";
  return runtime.startsWith("python") ? "python" : "provided";
}

/**
 * Finds a function's entry file: `src/orders.handler` is `src/orders.ts` (or `.tsx .mts .cts .js .jsx .mjs .cjs`) or `src/orders/index.*`.
 *
 * Where the file name ends is the runtime's own rule: Node.js takes the part before the first dot of the last path segment
 * (`FUNCTION_EXPR` in aws-lambda-nodejs-runtime-interface-client), so `orders.service.handler` is the nested export `service.handler`
 * of `orders`; Python takes the part before the last dot.
 *
 * @throws {UserError} `HANDLER_NOT_FOUND` when there is no such file, with the nearest names
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function discoverHandler(definition: FunctionDefinition, projectFolder: string): HandlerSource {
  const { modulePath, exportName } = splitHandler(definition);
  const candidates = handlerCandidates(definition, projectFolder);
  const file = candidates.find(isFile);
  if (file === undefined) throw notFound(definition, projectFolder, modulePath);
  return { file, modulePath, exportName };
}

/** Every path that could hold the handler, best first; a missing handler is looked for again when one of them appears. */
export function handlerCandidates(definition: FunctionDefinition, projectFolder: string): string[] {
  const { modulePath } = splitHandler(definition);
  const base = resolve(projectFolder, modulePath);
  const language = languageOf(definition.runtime);
  if (language === "python") return [`${base}.py`, join(base, "__init__.py")];
  if (language === "provided") {
    return [join(base, "bootstrap"), join(dirname(base), "bootstrap"), resolve(projectFolder, "bootstrap")];
  }
  return [
    ...NODE_EXTENSIONS.map((extension) => base + extension),
    ...NODE_EXTENSIONS.map((extension) => join(base, `index${extension}`)),
  ];
}

function splitHandler({ functionName, handler, runtime }: FunctionDefinition): {
  modulePath: string;
  exportName: string;
} {
  const language = languageOf(runtime);
  const path = handler.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
  // A custom runtime's handler is free text: only its own bootstrap reads it.
  if (language === "provided") return { modulePath: path.replace(/\.[^./]*$/, ""), exportName: "" };
  const lastSegment = path.lastIndexOf("/") + 1;
  const dot = language === "node" ? path.indexOf(".", lastSegment) : path.lastIndexOf(".");
  if (dot <= lastSegment || dot === path.length - 1) {
    throw new UserError(
      "HANDLER_NOT_FOUND",
      `Function ${functionName}: the handler "${handler}" names no file and export.`,
      {
        place: { file: handler, key: `functions.${functionName}.handler` },
        advice: 'Write the path without extension, a dot and the exported name, for example "src/orders.handler".',
      },
    );
  }
  const module = path.slice(0, dot);
  return {
    modulePath: language === "python" ? module.replaceAll(".", "/") : module,
    exportName: path.slice(dot + 1),
  };
}

function notFound(definition: FunctionDefinition, projectFolder: string, modulePath: string): UserError {
  const { functionName, handler, runtime } = definition;
  const extensions = languageOf(runtime) === "node" ? "{ts,tsx,mts,cts,js,jsx,mjs,cjs}" : "py";
  const expected = languageOf(runtime) === "provided" ? "an executable named bootstrap" : `${modulePath}.${extensions}`;
  return new UserError("HANDLER_NOT_FOUND", `Function ${functionName}: no file for the handler "${handler}".`, {
    place: { file: modulePath, key: `functions.${functionName}.handler` },
    advice: `Looked for ${expected} in ${projectFolder}. ${advice(definition, projectFolder, modulePath)}`.trim(),
  });
}

function advice(definition: FunctionDefinition, projectFolder: string, modulePath: string): string {
  const folder = dirname(resolve(projectFolder, modulePath));
  const dotted = dottedFileName(definition, folder);
  if (dotted !== undefined) {
    return `Lambda's Node.js runtime ends the file name at its first dot, so ${dotted} can be nobody's handler: rename it.`;
  }
  const names = modulesIn(folder, projectFolder);
  const similar = nearest(modulePath, names);
  if (similar.length > 0) return `Did you mean ${orList(similar)}?`;
  return names.length > 0 ? `That folder has ${orList(names.slice(0, 5))}.` : "";
}

/** `orders.service.ts` for the handler `orders.service.handler`: found by eye, never by Lambda. */
function dottedFileName({ handler, runtime }: FunctionDefinition, folder: string): string | undefined {
  if (languageOf(runtime) !== "node") return undefined;
  const base = basename(handler.slice(0, handler.lastIndexOf(".")));
  return base.includes(".")
    ? NODE_EXTENSIONS.map((extension) => base + extension).find((name) => isFile(join(folder, name)))
    : undefined;
}

/** The module paths that a handler in `folder` could name; its parent's when the folder does not exist. */
function modulesIn(folder: string, projectFolder: string): string[] {
  const nearestFolder = entriesOf(folder) === undefined ? dirname(folder) : folder;
  const depth = nearestFolder === folder ? 0 : 1;
  return modulePaths(nearestFolder, projectFolder, depth);
}

function modulePaths(folder: string, projectFolder: string, depth: number): string[] {
  return (entriesOf(folder) ?? []).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const worthwhile = depth > 0 && entry.name !== "node_modules" && !entry.name.startsWith(".");
      return worthwhile ? modulePaths(path, projectFolder, depth - 1) : [];
    }
    const extension = extname(entry.name);
    if (![...NODE_EXTENSIONS, ".py"].some((known) => known === extension)) return [];
    const module = relative(projectFolder, path.slice(0, -extension.length)).split(sep).join("/");
    return [module.endsWith("/index") ? module.slice(0, -"/index".length) : module];
  });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function isFile(path: string): boolean {
  return statsOf(path)?.isFile() ?? false;
}
