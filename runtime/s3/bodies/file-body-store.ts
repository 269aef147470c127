import { createHash, type Hash } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Random } from "../../core/random.ts";
import type { BodyStream } from "../../core/body-stream.ts";
import type { BodyStore, BodyWriter, StoredBody } from "./body-store.ts";
import { readFileBody } from "./file-reading.ts";

/** Bytes that are written at once. Smaller chunks wait for each other: one call of the system costs more than copying them. */
const WRITE_BYTES = 256 * 1024;

export interface FileBodyStoreOptions {
  /** Gives the folder, which exists and is this store's alone. Asked once, when the first body comes. */
  readonly folder: () => Promise<string>;
  /** Names files on their way in. */
  readonly random: Random;
  /** Runs at `stop`, after the last write: removes the folder where it is a temporary one. */
  readonly remove?: ((folder: string) => Promise<void>) | undefined;
}

/**
 * Keeps bodies as files that are named by the SHA-256 of their content, so that equal bodies are one file and no key is ever
 * part of a path.
 *
 * A body is written under a name in `incoming/` that nothing else has, and moved to its place when it is complete: whatever
 * stops the process, a file in `objects/` is whole.
 */
export class FileBodyStore implements BodyStore {
  readonly #options: FileBodyStoreOptions;
  readonly #contents = new Map<string, FileContent>();
  readonly #pending = new Set<Promise<unknown>>();
  #folder: Promise<string> | undefined;
  #moves = 0;

  constructor(options: FileBodyStoreOptions) {
    this.#options = options;
  }

  open(): BodyWriter {
    const path = this.#prepare().then((folder) => join(folder, "incoming", `${this.#options.random.hex(16)}.part`));
    return new FileBodyWriter(path, (incoming, digest, byteLength) => this.#keep(incoming, digest, byteLength));
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#pending);
    const folder = await this.#folder;
    if (folder !== undefined) await this.#options.remove?.(folder);
  }

  #prepare(): Promise<string> {
    this.#folder ??= this.#options.folder().then(async (folder) => {
      await mkdir(join(folder, "incoming"), { recursive: true, mode: 0o700 });
      await mkdir(join(folder, "objects"), { recursive: true, mode: 0o700 });
      return folder;
    });
    return this.#folder;
  }

  async #keep(incoming: string, digest: string, byteLength: number): Promise<StoredBody> {
    const known = this.#contents.get(digest);
    if (known !== undefined) {
      known.references++;
      await rm(incoming, { force: true });
      return new FileBody(known);
    }
    // A number after the digest: the removal of an earlier file with this content may still be under way.
    const path = join(await this.#prepare(), "objects", `${digest}.${++this.#moves}`);
    await rename(incoming, path);
    const raced = this.#contents.get(digest);
    if (raced !== undefined) {
      raced.references++;
      await rm(path, { force: true });
      return new FileBody(raced);
    }
    const content: FileContent = { path, byteLength, references: 1, gone: () => this.#remove(digest, path) };
    this.#contents.set(digest, content);
    return new FileBody(content);
  }

  #remove(digest: string, path: string): void {
    this.#contents.delete(digest);
    const removal = rm(path, { force: true }).finally(() => this.#pending.delete(removal));
    this.#pending.add(removal);
  }
}

interface FileContent {
  readonly path: string;
  readonly byteLength: number;
  references: number;
  gone(): void;
}

class FileBody implements StoredBody {
  readonly #content: FileContent;

  constructor(content: FileContent) {
    this.#content = content;
  }

  get byteLength(): number {
    return this.#content.byteLength;
  }

  read(start: number, end: number): BodyStream {
    // The stream has a reference of its own, so that a delete during a download does not cut it short.
    this.retain();
    return readFileBody(this.#content.path, { start, end, onEnd: () => this.release() });
  }

  retain(): StoredBody {
    this.#content.references++;
    return this;
  }

  release(): void {
    this.#content.references--;
    if (this.#content.references === 0) this.#content.gone();
  }
}

type Keep = (incoming: string, digest: string, byteLength: number) => Promise<StoredBody>;

class FileBodyWriter implements BodyWriter {
  readonly #path: Promise<string>;
  readonly #keep: Keep;
  readonly #digest: Hash = createHash("sha256");
  #file: FileHandle | undefined;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #byteLength = 0;

  constructor(path: Promise<string>, keep: Keep) {
    this.#path = path;
    this.#keep = keep;
  }

  write(chunk: Uint8Array): void | Promise<void> {
    this.#digest.update(chunk);
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.byteLength;
    this.#byteLength += chunk.byteLength;
    return this.#waitingBytes < WRITE_BYTES ? undefined : this.#flush();
  }

  async finish(): Promise<StoredBody> {
    try {
      await this.#flush();
      await this.#file?.close();
      return await this.#keep(await this.#path, this.#digest.digest("hex"), this.#byteLength);
    } catch (error) {
      await this.abort();
      throw error;
    }
  }

  async abort(): Promise<void> {
    try {
      await this.#file?.close();
      await rm(await this.#path, { force: true });
    } catch {
      // The folder goes at stop; a part that could not be removed goes with it.
    }
  }

  async #flush(): Promise<void> {
    const chunks = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    // `wx`: a file of that name would be somebody else's.
    this.#file ??= await open(await this.#path, "wx", 0o600);
    if (chunks.length > 0) await writeAll(this.#file, chunks);
  }
}

/** `writev` may write less than it was given. */
async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  const total = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  const { bytesWritten } = await file.writev(chunks as Uint8Array<ArrayBuffer>[]);
  if (bytesWritten < total) await file.writeFile(Buffer.concat(chunks, total).subarray(bytesWritten));
}
