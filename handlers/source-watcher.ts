import type { BigIntStats } from "node:fs";
import { dirname, join, sep } from "node:path";
import { FSWatcher } from "chokidar";
import type { Cancel, Clock } from "../runtime/core/clock.ts";
import { readStats, statsOf } from "./file-stats.ts";

/** Quiet after the last event before files are read: without it 44 of 60 reads saw a truncated file. */
const QUIET_MS = 5;

/** More than chokidar needs to set a watch on a folder. */
const SETTING_UP_MS = 150;

export interface Change {
  readonly files: ReadonlySet<string>;
  /** The first event's instant, by the clock's `monotonicMs`. */
  readonly noticedAtMs: number;
}

export interface SourceWatcherOptions {
  readonly clock: Clock;
  readonly onChange: (change: Change) => void;
  /** The machine refuses to watch (too many watches, for example). */
  readonly onError: (error: unknown) => void;
}

/**
 * Watches exactly the given files, existing or not, never a tree; a folder among them for what appears in it and goes away.
 *
 * chokidar holds one watch on each file's folder (names outside the set are ignored): a watch on the file alone would lose it when an
 * editor saves by renaming a new file over it, or when it is deleted and made again.
 */
export class SourceWatcher {
  readonly #options: SourceWatcherOptions;
  #watcher: FSWatcher;
  /** What each wanted path looked like when it was last told about. */
  readonly #seen = new Map<string, string>();
  /**
   * The watched folders by inode: one that was deleted and made again needs a new watch.
   * They are never given up, because chokidar's `unwatch` ignores everything below a folder from then on.
   */
  readonly #folders = new Map<string, bigint>();
  readonly #touched = new Set<string>();
  readonly #verifications = new Set<Cancel>();
  #noticedAtMs = 0;
  #cancelQuiet: Cancel | undefined;
  #flushing = 0;
  #closed = false;

  constructor(options: SourceWatcherOptions) {
    this.#options = options;
    this.#watcher = this.#open();
  }

  /** Whether events wait for their quiet, or are being looked at. */
  get busy(): boolean {
    return this.#cancelQuiet !== undefined || this.#flushing > 0;
  }

  /**
   * Replaces the set of files.
   *
   * @param sinceNs the file system's time when the caller began to read: a new file in the set that changed later is told about at once
   */
  watch(files: Iterable<string>, sinceNs?: bigint): void {
    if (this.#closed) return;
    const wanted = new Set([...files].map(firstMissing));
    for (const path of this.#seen.keys()) if (!wanted.has(path)) this.#seen.delete(path);
    const added = [...wanted].filter((path) => !this.#seen.has(path));
    for (const path of added) this.#remember(path, sinceNs);
    const { fresh, replaced } = this.#updateFolders(new Set([...wanted].map((path) => dirname(path))));
    if (replaced || fresh.length > 0) this.#verifyLater(replaced ? this.#folders.keys() : fresh);
    if (replaced) {
      void this.#watcher.close();
      this.#watcher = this.#open();
      this.#watcher.add([...this.#folders.keys(), ...this.#present(wanted)]);
      return;
    }
    const paths = [...fresh, ...this.#present(added)];
    if (paths.length > 0) this.#watcher.add(paths);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelQuiet?.();
    this.#cancelQuiet = undefined;
    for (const cancel of this.#verifications) cancel();
    await this.#watcher.close();
  }

  #open(): FSWatcher {
    const watcher = new FSWatcher({
      depth: 0,
      // chokidar's own atomic-save logic holds an unlink back for 100 ms; signatures tell the same sooner.
      atomic: false,
      ignored: (path) => !this.#folders.has(path) && !this.#seen.has(path),
    });
    watcher.on("all", (_event, path) => this.#notice(path));
    // The raw events, because "change" is dropped for 50 ms after a "change": the end of a slow write would be missed.
    watcher.on("raw", (_event, name, details) => this.#noticeRaw(name, details));
    watcher.on("error", (error) => this.#options.onError(error));
    return watcher;
  }

  /** Which folders are new, and whether one that was watched has been made again. */
  #updateFolders(wanted: ReadonlySet<string>): { fresh: string[]; replaced: boolean } {
    const fresh: string[] = [];
    let replaced = false;
    for (const folder of wanted) {
      const inode = statsOf(folder)?.ino ?? 0n;
      const known = this.#folders.get(folder);
      if (known === undefined) fresh.push(folder);
      else if (known !== inode) replaced = true;
      this.#folders.set(folder, inode);
    }
    return { fresh, replaced };
  }

  /** Looks once more when the new watches are surely set: what changed while they were being set caused no event. */
  #verifyLater(folders: Iterable<string>): void {
    const added = new Set(folders);
    const cancel = this.#options.clock.schedule(SETTING_UP_MS, () => {
      this.#verifications.delete(cancel);
      for (const path of this.#seen.keys()) if (added.has(dirname(path))) this.#notice(path);
    });
    this.#verifications.add(cancel);
  }

  /** A path that does not exist is noticed through its folder. */
  #present(paths: Iterable<string>): string[] {
    return [...paths].filter((path) => this.#seen.get(path) !== ABSENT);
  }

  #remember(path: string, sinceNs: bigint | undefined): void {
    const stats = statsOf(path);
    const changedSince = stats !== undefined && sinceNs !== undefined && stats.isFile() && stats.mtimeNs > sinceNs;
    this.#seen.set(path, changedSince ? "unknown" : signatureOf(stats));
    if (changedSince) this.#notice(path);
  }

  #noticeRaw(name: unknown, details: unknown): void {
    const watchedPath = (details as { watchedPath?: unknown }).watchedPath;
    if (typeof watchedPath !== "string") return;
    this.#notice(watchedPath);
    if (typeof name === "string") this.#notice(join(watchedPath, name));
  }

  #notice(path: string): void {
    if (!this.#seen.has(path) || this.#closed) return;
    if (this.#touched.size === 0) this.#noticedAtMs = this.#options.clock.monotonicMs();
    this.#touched.add(path);
    this.#cancelQuiet?.();
    this.#cancelQuiet = this.#options.clock.schedule(QUIET_MS, () => {
      this.#cancelQuiet = undefined;
      void this.#flush();
    });
  }

  /** One save causes several events, and some come late: only a path that looks different from before is a change. */
  async #flush(): Promise<void> {
    const paths = [...this.#touched];
    const noticedAtMs = this.#noticedAtMs;
    this.#touched.clear();
    this.#flushing++;
    const signatures = await Promise.all(paths.map(async (path) => signatureOf(await readStats(path))));
    this.#flushing--;
    const changed = paths.filter((path, index) => this.#seen.has(path) && this.#seen.get(path) !== signatures[index]);
    paths.forEach((path, index) => {
      if (this.#seen.has(path)) this.#seen.set(path, signatures[index] ?? ABSENT);
    });
    if (changed.length > 0 && !this.#closed) this.#options.onChange({ files: new Set(changed), noticedAtMs });
  }
}

const ABSENT = "absent";

function signatureOf(stats: BigIntStats | undefined): string {
  if (stats === undefined) return ABSENT;
  // A folder's time changes when something appears in it or goes away.
  return `${stats.ino} ${stats.isDirectory() ? "folder" : stats.size} ${stats.mtimeNs}`;
}

/** The path itself where its folder exists, else the topmost missing folder on the way to it. */
function firstMissing(path: string): string {
  const folder = dirname(path);
  if (folder === path || statsOf(folder)?.isDirectory() === true) return path;
  return firstMissing(folder);
}

/** Whether a change of `changed` matters to who watches `path`: it is the same, or a missing folder on the way to it. */
export function concerns(path: string, changed: string): boolean {
  return path === changed || path.startsWith(changed + sep);
}
