import { invalidTerm } from "./pattern-error.ts";

/** Reads a pattern from left to right; space between its parts does not count. */
export class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isDone(): boolean {
    this.#skipSpace();
    return this.#at >= this.#text.length;
  }

  /** What has not been read. */
  get rest(): string {
    this.#skipSpace();
    return this.#text.slice(this.#at);
  }

  /** Goes on behind `literal` when it comes next. */
  take(literal: string): boolean {
    this.#skipSpace();
    if (!this.#text.startsWith(literal, this.#at)) return false;
    this.#at += literal.length;
    return true;
  }

  /** The text that `expression` (sticky) matches next. */
  match(expression: RegExp): string | undefined {
    this.#skipSpace();
    expression.lastIndex = this.#at;
    const [found] = expression.exec(this.#text) ?? [];
    if (found === undefined) return undefined;
    this.#at += found.length;
    return found;
  }

  /** @throws {FilterPatternError} naming what comes next */
  refuse(): never {
    throw invalidTerm(this.rest.split(/\s/, 1)[0] ?? "");
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at++;
  }
}

const QUOTED = /"(?:[^"\\]|\\.)*"/suy;

/** The content of the quoted text that comes next. */
export function takeQuoted(scanner: Scanner): string | undefined {
  const found = scanner.match(QUOTED);
  return found?.slice(1, -1).replace(/\\(.)/gsu, "$1");
}
