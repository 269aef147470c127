/** Captured events run again: the comparison of two runs, and messages that are received once more. */
export { type ComparableRun, comparableRun, compareRuns, type Comparison } from "./compare.ts";
export type { Difference } from "./differences.ts";
export { redeliver, type Settlement, sqsEventOf } from "./redeliver.ts";
