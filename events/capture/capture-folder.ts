import { appendFile, chmod, lstat, mkdir, readdir, readFile, stat, unlink, writeFile } from "node:fs/promises";
import path from "node:path";

export interface CaptureLimits {
  /** How many captures are kept at most. */
  readonly maxCaptures: number;
  /** How many bytes their files take at most. */
  readonly maxBytes: number;
}

export const DEFAULT_CAPTURE_LIMITS: CaptureLimits = { maxCaptures: 1000, maxBytes: 64 * 1024 * 1024 };

/** Below the folder of the project's own files, `.lambdaloop`. */
export const CAPTURES = "captures";

/** Captures go in files of about a tenth of what is kept, so that the oldest tenth can go at once. */
const FILES = 10;

interface Segment {
  readonly name: string;
  captures: number;
  bytes: number;
}

/**
 * Writes captures down, one a line, in files that only their owner can read; the oldest go when there are too many. A run writes files of
 * its own and never changes those of another.
 */
export class CaptureFolder {
  readonly #parent: string;
  readonly #limits: CaptureLimits;
  /** Sorts after those of earlier runs. */
  readonly #run: string;
  #segments: Segment[] | undefined;
  #current: Segment | undefined;
  #made = 0;

  /**
   * @param parent `.lambdaloop` of the project, absolute
   * @param startedAt epoch milliseconds, and the process: two runs never have the same
   */
  constructor(
    parent: string,
    limits: CaptureLimits,
    { startedAt, pid }: { readonly startedAt: number; readonly pid: number },
  ) {
    this.#parent = parent;
    this.#limits = limits;
    this.#run = `${String(startedAt).padStart(15, "0")}-${pid}`;
  }

  get path(): string {
    return path.join(this.#parent, CAPTURES);
  }

  /** Bytes that identify this folder's placeholders; made on first use. */
  async salt(make: () => Uint8Array): Promise<Uint8Array> {
    await this.#prepare();
    const file = path.join(this.path, SALT_FILE);
    try {
      return await readFile(file);
    } catch {
      // Another process may be quicker: then its salt counts.
      await writeFile(file, make(), { mode: PRIVATE_FILE, flag: "wx" }).catch(ignoreExisting);
      return await readFile(file);
    }
  }

  /** @param lines without line feeds */
  async append(lines: readonly string[]): Promise<void> {
    const segments = await this.#known();
    for (const part of this.#parts(lines)) {
      this.#current ??= this.#newSegment(segments);
      const text = `${part.join("\n")}\n`;
      await this.#write(this.#current.name, text);
      this.#current.captures += part.length;
      this.#current.bytes += Buffer.byteLength(text);
      if (this.#isFull(this.#current)) this.#current = undefined;
      await this.#removeOldest(segments);
    }
  }

  /** A file that may end in half a line is not added to. */
  abandonCurrent(): void {
    this.#current = undefined;
  }

  async #known(): Promise<Segment[]> {
    await this.#prepare();
    this.#segments ??= await readSegments(this.path);
    return this.#segments;
  }

  *#parts(lines: readonly string[]): Generator<readonly string[]> {
    const size = this.#mostCaptures();
    for (let from = 0; from < lines.length;) {
      const room = size - (this.#current?.captures ?? 0);
      yield lines.slice(from, from + room);
      from += room;
    }
  }

  #mostCaptures(): number {
    return Math.max(1, Math.floor(this.#limits.maxCaptures / FILES));
  }

  #isFull({ captures, bytes }: Segment): boolean {
    return captures >= this.#mostCaptures() || bytes >= this.#limits.maxBytes / FILES;
  }

  #newSegment(segments: Segment[]): Segment {
    const name = `${this.#run}-${String(this.#made++).padStart(6, "0")}${SEGMENT_ENDING}`;
    const segment = { name, captures: 0, bytes: 0 };
    segments.push(segment);
    return segment;
  }

  async #write(name: string, text: string): Promise<void> {
    const file = path.join(this.path, name);
    try {
      await appendFile(file, text, { mode: PRIVATE_FILE });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      // `git clean` may have taken the folder.
      await this.#prepare();
      await appendFile(file, text, { mode: PRIVATE_FILE });
    }
  }

  async #removeOldest(segments: Segment[]): Promise<void> {
    const total = (what: "captures" | "bytes"): number => segments.reduce((sum, segment) => sum + segment[what], 0);
    while (total("captures") > this.#limits.maxCaptures || total("bytes") > this.#limits.maxBytes) {
      const oldest = segments.shift();
      if (oldest === undefined) return;
      if (oldest === this.#current) this.#current = undefined;
      await unlink(path.join(this.path, oldest.name)).catch(ignoreMissing);
    }
  }

  async #prepare(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: PRIVATE_FOLDER });
    const found = await lstat(this.path);
    if (!found.isDirectory()) throw new Error(`${this.path} is not a folder.`);
    if ((found.mode & 0o777) !== PRIVATE_FOLDER) await chmod(this.path, PRIVATE_FOLDER);
    await writeFile(path.join(this.#parent, ".gitignore"), "*\n", { flag: "wx" }).catch(ignoreExisting);
  }
}

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const SALT_FILE = "salt";
const SEGMENT_ENDING = ".ndjson";

/** Names of a folder's files, oldest first; none when there is no such folder. */
export async function segmentNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(SEGMENT_ENDING)).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

async function readSegments(folder: string): Promise<Segment[]> {
  const names = await segmentNames(folder);
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const [{ size }, contents] = await Promise.all([stat(file), readFile(file)]);
      return { name, captures: countLines(contents), bytes: size };
    }),
  );
}

function countLines(contents: Buffer): number {
  let lines = 0;
  for (let at = contents.indexOf(10); at !== -1; at = contents.indexOf(10, at + 1)) lines++;
  return lines;
}

function ignoreExisting(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
}

function ignoreMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
