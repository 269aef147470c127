import type { Answer, LambdaCaller } from "./lambda-caller.ts";

export type Steps = Readonly<Record<string, unknown>>;

/** A recorded test, done again: gives the answers under the recording's names. */
export type Replay = (aws: LambdaCaller, variant: string) => Promise<Steps>;
export type Replays = Readonly<Record<string, Replay>>;

export type { Answer };
