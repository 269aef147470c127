import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Dirent } from "node:fs";

export interface SourceTree {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Absolute paths of the folders that hold them, the root included. */
  readonly folders: readonly string[];
}

const SKIPPED = new Set(["node_modules", "venv", "env", "__pycache__", "site-packages"]);
/** Installing packages rewrites one of these. */
const INSTALL_MARKERS = [
  "node_modules/.package-lock.json",
  "node_modules/.yarn-integrity",
  "node_modules/.modules.yaml",
];

/** The files below a folder that its owner edits: not packages, not what starts with a dot. A folder that is gone has none. */
export async function sourceTree(root: string): Promise<SourceTree> {
  const files: string[] = [];
  const folders: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    folders.push(folder);
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const names = entries.map(({ name }) => name);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!isPackage(entry.name, names)) await walk(path);
      } else if (isSource(entry)) files.push(path);
    }
  };
  await walk(root);
  return { files, folders };
}

/** The files that change when packages are installed. */
export function markersOf(root: string): string[] {
  return INSTALL_MARKERS.map((name) => join(root, name));
}

/** pip puts a package's folder beside its `name-1.0.dist-info`. */
function isPackage(name: string, siblings: readonly string[]): boolean {
  if (name.startsWith(".") || SKIPPED.has(name) || name.endsWith(".dist-info")) return true;
  return siblings.some((sibling) => sibling.startsWith(`${name}-`) && sibling.endsWith(".dist-info"));
}

function isSource(entry: Dirent): boolean {
  return (entry.isFile() || entry.isSymbolicLink()) && !entry.name.endsWith(".pyc");
}
