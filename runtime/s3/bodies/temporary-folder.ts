import { lstat, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "lambdaloop-s3-";
const OWNED = /^lambdaloop-s3-(\d+)-[A-Za-z0-9]+$/;

/**
 * A new folder that only this user can enter (`mkdtemp` makes it 0700). Its name has this process's id, so that a later
 * one can tell that nobody is left who would remove it; folders of processes that were killed are removed here.
 *
 * @param parent where such folders are
 */
export async function makeTemporaryFolder(parent = tmpdir()): Promise<string> {
  await removeAbandoned(parent);
  return mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
}

export function removeTemporaryFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = OWNED.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(parent, name);
    if (await isOwnFolder(folder)) await removeTemporaryFolder(folder).catch(() => undefined);
  }
}

/** A process that may not be signalled is alive as well. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** The temporary folder of the system is everybody's: a link, or what another user made, is left alone. */
async function isOwnFolder(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found !== undefined && found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid());
}
