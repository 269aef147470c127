/** Captured events run again: the comparison of two runs, and messages that are received once more. */
export { compareRuns, type ComparedPart, type Comparison } from "./compare.ts";
export type { Difference } from "./differences.ts";
