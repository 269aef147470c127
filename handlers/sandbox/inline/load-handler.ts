import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { EnvironmentSpec } from "../execution-environment.ts";
import type { InlineHandler } from "./handler-call.ts";

const EXTENSIONS = [".mjs", ".js", ".cjs"] as const;

/** @throws {Error} `Runtime.ImportModuleError`, `Runtime.HandlerNotFound`, or what the module throws */
export async function importHandler({ taskRoot, handler }: EnvironmentSpec): Promise<InlineHandler> {
  const dot = handler.indexOf(".", handler.lastIndexOf("/") + 1);
  if (handler.includes("..")) {
    const advice = "Use absolute paths when specifying root directories in handler names.";
    throw named("Runtime.MalformedHandlerName", `'${handler}' is not a valid handler name. ${advice}`);
  }
  if (dot === -1) throw named("Runtime.MalformedHandlerName", "Bad handler");
  const base = path.join(taskRoot, handler.slice(0, dot));
  const file = EXTENSIONS.map((extension) => base + extension).find((each) => existsSync(each));
  if (file === undefined)
    throw named("Runtime.ImportModuleError", `Error: Cannot find module '${handler.slice(0, dot)}'`);
  return exportedBy(await import(pathToFileURL(file).href), handler.slice(dot + 1), handler);
}

/**
 * The handler that a module exports, also as a member of its default export.
 *
 * @param exportPath `handler`, or nested: `api.handler`
 * @throws {Error} `Runtime.HandlerNotFound`
 */
export function exportedBy(module: unknown, exportPath: string, handler: string): InlineHandler {
  const found = memberOf(module, exportPath) ?? memberOf(memberOf(module, "default"), exportPath);
  if (typeof found === "function") return found as InlineHandler;
  const what = found === undefined ? "is undefined or not exported" : "is not a function";
  throw named("Runtime.HandlerNotFound", `${handler} ${what}`);
}

function memberOf(object: unknown, memberPath: string): unknown {
  return memberPath
    .split(".")
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
      object,
    );
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
