import type { Cancel, Clock } from "../../../runtime/core/clock.ts";
import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { layOut, nameOf } from "./layout.ts";
import { renderEntry } from "./render-entry.ts";
import type { RenderState } from "./render-state.ts";

/** What is said of so many messages at once; facts of other kinds always have their own lines. */
const FOLDED = {
  "sns.messagePublished": "published",
  "sqs.messageSent": "sent",
  "sqs.messageReceived": "received",
  "sqs.messageVisibilityChanged": "hidden",
  "sqs.messageReturned": "visible again",
  "sqs.messageDeleted": "deleted",
} as const;

type Folded = Extract<JournalEntry, { kind: keyof typeof FOLDED }>;
type Tally = Partial<Record<Folded["kind"], number>>;

/** Lines about messages in one second; more pass faster than anybody reads. */
const READABLE_LINES = 200;
const SECOND_MS = 1000;

/**
 * Renders facts as lines, and a flood of lines about messages as one line a second for each queue and topic: whoever runs a load
 * test wants to see that it runs, and the one error among a hundred thousand messages.
 *
 * Folding ends with the first second that has few enough.
 */
export class FloodGate {
  readonly #clock: Clock;
  readonly #state: RenderState;
  readonly #write: (text: string) => void;
  readonly #tallies = new Map<string, Tally>();
  #second = 0;
  #linesInSecond = 0;
  #isFlood = false;
  #cancel: Cancel | undefined;

  constructor(clock: Clock, state: RenderState, write: (text: string) => void) {
    this.#clock = clock;
    this.#state = state;
    this.#write = write;
  }

  take(entry: JournalEntry): void {
    const second = Math.floor(entry.at / SECOND_MS);
    if (second > this.#second) this.#begin(second);
    if (isFolded(entry) && !this.#isToldByBatch(entry)) {
      this.#linesInSecond += 1;
      if (this.#linesInSecond === READABLE_LINES + 1 && !this.#isFlood) this.#announce(entry.at);
      if (this.#isFlood) return this.#count(entry);
    }
    const text = renderEntry(entry, this.#state);
    if (text !== undefined) this.#write(text);
  }

  /** Writes what was counted so far, now: before the process ends. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const at = (this.#second + 1) * SECOND_MS - 1;
    for (const [arn, tally] of this.#tallies) {
      this.#write(
        layOut({ at, name: nameOf(arn), verb: "busy", format: "magenta", detail: summaryOf(tally) }, this.#state),
      );
    }
    this.#tallies.clear();
  }

  #begin(second: number): void {
    this.flush();
    const isNext = second === this.#second + 1;
    this.#isFlood &&= isNext && this.#linesInSecond > READABLE_LINES;
    this.#second = second;
    this.#linesInSecond = 0;
  }

  #announce(at: number): void {
    this.#isFlood = true;
    const detail = "one line a second for each queue until there are fewer messages (--json tells all)";
    this.#write(layOut({ at, name: "lambdaloop", verb: "busy", format: "magenta", detail }, this.#state));
  }

  #count(entry: Folded): void {
    const { kind } = entry;
    if (kind === "sqs.messageDeleted") this.#state.received.delete(entry.messageId);
    const arn = kind === "sns.messagePublished" ? entry.target : entry.queueArn;
    let tally = this.#tallies.get(arn);
    if (tally === undefined) {
      tally = {};
      this.#tallies.set(arn, tally);
      // The last second of a flood has no later fact that would end it.
      this.#cancel ??= this.#clock.schedule((this.#second + 1) * SECOND_MS - this.#clock.now(), () => this.flush());
    }
    tally[kind] = (tally[kind] ?? 0) + 1;
  }

  /** A mapping's receives and deletes have no lines of their own. */
  #isToldByBatch(entry: Folded): boolean {
    if (entry.kind === "sqs.messageReceived") return this.#state.mappings.has(entry.receiver);
    return entry.kind === "sqs.messageDeleted" && this.#state.mappings.has(entry.by);
  }
}

function isFolded(entry: JournalEntry): entry is Folded {
  return entry.kind in FOLDED;
}

function summaryOf(tally: Tally): string {
  const counts = Object.entries(FOLDED).flatMap(([kind, word]) => {
    const count = tally[kind as Folded["kind"]];
    return count === undefined ? [] : `${grouped(count)} ${word}`;
  });
  return `${counts.join(", ")} in this second`;
}

/** `12,345`; the first use of `toLocaleString` would stop the process for tens of milliseconds. */
function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}
