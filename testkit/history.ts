import { isDeepStrictEqual } from "node:util";
import type { HandlerResult, InlineLog, InlineWatch } from "../app/in-process.ts";
import { systemClock } from "../runtime/core/clock.ts";
import type { JournalEntry } from "../runtime/core/journal.ts";

/** Something that was done to a runtime from outside, handlers included, and how many facts there were before. */
export interface Step<Target> {
  readonly facts: number;
  readonly act: (target: Target) => void;
}

/** All that led to a state. Everything else follows from it, because ids come from a seed and time is moved. */
export interface Snapshot<Target> {
  readonly steps: readonly Step<Target>[];
  readonly facts: readonly JournalEntry[];
}

/** A handler that is played: it prints and ends when the steps say so. */
interface Played {
  readonly log: InlineLog;
  readonly end: (result: HandlerResult) => void;
}

/** Writes down what is done to a runtime, so that it can be done again. */
export class History<Target extends { readonly history: History<Target> }> {
  readonly steps: Step<Target>[] = [];
  readonly #facts: () => number;
  readonly #played = new Map<number, Played>();
  #invocations = 0;
  #isPlaying: boolean;

  /** @param isPlaying handlers do not run, until `live` is called */
  constructor(facts: () => number, isPlaying: boolean) {
    this.#facts = facts;
    this.#isPlaying = isPlaying;
  }

  note(act: (target: Target) => void): void {
    this.steps.push({ facts: this.#facts(), act });
  }

  /** @param facts how many there were before */
  noteLook(facts: number, act: (target: Target) => void): void {
    this.steps.push({ facts, act });
  }

  /** Handlers run from now on. */
  live(): void {
    this.#isPlaying = false;
  }

  /** Of the next invocation that runs a handler. */
  watch(): InlineWatch {
    const nth = this.#invocations++;
    const played = (log: InlineLog): Promise<HandlerResult> =>
      new Promise((resolve) => {
        this.#played.set(nth, { log, end: resolve });
      });
    if (this.#isPlaying) return { printed: () => {}, ended: (result) => result, played };
    return {
      printed: (source, line) => this.note(({ history }) => history.#played.get(nth)?.log(source, line)),
      ended: (result) => {
        this.note(({ history }) => history.#played.get(nth)?.end(result));
        return result;
      },
    };
  }
}

/** In real time: what must come takes no longer, a signature or a build included, or it does not come. */
const PATIENCE_MS = 5000;
const MICROTASKS_PER_TURN = 32;

/** Resolves when there are so many facts; looks as often as it can, so that a step comes between the same two facts as at first. */
export async function reached(facts: readonly JournalEntry[], count: number): Promise<void> {
  const until = systemClock.monotonicMs() + PATIENCE_MS;
  for (let turn = 0; facts.length < count; turn++) {
    if (turn % MICROTASKS_PER_TURN !== 0) await Promise.resolve();
    else if (systemClock.monotonicMs() > until) return;
    else await new Promise((resolve) => setImmediate(resolve));
  }
}

/** @throws {Error} when what happened is not what happened at first */
export function mustBeSame(actual: readonly JournalEntry[], expected: readonly JournalEntry[]): void {
  const at = expected.findIndex((fact, index) => !isDeepStrictEqual(fact, actual[index]));
  if (at === -1 && actual.length === expected.length) return;
  const [before, now] = [expected[at], actual[at === -1 ? expected.length : at]];
  throw new Error(
    `The snapshot cannot be restored exactly: what it came from depends on something outside of the runtime. Fact ${at + 1} was ${JSON.stringify(before)}, now it is ${JSON.stringify(now)}.`,
  );
}
