import type { JournalEntry } from "../../runtime/core/journal.ts";
import { outcomeOf, type Outcome } from "./reasons.ts";
import type { Explanations, Subject } from "./subjects.ts";

/** From where it began to the first thing that stopped, waits or is under way; else to where all is done. */
export interface Why {
  readonly path: readonly Subject[];
}

/** From what most wants to be looked at. */
const OUTCOMES: readonly Outcome[] = ["stopped", "waiting", "underWay", "done"];

/** Follows what came of a subject to the first reason why it does not go on. */
export function whyOf(subject: Subject, explanations: Explanations): Why {
  const { index } = explanations;
  const all = subjectsOf(index.descendantsOf(subject.entry), explanations);
  const answers = [subject, ...all.filter(({ id }) => id !== subject.id)];
  for (const outcome of OUTCOMES) {
    const found =
      outcome === "done"
        ? answers.findLast(({ reason }) => outcomeOf(reason) === outcome)
        : answers.find(({ reason }) => outcomeOf(reason) === outcome);
    if (found !== undefined) return { path: pathTo(found, subject, explanations) };
  }
  return { path: [subject] };
}

/** What begins with these facts, each once. */
function subjectsOf(entries: readonly JournalEntry[], explanations: Explanations): Subject[] {
  const subjects = new Map<string, Subject>();
  for (const entry of entries) {
    // A batch's invocation is a part of its messages' lives.
    if (isOfBatch(entry, explanations)) continue;
    const subject = explanations.subjectOf(entry);
    if (subject !== undefined && !subjects.has(subject.id)) subjects.set(subject.id, subject);
  }
  return [...subjects.values()];
}

function isOfBatch(entry: JournalEntry, { index }: Explanations): boolean {
  if (entry.kind !== "lambda.invocationStarted" && entry.kind !== "lambda.invocationEnded") return false;
  const cause = index.get(entry.causeId);
  return cause?.kind === "esm.batchFormed" || cause?.kind === "lambda.invocationStarted";
}

/** The subjects between two, both included: by the causes of the last. */
function pathTo(last: Subject, first: Subject, explanations: Explanations): Subject[] {
  const causes: JournalEntry[] = [];
  let cause: JournalEntry | undefined = last.entry;
  while (cause !== undefined && cause !== first.entry && !causes.includes(cause)) {
    causes.unshift(cause);
    cause = explanations.index.get(cause.causeId);
  }
  const between = subjectsOf(causes, explanations).filter(({ id }) => id !== first.id && id !== last.id);
  return last.id === first.id ? [first] : [first, ...between, last];
}
