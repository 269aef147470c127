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
  const root = index.rootOf(subject.entry);
  const messages = messagesOf(index.descendantsOf(root));
  if (subject.kind === "message") messages.add(subject.id);
  const tree = new Tree(index, { messages, rootAt: root.at, timeOf });
  return { subject, root: tree.node(root) };
}

/** The messages that came of the root: a batch has others beside them, of which it tells too. */
function messagesOf(entries: readonly JournalEntry[]): Set<string> {
  return new Set(entries.flatMap((entry) => (isOfKind(entry, "sqs.messageSent") ? entry.messageId : [])));
}

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

  constructor(index: FactIndex, options: TreeOptions) {
    this.#index = index;
    this.#options = options;
  }

  node(entry: JournalEntry): TraceNode {
    const { rootAt, timeOf } = this.#options;
    this.#shown.add(entry.id);
    const children = this.#index
      .effectsOf(entry.id)
      .filter((effect) => this.#belongs(effect))
      .flatMap((effect) => (this.#shown.has(effect.id) ? [] : this.node(effect)));
    return { entry, offsetMs: entry.at - rootAt, ...describe(entry, { index: this.#index, timeOf }), children };
  }

  #belongs(entry: JournalEntry): boolean {
    if (UNTOLD.has(entry.kind)) return false;
    if (!OF_MESSAGES.has(entry.kind) || !("messageId" in entry)) return true;
    return this.#options.messages.has(entry.messageId);
  }
}

/** What other facts say better, or what is no part of a life. */
const UNTOLD: ReadonlySet<JournalEntry["kind"]> = new Set([
  "lambda.logged",
  "lambda.environmentStopped",
  "esm.stateChanged",
] as const);

/** Facts that a shared batch may have about messages of other lives. */
const OF_MESSAGES: ReadonlySet<JournalEntry["kind"]> = new Set([
  "sqs.messageDeleted",
  "sqs.messageReturned",
  "sqs.messageMovedToDeadLetterQueue",
  "esm.messageNeverHandled",
] as const);
