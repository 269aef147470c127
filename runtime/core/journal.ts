import type { Clock } from "./clock.ts";
import type { Fact } from "./facts.ts";

declare const factId: unique symbol;

/** A fact's place in the journal, counting from 1. Only the journal makes one. */
export type FactId = number & { readonly [factId]: true };

/** A fact with its place, its instant and the fact that led to it. */
export type JournalEntry = Fact & {
  readonly id: FactId;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly causeId: FactId | undefined;
};

export type JournalListener = (entry: JournalEntry) => void;

/** How many of the newest entries are kept for questions; older ones have been heard by the listeners and are let go. */
const DEFAULT_CAPACITY = 20_000;

/**
 * The truth about what happened: every hop records one fact here with the fact that caused it,
 * so that the life of a message is one tree. Log lines, capture and the test kit read nothing else.
 *
 * Listeners are called synchronously and in order; one that throws does not disturb the recording part.
 *
 * @example
 * const journal = new Journal(systemClock);
 * journal.subscribe((entry) => console.log(entry.id, entry.kind));
 * const id = journal.record({ kind: "sqs.queueCreated", queueArn });
 */
export class Journal {
  readonly #clock: Clock;
  readonly #capacity: number;
  readonly #listeners = new Set<JournalListener>();
  readonly #entries: JournalEntry[] = [];
  readonly #traces = new Map<string, FactId>();
  #recorded = 0;

  constructor(clock: Clock, options: { readonly capacity?: number } = {}) {
    this.#clock = clock;
    this.#capacity = options.capacity ?? DEFAULT_CAPACITY;
  }

  /** @param at epoch milliseconds, when the fact became true earlier than it was noticed (a visibility timeout seen late) */
  record(fact: Fact, causeId?: FactId, at: number = this.#clock.now()): FactId {
    // Not `{ ...fact, id, at, causeId }`: members after a spread cost 3 microseconds a fact, which is more than sending a message.
    return this.append((id) => Object.assign({ id, at, causeId }, fact));
  }

  /** As `record`, for facts of which there are many: `makeEntry` writes the entry down in one piece, which costs a fifth. */
  append(makeEntry: (id: FactId) => JournalEntry): FactId {
    const id = ++this.#recorded as FactId;
    const entry = makeEntry(id);
    this.#entries[(id - 1) % this.#capacity] = entry;
    for (const listener of this.#listeners) notify(listener, entry);
    return id;
  }

  /** Calls `listener` for every fact from now on; the returned function ends that. */
  subscribe(listener: JournalListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** The entry, when it is still kept. */
  get(id: FactId): JournalEntry | undefined {
    const entry = this.#entries[(id - 1) % this.#capacity];
    return entry?.id === id ? entry : undefined;
  }

  /** The kept entries, oldest first. */
  entries(): JournalEntry[] {
    const oldest = this.#recorded > this.#capacity ? this.#recorded % this.#capacity : 0;
    return [...this.#entries.slice(oldest), ...this.#entries.slice(0, oldest)];
  }

  /**
   * Remembers that calls which carry this trace root come from `id`: a handler's AWS SDK sends its invocation's
   * `x-amzn-trace-id` with every call, which joins what it does to the invocation without any code of the user's.
   *
   * @param traceHeader `Root=1-...;Parent=...;Sampled=...`
   */
  linkTrace(traceHeader: string, id: FactId): void {
    const { root, segment } = keysOf(traceHeader);
    // An invocation that joins its caller's trace has the caller's root, which stays the caller's, and a segment of its own.
    if (root !== undefined && !this.#traces.has(root)) this.#link(root, id);
    if (segment !== undefined) this.#link(segment, id);
  }

  /** The fact that the sender of this trace header is, when known. */
  causeOfTrace(traceHeader: string | undefined): FactId | undefined {
    if (traceHeader === undefined) return undefined;
    const { root, segment } = keysOf(traceHeader);
    return this.#traces.get(segment ?? "") ?? this.#traces.get(root ?? "");
  }

  #link(key: string, id: FactId): void {
    this.#traces.set(key, id);
    if (this.#traces.size > this.#capacity) {
      for (const oldest of this.#traces.keys()) {
        this.#traces.delete(oldest);
        break;
      }
    }
  }
}

/** Of a trace as a whole, and of one segment of it. */
function keysOf(traceHeader: string): { readonly root: string | undefined; readonly segment: string | undefined } {
  const root = /(?:^|;)\s*Root=([^;]+)/.exec(traceHeader)?.[1];
  const parent = /(?:^|;)\s*Parent=([^;]+)/.exec(traceHeader)?.[1];
  return { root, segment: root === undefined || parent === undefined ? undefined : `${root};${parent}` };
}

function notify(listener: JournalListener, entry: JournalEntry): void {
  try {
    listener(entry);
  } catch (error) {
    // A listener is a view of the truth; a broken view must not change what is true.
    console.error("A journal listener failed:", error);
  }
}
