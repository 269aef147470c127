import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { FunctionDefinition } from "../../../runtime/core/function-definition.ts";

/** A throw-away user project on disk. */
export interface Project {
  readonly folder: string;
  /** Writes a file, its folders included. */
  write(path: string, text: string): void;
  /** Saves as editors do: a new file renamed over the old one. */
  saveByRename(path: string, text: string): void;
  remove(path: string): void;
  link(path: string, target: string): void;
  dispose(): void;
}

export function createProject(files: Readonly<Record<string, string>>): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "lambdaloop-project-")));
  const write = (path: string, text: string): void => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    folder,
    write,
    saveByRename(path, text) {
      write(`${path}.tmp`, text);
      renameSync(join(folder, `${path}.tmp`), join(folder, path));
    },
    remove: (path) => rmSync(join(folder, path), { recursive: true }),
    link(path, target) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(join(folder, target), join(folder, path), "dir");
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function definitionOf(changes: Partial<FunctionDefinition> = {}): FunctionDefinition {
  return {
    functionName: "orders",
    handler: "src/orders.handler",
    runtime: "nodejs22.x",
    timeout: 3,
    memorySize: 128,
    environment: {},
    bundle: { external: [], mode: "code" },
    ...changes,
  };
}
