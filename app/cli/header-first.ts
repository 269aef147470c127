import type { JournalEntry, JournalListener } from "../../runtime/core/journal.ts";

/**
 * Hands on what was found and that the start is over before the facts of the start itself (first builds, test events), so that
 * they stand below the header.
 */
export function headerFirst(take: JournalListener): JournalListener {
  let held: JournalEntry[] | undefined = [];
  return (entry) => {
    if (held === undefined || entry.kind === "config.loaded" || entry.kind === "runtime.stopping") take(entry);
    else if (entry.kind === "runtime.started") {
      const earlier = held;
      held = undefined;
      for (const next of [entry, ...earlier]) take(next);
    } else held.push(entry);
  };
}
