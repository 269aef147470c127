/** What an operation takes and what it answers, by the names of their members. */
export type Input = Readonly<Record<string, unknown>>;
export type Answer = Readonly<Record<string, unknown>>;
