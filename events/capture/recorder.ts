import type { Clock } from "../../runtime/core/clock.ts";
import type { InvocationTap, InvocationWatch, TappedRequest } from "../../runtime/core/invocation-tap.ts";
import type { FactId, Journal, JournalEntry } from "../../runtime/core/journal.ts";
import { isoTimestamp } from "../payloads/json-text.ts";
import type { CapturedLog } from "./capture.ts";
import { captureLine } from "./library.ts";
import { type CapturedFunction, type Ended, makeCapture, type SeenInvocation, type Started } from "./make-capture.ts";
import type { Redactor } from "./redact/index.ts";

export interface CaptureRecorderOptions {
  /** What invocations are dated by. */
  readonly clock: Clock;
  /** When a batch is written; the same by default. A clock that stands still writes nothing until `flush`. */
  readonly batchClock?: Clock;
  readonly journal: Journal;
  /** Where lines go; rejects when they cannot be kept. */
  readonly folder: { append(lines: readonly string[]): Promise<void>; abandonCurrent(): void };
  /** Asked once, before the first line is written. */
  readonly redactor: () => Promise<Redactor>;
  /** What is known of a function; asked after the invocation. */
  readonly describe: (functionName: string) => CapturedFunction | undefined;
  readonly seed?: string;
  readonly settings?: Partial<CaptureSettings>;
}

export interface CaptureSettings {
  /** Bytes of one event or result; larger ones are left out, with their size. */
  readonly maxPayloadBytes: number;
  /** Log lines of one capture; the first and the last are kept. */
  readonly maxLogLines: number;
  /** Facts about what one invocation did through AWS's APIs. */
  readonly maxEffects: number;
  /** Captures that wait to be written. When more come, the oldest go, as they would go from the folder, which keeps no more. */
  readonly maxWaiting: number;
}

const DEFAULT_CAPTURE_SETTINGS: CaptureSettings = {
  maxPayloadBytes: 1024 * 1024,
  maxLogLines: 1000,
  maxEffects: 200,
  maxWaiting: 1000,
};

/** Captures are written in batches: a handler's last lines and facts come after its answer. */
const BATCH_MS = 100;
/** How long one turn of the event loop is used at most for writing captures down; invocations come in between. */
const TURN_MS = 2;
/** Between two such turns, so that a flood of invocations has nine tenths of the time. */
const BREAK_MS = 18;
/** How many are written down at a time: those that have waited meanwhile may be too many to be kept. */
const LINES_AT_A_TIME = 50;
/** How many a stop still writes: the newest. */
const LAST_LINES = 50;
/** Of the chain of causes. */
const LONGEST_CHAIN = 30;

interface Open {
  readonly startedId: FactId;
  readonly started: Started;
  ended: Ended | undefined;
  /** Its outcome is known: a retry of the same request is another one. */
  isOver: boolean;
  readonly logs: CapturedLog[];
  readonly effects: JournalEntry[];
  skippedLogs: number;
  skippedEffects: number;
}

interface Waiting {
  readonly request: TappedRequest;
  readonly startedAt: number;
  readonly streamed: readonly Uint8Array[];
  readonly end: SeenInvocation["end"];
  readonly open: Open | undefined;
  readonly ended: Ended | undefined;
}

/**
 * Keeps every invocation: its payload from the tap, all else from the journal. On an invocation's way nothing is done but to remember; the
 * rest is done in batches between invocations.
 *
 * @example
 * const recorder = new CaptureRecorder({ clock, journal, folder, redactor, describe });
 * const invoke = tapped(host.invoke, recorder, report);
 */
export class CaptureRecorder implements InvocationTap {
  readonly #options: CaptureRecorderOptions;
  readonly #batchClock: Clock;
  readonly #settings: CaptureSettings;
  readonly #openByRequest = new Map<string, Open>();
  readonly #openByFact = new Map<FactId, Open>();
  readonly #ends = new Map<string, Ended>();
  readonly #unsubscribe: () => void;
  #waiting: Waiting[] = [];
  #lost = 0;
  #isWarned = false;
  /** Somebody waits for all to be written: no breaks. */
  #isHurried = false;
  #cancelBatch: (() => void) | undefined;
  #writing: Promise<void> = Promise.resolve();
  #redactor: Promise<Redactor> | undefined;

  constructor(options: CaptureRecorderOptions) {
    this.#options = options;
    this.#batchClock = options.batchClock ?? options.clock;
    this.#settings = { ...DEFAULT_CAPTURE_SETTINGS, ...options.settings };
    this.#unsubscribe = options.journal.subscribe((entry) => this.#saw(entry));
  }

  started(request: TappedRequest): InvocationWatch {
    const startedAt = this.#options.clock.now();
    const streamed: Uint8Array[] = [];
    let streamedBytes = 0;
    return {
      wrote: (chunk) => {
        streamedBytes += chunk.length;
        // Copied: the runtime may use the bytes again.
        if (streamedBytes <= this.#settings.maxPayloadBytes) streamed.push(Uint8Array.from(chunk));
      },
      ended: (end) => {
        const open = this.#takeOpen(end.requestId);
        const ended = this.#ends.get(end.requestId);
        this.#ends.delete(end.requestId);
        this.#wait({ request, startedAt, streamed, end, open, ended });
      },
      refused: (error) =>
        this.#wait({
          request,
          startedAt,
          streamed,
          end: { kind: "refused", error },
          open: undefined,
          ended: undefined,
        }),
    };
  }

  /** Resolves when everything that has ended by now is written, or lost. */
  async flush(): Promise<void> {
    this.#cancelBatch?.();
    this.#cancelBatch = undefined;
    this.#isHurried = true;
    await this.#write();
    this.#isHurried = false;
  }

  /** Writes the newest of what waits, and hears of nothing more. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#waiting = this.#waiting.slice(-LAST_LINES);
    await this.flush();
  }

  #write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeAll());
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.#writeSome();
  }

  #saw(entry: JournalEntry): void {
    if (entry.kind === "lambda.invocationStarted") this.#opened(entry);
    else if (entry.kind === "lambda.logged") this.#logged(entry);
    else if (entry.kind === "lambda.invocationEnded") this.#sawEnd(entry);
    else if (entry.causeId !== undefined) this.#sawEffect(entry, entry.causeId);
  }

  #opened(entry: Extract<JournalEntry, { kind: "lambda.invocationStarted" }>): void {
    const open: Open = {
      startedId: entry.id,
      started: entry,
      ended: undefined,
      isOver: false,
      logs: [],
      effects: [],
      skippedLogs: 0,
      skippedEffects: 0,
    };
    forgetOldest(this.#openByRequest);
    forgetOldest(this.#openByFact);
    this.#openByRequest.set(entry.requestId, open);
    this.#openByFact.set(entry.id, open);
  }

  #logged({ requestId, source, line }: Extract<JournalEntry, { kind: "lambda.logged" }>): void {
    const open = requestId === undefined ? undefined : this.#openByRequest.get(requestId);
    if (open === undefined) return;
    if (open.logs.length >= this.#settings.maxLogLines) {
      open.logs.splice(Math.floor(open.logs.length / 2), 1);
      open.skippedLogs++;
    }
    open.logs.push({ source, line: line.trimEnd() });
  }

  /** It stays findable for END and REPORT, which come after the answer. */
  #takeOpen(requestId: string): Open | undefined {
    const open = this.#openByRequest.get(requestId);
    if (open === undefined || open.isOver) return undefined;
    open.isOver = true;
    return open;
  }

  #sawEnd(entry: Extract<JournalEntry, { kind: "lambda.invocationEnded" }>): void {
    const open = this.#openByRequest.get(entry.requestId);
    if (open !== undefined && !open.isOver) {
      open.ended = entry;
      return;
    }
    forgetOldest(this.#ends);
    this.#ends.set(entry.requestId, entry);
  }

  #sawEffect(entry: JournalEntry, causeId: FactId): void {
    const open = this.#openByFact.get(causeId);
    if (open === undefined || entry.kind.startsWith("lambda.") || entry.kind.startsWith("esm.")) return;
    if (open.effects.length < this.#settings.maxEffects) open.effects.push(entry);
    else open.skippedEffects++;
  }

  #wait(waiting: Waiting): void {
    this.#waiting.push(waiting);
    if (this.#waiting.length > this.#settings.maxWaiting) this.#waiting.shift();
    this.#cancelBatch ??= this.#batchClock.schedule(BATCH_MS, () => {
      this.#cancelBatch = undefined;
      void this.#write();
    });
  }

  async #writeSome(): Promise<void> {
    const batch = this.#waiting.splice(0, LINES_AT_A_TIME);
    try {
      const lines = await this.#linesOf(batch);
      await this.#options.folder.append(lines);
      this.#isWarned = false;
    } catch (error) {
      this.#options.folder.abandonCurrent();
      this.#lost += batch.length;
      this.#warn(error instanceof Error ? error.message : String(error));
    }
  }

  /** Once, until it works again: a full disk is one problem, not one per invocation. */
  #warn(reason: string): void {
    if (this.#isWarned) return;
    this.#isWarned = true;
    this.#options.journal.record({ kind: "capture.failed", reason, lost: this.#lost });
    this.#lost = 0;
  }

  async #linesOf(batch: readonly Waiting[]): Promise<string[]> {
    this.#redactor ??= this.#options.redactor();
    const redactor = await this.#redactor.catch((error: unknown) => {
      this.#redactor = undefined;
      throw error;
    });
    const clock = this.#batchClock;
    const lines: string[] = [];
    let turnStartedMs = clock.monotonicMs();
    for (const waiting of batch) {
      lines.push(redactor.text(this.#lineOf(waiting)));
      if (clock.monotonicMs() - turnStartedMs < TURN_MS) continue;
      await this.#break();
      turnStartedMs = clock.monotonicMs();
    }
    return lines;
  }

  async #break(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.#isHurried) setImmediate(resolve);
      else this.#batchClock.schedule(BREAK_MS, resolve);
    });
  }

  #lineOf({ request, startedAt, streamed, end, open, ended }: Waiting): string {
    const { describe, seed } = this.#options;
    if (open !== undefined) this.#forget(open);
    const seen: SeenInvocation = {
      request,
      startedAt,
      end,
      streamed,
      started: open?.started,
      ended: open?.ended ?? ended,
      logs: open?.logs ?? [],
      causes: this.#chainOf(request.causeId),
      effects: open?.effects ?? [],
      omitted: open === undefined ? [] : omissions(open),
    };
    const { maxPayloadBytes } = this.#settings;
    return captureLine(makeCapture(seen, { seed, describe, toIso: isoTimestamp, maxPayloadBytes }));
  }

  #forget(open: Open): void {
    const { requestId } = open.started;
    this.#openByFact.delete(open.startedId);
    if (this.#openByRequest.get(requestId) === open) this.#openByRequest.delete(requestId);
  }

  #chainOf(causeId: FactId | undefined): JournalEntry[] {
    const chain: JournalEntry[] = [];
    let next = causeId;
    while (next !== undefined && chain.length < LONGEST_CHAIN) {
      const entry = this.#options.journal.get(next);
      if (entry === undefined) break;
      chain.unshift(entry);
      next = entry.causeId;
    }
    return chain;
  }
}

function omissions({ skippedLogs, skippedEffects }: Open): string[] {
  return [
    ...(skippedLogs > 0 ? [`${skippedLogs} log lines in the middle`] : []),
    ...(skippedEffects > 0 ? [`${skippedEffects} later effects`] : []),
  ];
}

/** Invocations that no tap tells the end of must not pile up. */
const MOST_OPEN = 10_000;

function forgetOldest<Key>(map: Map<Key, unknown>): void {
  if (map.size < MOST_OPEN) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
