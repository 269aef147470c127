import * as functionMatchers from "./function-matchers.ts";
import * as queueMatchers from "./queue-matchers.ts";
import type { MatcherResult } from "./queue-matchers.ts";

/** For `expect.extend` of vitest and jest. */
export const matchers = { ...queueMatchers, ...functionMatchers };

type Matchers = typeof matchers;

type Assertions = {
  readonly [Name in keyof Matchers]: Matchers[Name] extends (received: never, ...given: infer Given) => MatcherResult
    ? (...given: Given) => void
    : never;
};

/** The same assertions for any test runner: they throw. */
export function assertThat(received: unknown): Assertions & { readonly not: Assertions } {
  return { ...assertionsFor(received, false), not: assertionsFor(received, true) };
}

function assertionsFor(received: unknown, isNegated: boolean): Assertions {
  const assertions = Object.entries(matchers).map(([name, matcher]) => {
    const check = (...given: never[]): void => {
      const { pass, message } = (matcher as (received: unknown, ...given: never[]) => MatcherResult)(
        received,
        ...given,
      );
      if (pass === isNegated) throw new Error(message());
    };
    return [name, check] as const;
  });
  return Object.fromEntries(assertions) as unknown as Assertions;
}
