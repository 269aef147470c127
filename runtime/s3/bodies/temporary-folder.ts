import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder that only this user can enter (`mkdtemp` makes it 0700). */
export function makeTemporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "lambdaloop-s3-"));
}

export function removeTemporaryFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
