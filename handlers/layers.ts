import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, lstat, mkdir, mkdtemp, readdir, readlink, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";

/**
 * What a function finds under `/opt`: its layers, extracted one over the other in their order.
 *
 * A single layer's folder is used as it is. Several are merged into a folder of hard links: packages of different layers then lie side by
 * side, as in `/opt/nodejs/node_modules`, which symbolic links would not give them, because Node resolves packages from real paths.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
 */
export class MergedLayers {
  readonly #where: () => string;
  readonly #merged = new Map<string, Promise<string>>();

  /** @param where the folder, asked when it is first needed; gone when its owner removes it */
  constructor(where: () => string) {
    this.#where = where;
  }

  /** @param layers absolute folders; a later one wins where both have a file */
  folderOf(layers: readonly string[]): Promise<string> {
    const [first = ""] = layers;
    if (layers.length === 1) return Promise.resolve(first);
    const key = createHash("sha256").update(layers.join("\0")).digest("hex").slice(0, 16);
    let merged = this.#merged.get(key);
    if (merged === undefined) {
      merged = this.#merge(layers, this.#where(), key);
      this.#merged.set(key, merged);
    }
    return merged;
  }

  async #merge(layers: readonly string[], parent: string, key: string): Promise<string> {
    await mkdir(parent, { recursive: true });
    const fresh = await mkdtemp(join(parent, "merging-"));
    const folder = join(parent, key);
    for (const layer of layers) await lay(layer, fresh);
    await rename(fresh, folder);
    return folder;
  }
}

async function lay(from: string, to: string): Promise<void> {
  for (const { name } of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, name), join(to, name)];
    const stats = await lstat(source);
    const before = await lstat(target).catch(() => undefined);
    if (before !== undefined && !(before.isDirectory() && stats.isDirectory())) {
      await rm(target, { recursive: true, force: true });
    }
    if (stats.isDirectory()) {
      await mkdir(target, { recursive: true });
      await lay(source, target);
    } else if (stats.isSymbolicLink()) await symlink(await readlink(source), target);
    else await linkOrCopy(source, target);
  }
}

/** Hard links need one file system; some have none. */
async function linkOrCopy(source: string, target: string): Promise<void> {
  await link(source, target).catch(() => copyFile(source, target, constants.COPYFILE_FICLONE));
}
