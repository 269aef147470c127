import { REGEXES_OF_PATTERN } from "../limits.ts";
import { FilterPatternError } from "./pattern-error.ts";

/** Counts what a pattern may have only so many of. */
export class Budget {
  #regexes = 0;

  /** @throws {FilterPatternError} */
  useRegex(): void {
    if (++this.#regexes > REGEXES_OF_PATTERN) {
      throw new FilterPatternError("Too many regular expressions in the pattern");
    }
  }
}
