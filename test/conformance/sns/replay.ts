import type { SnsCaller } from "./sns-caller.ts";

export type Steps = Readonly<Record<string, unknown>>;

/** A recorded test, done again: gives the answers under the recording's names. Steps about a queue are `aws.received()`. */
export type Replay = (aws: SnsCaller, variant: string) => Promise<Steps>;
export type Replays = Readonly<Record<string, Replay>>;
