import { OBJECT_REASONS, PUBLISHED_REASONS } from "./delivery-reasons.ts";
import { GONE_REASONS, IN_FLIGHT_REASONS, KEPT_REASONS, WAITING_REASONS } from "./message-reasons.ts";
import { EVENT_REASONS, INVOCATION_REASONS, REQUEST_REASONS } from "./request-reasons.ts";

/** The closed list of reasons why something is where it is, by code. */
export const REASONS = {
  ...WAITING_REASONS,
  ...IN_FLIGHT_REASONS,
  ...KEPT_REASONS,
  ...GONE_REASONS,
  ...PUBLISHED_REASONS,
  ...OBJECT_REASONS,
  ...EVENT_REASONS,
  ...INVOCATION_REASONS,
  ...REQUEST_REASONS,
};

/**
 * - `done`: it went well, and is over.
 * - `underWay`: something happens by itself, soon.
 * - `waiting`: it waits for something that is in the way.
 * - `stopped`: it did not get where it should.
 */
export type Outcome = "done" | "underWay" | "waiting" | "stopped";

type Reasons = typeof REASONS;
export type ReasonCode = keyof Reasons;

/** The names in the braces of a sentence. */
type Names<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
/** Epoch milliseconds where the name says an instant. */
type ValueOf<Name extends string> = Name extends "until" | "since" | "at" | `${string}At` ? number : string | number;
type Values<Sentence extends string> = { readonly [Name in Names<Sentence>]: ValueOf<Name> };

/** One reason with what its sentence needs. */
export type Reason = {
  readonly [Code in ReasonCode]: { readonly code: Code; readonly values: Values<Reasons[Code]["sentence"]> };
}[ReasonCode];

/** @param code its type checks that `values` has all that the sentence needs */
export function reason<Code extends ReasonCode>(code: Code, values: Values<Reasons[Code]["sentence"]>): Reason {
  return { code, values } as Reason;
}

export function outcomeOf({ code }: Reason): Outcome {
  return REASONS[code].outcome;
}

export function isInstant(name: string): boolean {
  return name === "until" || name === "since" || name === "at" || name.endsWith("At");
}

/** The reason as one sentence. @param timeOf of epoch milliseconds */
export function sentenceOf(of: Reason, timeOf: (at: number) => string): string {
  return fill(REASONS[of.code].sentence, of, timeOf);
}

/** What to do about it. */
export function adviceOf(of: Reason, timeOf: (at: number) => string): string {
  return fill(REASONS[of.code].advice, of, timeOf);
}

function fill(template: string, { values }: Reason, timeOf: (at: number) => string): string {
  const all: Readonly<Record<string, string | number>> = values;
  return template
    .replaceAll(/\{(\w+)\}/g, (braces, name: string) => {
      const value = all[name];
      if (value === undefined) return braces;
      return typeof value === "number" && isInstant(name) ? timeOf(value) : String(value);
    })
    .trimEnd();
}
