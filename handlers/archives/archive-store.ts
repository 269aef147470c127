import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { StoredArchive } from "../../runtime/core/function-runner.ts";
import { unpack } from "./unpack.ts";

/**
 * Archives, each once, as it came and unpacked: `<folder>/<sha256>.zip` and `<folder>/<sha256>/`. Gone when the folder is removed.
 * An unpacked copy is never written to again, so a published version can run it for as long as it likes.
 */
export class ArchiveStore {
  readonly #where: () => string;
  readonly #stored = new Map<string, Promise<StoredArchive>>();
  readonly #byFolder = new Map<string, StoredArchive>();

  /** @param where the folder, asked when it is first needed */
  constructor(where: () => string) {
    this.#where = where;
  }

  /** @throws {AwsError} as `unpack` */
  store(archive: Uint8Array): Promise<StoredArchive> {
    const sha256 = createHash("sha256").update(archive).digest();
    const name = sha256.toString("hex");
    const known = this.#stored.get(name);
    if (known !== undefined) return known;
    const stored = this.#write(archive, name, sha256.toString("base64"));
    this.#stored.set(name, stored);
    // The next upload of the same bytes gets the same answer, but by trying again: the disk may have room then.
    stored.catch(() => this.#stored.delete(name));
    return stored;
  }

  /** The archive that was unpacked into this folder. */
  inFolder(folder: string): StoredArchive | undefined {
    return this.#byFolder.get(folder);
  }

  async #write(archive: Uint8Array, name: string, codeSha256: string): Promise<StoredArchive> {
    const parent = this.#where();
    await mkdir(parent, { recursive: true });
    // Unpacked elsewhere first, so that a folder of that name is always whole.
    const fresh = await mkdtemp(join(parent, "unpacking-"));
    const folder = join(parent, name);
    const file = `${folder}.zip`;
    try {
      await unpack(archive, fresh);
      await writeFile(file, archive);
      await rename(fresh, folder);
    } catch (error) {
      await rm(fresh, { recursive: true, force: true });
      throw error;
    }
    const stored = { codeSha256, codeSize: archive.byteLength, folder, file };
    this.#byFolder.set(folder, stored);
    return stored;
  }
}
