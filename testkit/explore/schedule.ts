import type * as FastCheck from "fast-check";

/** What may go wrong with an invocation on AWS, too. */
export const FAULT_KINDS = [
  "duplicate",
  "lostAcknowledgement",
  "timeout",
  "crash",
  "throttle",
  "delay",
  "reorder",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Which invocation of the run, counting from 0. */
  readonly at: number;
  /** What it means depends on the kind: records that were done, seconds, which record. */
  readonly amount: number;
}

/** Everything that is left to chance in a run. */
export interface Schedule {
  readonly faults: readonly Fault[];
  /** Of several handlers that wait at a `pause`, which one goes on; 0, the one that waits longest, when there are no more. */
  readonly choices: readonly number[];
}

export const NO_FAULTS: Schedule = { faults: [], choices: [] };

const MOST_FAULTS = 3;
const LAST_INVOCATION = 5;
const LARGEST_AMOUNT = 9;
const MOST_CHOICES = 16;

/** Schedules that shrink to fewer, earlier and smaller faults. */
export function schedules(fc: typeof FastCheck, kinds: readonly FaultKind[]): FastCheck.Arbitrary<Schedule> {
  const fault = fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat(LAST_INVOCATION),
    amount: fc.nat(LARGEST_AMOUNT),
  });
  return fc.record({
    faults: kinds.length === 0 ? fc.constant([]) : fc.array(fault, { maxLength: MOST_FAULTS }),
    choices: fc.array(fc.nat(LARGEST_AMOUNT), { maxLength: MOST_CHOICES }),
  });
}

/** These come first: no fault at all, then each alone, then other orders alone. What they find is the shortest there is. */
export function simplest(kinds: readonly FaultKind[]): Schedule[] {
  const alone = [0, 1].flatMap((at) =>
    kinds.flatMap((kind) => [0, 1].map((amount): Schedule => ({ faults: [{ kind, at, amount }], choices: [] }))),
  );
  const orders = [[1], [0, 1], [1, 1], [0, 0, 1]].map((choices): Schedule => ({ faults: [], choices }));
  return [NO_FAULTS, ...alone, ...orders];
}

const SECONDS_PER_AMOUNT = 5;

/** How long a delay of this amount is. */
export function delaySeconds(amount: number): number {
  return (amount + 1) * SECONDS_PER_AMOUNT;
}

/** The schedule in words, a line each. */
export function describe({ faults, choices }: Schedule): string[] {
  const order = choices.findLastIndex((choice) => choice !== 0);
  return [
    ...faults.map((fault) => `invocation ${fault.at + 1}: ${wordsOf(fault)}`),
    ...(order === -1
      ? []
      : [
          `of the handlers that wait at a pause, these go on: ${choices.slice(0, order + 1).join(", ")} (0 waits longest)`,
        ]),
  ];
}

function wordsOf({ kind, amount }: Fault): string {
  const words: Readonly<Record<FaultKind, string>> = {
    duplicate: `one of its messages is delivered a second time meanwhile (record ${amount + 1} of the batch, or its last)`,
    lostAcknowledgement: "the handler returns, but its messages are not deleted",
    timeout: "the handler does everything, but does not return before its timeout",
    crash: `its process ends when ${amount} of its records are done`,
    throttle: "there is no concurrency left for it at first",
    delay: `it begins ${delaySeconds(amount)} seconds late`,
    reorder: "the records of its batch come in reverse order",
  };
  return words[kind];
}
