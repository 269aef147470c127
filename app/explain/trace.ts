import type { JournalEntry } from "../../runtime/core/journal.ts";
import { describe, type Hop } from "./describe.ts";
import { type FactIndex, isOfKind } from "./fact-index.ts";
import type { Explanations, Subject } from "./subjects.ts";

/** One fact of a life, and what came of it. */
export interface TraceNode extends Hop {
  readonly entry: JournalEntry;
  /** Since the root. */
  readonly offsetMs: number;
  readonly children: readonly TraceNode[];
}

export interface Trace {
  readonly subject: Subject;
  readonly root: TraceNode;
}

/** The whole life of a subject, from the fact with which all began. */
export function traceOf(subject: Subject, explanations: Explanations, timeOf: (at: number) => string): Trace {
  const { index } = explanations;
  const root = index.rootOf(subject.entry, DEEPEST / 2);
  const messages = messagesOf(index.descendantsOf(root));
  if (subject.kind === "message") messages.add(subject.id);
  const tree = new Tree(index, { messages, rootAt: root.at, timeOf });
  return { subject, root: tree.node(root) };
}

/** The messages that came of the root: a batch has others beside them, of which it tells too. */
function messagesOf(entries: readonly JournalEntry[]): Set<string> {
  return new Set(entries.flatMap((entry) => (isOfKind(entry, "sqs.messageSent") ? entry.messageId : [])));
}

/** A function that triggers itself makes a tree without end: so deep it is told, the half of it above what was asked for. */
const DEEPEST = 64;
/** More nobody reads. */
const MOST_NODES = 5000;

interface TreeOptions {
  readonly messages: ReadonlySet<string>;
  readonly rootAt: number;
  readonly timeOf: (at: number) => string;
}

class Tree {
  readonly #index: FactIndex;
  readonly #options: TreeOptions;
  /** A batch of several of the tree's messages has its place under the first of them. */
  readonly #shown = new Set<number>();
  #left = MOST_NODES;

  constructor(index: FactIndex, options: TreeOptions) {
    this.#index = index;
    this.#options = options;
  }

  node(entry: JournalEntry, depth = 0): TraceNode {
    const { rootAt, timeOf } = this.#options;
    this.#shown.add(entry.id);
    this.#left -= 1;
    const effects = withFewLogs(this.#index.effectsOf(entry.id).filter((effect) => this.#belongs(effect)));
    const hop = describe(entry, { index: this.#index, timeOf });
    const isCut = effects.length > 0 && depth >= DEEPEST;
    const text = isCut ? `${hop.text}; goes on, ask about a later id` : hop.text;
    const children = isCut ? [] : effects.flatMap((effect) => this.#child(effect, depth));
    return { entry, offsetMs: entry.at - rootAt, ...hop, text, children };
  }

  #child(entry: JournalEntry, depth: number): TraceNode[] {
    return this.#shown.has(entry.id) || this.#left <= 0 ? [] : [this.node(entry, depth + 1)];
  }

  #belongs(entry: JournalEntry): boolean {
    if (UNTOLD.has(entry.kind)) return false;
    if (entry.kind === "lambda.logged") return entry.source !== "platform";
    if (!OF_MESSAGES.has(entry.kind) || !("messageId" in entry)) return true;
    return this.#options.messages.has(entry.messageId);
  }
}

/** What other facts say better, or what is no part of a life. */
const UNTOLD: ReadonlySet<JournalEntry["kind"]> = new Set(["lambda.environmentStopped", "esm.stateChanged"] as const);

/** So many of an invocation's last lines are shown: an error is told at the end. */
const MOST_LOGS = 5;

function withFewLogs(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const logs = entries.filter(({ kind }) => kind === "lambda.logged");
  const left = new Set(logs.slice(0, -MOST_LOGS));
  return left.size === 0 ? entries : entries.filter((entry) => !left.has(entry));
}

/** Facts that a shared batch may have about messages of other lives. */
const OF_MESSAGES: ReadonlySet<JournalEntry["kind"]> = new Set([
  "sqs.messageDeleted",
  "sqs.messageReturned",
  "sqs.messageMovedToDeadLetterQueue",
  "esm.messageNeverHandled",
] as const);
