import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { ZipFile } from "yazl";

/** One file of an archive to be made. */
export interface PackedFile {
  /** With `/`, relative to the archive's root. */
  readonly path: string;
  readonly contents: Uint8Array;
  /** Unix file type and permissions; default a plain file. */
  readonly mode?: number;
}

const PLAIN_FILE = 0o100644;
/** Folders that no deployment package has. */
const NEVER_PACKED = new Set([".git", ".hg", ".lambdaloop", ".venv", "venv", "__pycache__"]);

/** A zip of these files; the same files make the same bytes, so that their SHA-256 tells whether anything changed. */
export async function pack(files: readonly PackedFile[]): Promise<Uint8Array> {
  const zip = new ZipFile();
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, contents, mode = PLAIN_FILE } of sorted) {
    zip.addBuffer(Buffer.from(contents), path, { mode, mtime: EARLIEST, forceDosTimestamp: true });
  }
  zip.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

export interface PackOptions {
  /** Node's, in `node_modules`. */
  readonly withPackages: boolean;
}

/** Every file of a folder, as a deployment package would have it; symbolic links stay links. */
export async function filesOf(folder: string, options: PackOptions, below = ""): Promise<PackedFile[]> {
  const files: PackedFile[] = [];
  for (const { name } of await readdir(join(folder, below), { withFileTypes: true })) {
    if (NEVER_PACKED.has(name) || (name === "node_modules" && !options.withPackages)) continue;
    const path = below === "" ? name : `${below}/${name}`;
    const file = join(folder, path);
    const { mode } = await lstat(file);
    const type = mode & 0o170000;
    if (type === 0o040000) files.push(...(await filesOf(folder, options, path)));
    else if (type === 0o120000) files.push({ path, contents: Buffer.from(await readlink(file)), mode });
    else if (type === 0o100000) files.push({ path, contents: await readFile(file), mode });
  }
  return files;
}

/** The earliest time that a zip can hold. */
// oxlint-disable-next-line no-restricted-globals -- a constant, not the present
const EARLIEST = new Date(1980, 0, 1);
