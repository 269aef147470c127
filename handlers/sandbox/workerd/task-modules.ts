import { readFile } from "node:fs/promises";
import { extname, relative, sep } from "node:path";
import { moduleFormatOf } from "../../build/module-format.ts";
import { sourceTree } from "../../build/source-tree.ts";

/** One file as workerd takes it. */
export interface TaskModule {
  readonly type: "ESModule" | "CommonJS" | "CompiledWasm" | "Text";
  /** Where the isolate has it: `/var/task/...`. */
  readonly path: string;
  readonly contents: string | Uint8Array<ArrayBuffer>;
}

export interface Task {
  readonly modules: readonly TaskModule[];
  /** Base64 of the inline source maps, by `path`. */
  readonly maps: ReadonlyMap<string, string>;
  /** The handler's module; `undefined` when its file is not there. */
  readonly entry: string | undefined;
}

export const TASK_FOLDER = "/var/task";

const INLINE_MAP = /\n\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)\s*$/;

/**
 * Everything of a task's folder that code can import, because nothing is on a disk in there. Packages beside it are not looked for:
 * such a function is built into one file.
 */
export async function readTask(taskRoot: string, handler: string): Promise<Task> {
  const { files } = await sourceTree(taskRoot);
  const maps = new Map<string, string>();
  const read = await Promise.all(files.map((file) => taskModule(taskRoot, file, maps)));
  const modules = read.filter((module) => module !== undefined);
  const dot = handler.indexOf(".", handler.lastIndexOf("/") + 1);
  const base = `${TASK_FOLDER}/${handler.slice(0, dot)}`;
  const entry = [".js", ".mjs", ".cjs"].map((extension) => base + extension).find((path) => has(modules, path));
  return { modules, maps, entry };
}

function has(modules: readonly TaskModule[], path: string): boolean {
  return modules.some((module) => module.path === path);
}

async function taskModule(taskRoot: string, file: string, maps: Map<string, string>): Promise<TaskModule | undefined> {
  const path = `${TASK_FOLDER}/${relative(taskRoot, file).split(sep).join("/")}`;
  switch (extname(file)) {
    case ".mjs":
    case ".cjs":
    case ".js": {
      const type = moduleFormatOf(file) === "esm" ? "ESModule" : "CommonJS";
      return { type, path, contents: withoutMap(await readFile(file, "utf8"), path, maps) };
    }
    case ".json":
      return { type: "CommonJS", path, contents: `module.exports = ${await readFile(file, "utf8")}` };
    case ".wasm":
      return { type: "CompiledWasm", path, contents: Uint8Array.from(await readFile(file)) };
    default:
      return undefined;
  }
}

/** The isolate has no use for a map, and it is most of the file. */
function withoutMap(text: string, path: string, maps: Map<string, string>): string {
  const [comment = "", map] =
    INLINE_MAP.exec(text.slice(Math.max(0, text.lastIndexOf("\n//# sourceMappingURL=")))) ?? [];
  if (map === undefined) return text;
  maps.set(path, map);
  return text.slice(0, text.length - comment.length);
}
