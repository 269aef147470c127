import type { Fact } from "../../../runtime/core/facts.ts";
import type { Journal, JournalEntry } from "../../../runtime/core/journal.ts";

type EntryOf<Kind extends Fact["kind"]> = Extract<JournalEntry, { readonly kind: Kind }>;

/** Resolves with the next fact of this kind from now on. */
export function nextFact<Kind extends Fact["kind"]>(
  journal: Journal,
  kind: Kind,
  where: (entry: EntryOf<Kind>) => boolean = () => true,
): Promise<EntryOf<Kind>> {
  return new Promise((resolve) => {
    const unsubscribe = journal.subscribe((entry) => {
      if (entry.kind !== kind || !where(entry as EntryOf<Kind>)) return;
      unsubscribe();
      resolve(entry as EntryOf<Kind>);
    });
  });
}

/** The facts of this kind so far, oldest first. */
export function factsOf<Kind extends Fact["kind"]>(journal: Journal, kind: Kind): EntryOf<Kind>[] {
  return journal.entries().filter((entry): entry is EntryOf<Kind> => entry.kind === kind);
}
