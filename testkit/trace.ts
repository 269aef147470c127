import type { FactId, JournalEntry } from "../runtime/core/journal.ts";

/** Log lines would drown what happened. */
const LEFT_OUT: ReadonlySet<string> = new Set(["lambda.logged", "http.answered"]);

/** Every fact that names the id, and every fact between that led to one of them or came of it, as lines with their instants. */
export function traceOf(facts: readonly JournalEntry[], id: string): string {
  const named = new Set<FactId>();
  for (const fact of facts) {
    const isCaused = fact.causeId !== undefined && named.has(fact.causeId);
    if (isCaused || names(fact, id)) named.add(fact.id);
  }
  return factLines(facts.filter((fact) => named.has(fact.id)));
}

export function factLines(facts: readonly JournalEntry[]): string {
  return facts
    .filter(({ kind }) => !LEFT_OUT.has(kind))
    .map((fact) => lineOf(fact))
    .join("\n");
}

function names(fact: JournalEntry, id: string): boolean {
  return Object.values(fact).some((value: unknown) => value === id || (Array.isArray(value) && value.includes(id)));
}

/** These say the same again, or only we need them. */
const QUIET_MEMBERS: ReadonlySet<string> = new Set(["id", "at", "causeId", "kind", "receivedFactIds", "environmentId"]);

function lineOf(fact: JournalEntry): string {
  const members = Object.entries(fact)
    .filter(([name, value]) => !QUIET_MEMBERS.has(name) && value !== undefined)
    .map(([name, value]) => `${name}=${shown(name, value)}`);
  return `${new Date(fact.at).toISOString()} ${fact.kind} ${members.join(" ")}`;
}

function shown(name: string, value: unknown): string {
  if (typeof value === "number" && /(At|until|Until)$/.test(name)) return new Date(value).toISOString();
  if (typeof value === "string") return value.startsWith("arn:") ? value.slice(value.lastIndexOf(":") + 1) : value;
  return JSON.stringify(value);
}
