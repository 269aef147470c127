import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BuiltCode } from "./code-builder.ts";

/** The folder of one run of the program: `<cacheFolder>/build/<pid>-xxxxxx/<functionName>.<n>/<generation>/`. */
export interface BuildFolder {
  readonly path: string;
  /** An existing folder for one function's generations. */
  forFunction(functionName: string): GenerationFolders;
  remove(): Promise<void>;
}

/**
 * Makes this run's own folder, so that two runs in one project never touch each other's code;
 * what runs that were killed have left is removed.
 */
export function createBuildFolder(cacheFolder: string): BuildFolder {
  const parent = join(cacheFolder, "build");
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (!isAlive(Number.parseInt(name, 10))) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const path = mkdtempSync(join(parent, `${process.pid}-`));
  let made = 0;
  return {
    path,
    // Numbered, because a function may be removed and added again while its old code still runs.
    forFunction: (functionName) => new GenerationFolders(join(path, `${functionName}.${++made}`)),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

export class GenerationFolders {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
    mkdirSync(path, { recursive: true });
  }

  /**
   * The file system's own present, as files' `mtime` will show it: a file with a later one was changed after this call.
   */
  async now(): Promise<bigint> {
    // `git clean` may have taken it.
    await mkdir(this.path, { recursive: true });
    const marker = join(this.path, "build-started");
    await writeFile(marker, "");
    return (await stat(marker, { bigint: true })).mtimeNs;
  }

  /** Writes a generation's code; resolves with its task root. */
  async write(generation: number, output: BuiltCode["output"]): Promise<string> {
    if (output.kind === "inPlace") return output.taskRoot;
    const taskRoot = join(this.path, String(generation));
    await Promise.all(
      output.files.map(async ({ path, contents }) => {
        const file = join(taskRoot, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, contents);
      }),
    );
    return taskRoot;
  }

  async removeAll(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  async remove(generation: number): Promise<void> {
    await rm(join(this.path, String(generation)), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
