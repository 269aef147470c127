import type { FactId, JournalEntry } from "../../runtime/core/journal.ts";

export type EntryOf<Kind extends JournalEntry["kind"]> = Extract<JournalEntry, { kind: Kind }>;

/** What is done with facts of some kinds. */
export type ByKind<Result> = { readonly [Kind in JournalEntry["kind"]]?: (entry: EntryOf<Kind>) => Result };

export function byKind<Result>(table: ByKind<Result>, entry: JournalEntry): Result | undefined {
  const found = table[entry.kind] as ((entry: JournalEntry) => Result) | undefined;
  return found?.(entry);
}

/** The journal's entries with their causes and effects. */
export class FactIndex {
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  readonly #byId = new Map<number, JournalEntry>();
  readonly #effects = new Map<number, JournalEntry[]>();
  readonly #published = new Map<string, EntryOf<"sns.messagePublished">>();
  readonly #pollFailures = new Map<string, EntryOf<"esm.pollFailed">>();

  constructor(entries: readonly JournalEntry[]) {
    this.entries = entries;
    for (const entry of entries) {
      this.#byId.set(entry.id, entry);
      if (entry.kind === "sns.messagePublished") this.#published.set(entry.messageId, entry);
      else if (entry.kind === "esm.pollFailed" && entry.retryAt !== undefined)
        this.#pollFailures.set(entry.uuid, entry);
      for (const causeId of causesOf(entry)) {
        const effects = this.#effects.get(causeId);
        if (effects === undefined) this.#effects.set(causeId, [entry]);
        else effects.push(entry);
      }
    }
  }

  get(id: FactId | number | undefined): JournalEntry | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  published(messageId: string): EntryOf<"sns.messagePublished"> | undefined {
    return this.#published.get(messageId);
  }

  publishedIds(): Iterable<string> {
    return this.#published.keys();
  }

  /** The last time when a mapping could not read its queue. */
  lastPollFailure(uuid: string): EntryOf<"esm.pollFailed"> | undefined {
    return this.#pollFailures.get(uuid);
  }

  /** What came of a fact at once, oldest first. */
  effectsOf(id: number): readonly JournalEntry[] {
    return this.#effects.get(id) ?? [];
  }

  effectOf<Kind extends JournalEntry["kind"]>(id: number, kind: Kind): EntryOf<Kind> | undefined {
    return this.effectsOf(id).find((entry): entry is EntryOf<Kind> => entry.kind === kind);
  }

  /** Everything that came of a fact, itself first, oldest first. */
  descendantsOf(entry: JournalEntry): readonly JournalEntry[] {
    const found = new Set<JournalEntry>([entry]);
    // A set that grows is walked to its end.
    for (const one of found) for (const effect of this.effectsOf(one.id)) found.add(effect);
    return [...found].toSorted((a, b) => a.id - b.id);
  }

  /** The fact from which all began, as far as the journal still has it, and not more than so many causes before. */
  rootOf(entry: JournalEntry, mostCauses: number): JournalEntry {
    let root = entry;
    for (let left = mostCauses; left > 0; left--) {
      const cause = this.get(root.causeId);
      if (cause === undefined) break;
      root = cause;
    }
    return root;
  }
}

/** All causes of a fact: a batch has one for each of its messages. */
function causesOf(entry: JournalEntry): readonly number[] {
  const causes = new Set<number>();
  if (entry.causeId !== undefined) causes.add(entry.causeId);
  if (entry.kind === "esm.batchFormed") for (const id of entry.receivedFactIds ?? []) causes.add(id);
  return [...causes];
}

export function isOfKind<Kind extends JournalEntry["kind"]>(
  entry: JournalEntry | undefined,
  kind: Kind,
): entry is EntryOf<Kind> {
  return entry?.kind === kind;
}
