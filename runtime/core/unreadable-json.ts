/** AWS's parser (Jackson) keeps the text to itself (recorded October 2025: validate_set_sub_attributes, subscribe_invalid_filter_policy). */
const SOURCE = "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); ";

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const LITERALS: readonly string[] = ["true", "false", "null"];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const TOKEN = /[\p{L}\p{Nd}_$]+/uy;

/**
 * Why `text` is no JSON, in the words of AWS's parser, with the place where it gave up.
 *
 * @param text what `JSON.parse` refuses
 */
export function unreadableJson(text: string): string {
  if (text.trim() === "") return `No content to map due to end-of-input\n at ${SOURCE}line: 1]`;
  try {
    new Reader(text).value();
  } catch (error) {
    if (error instanceof Unreadable) return `${error.message}\n at ${placeOf(text, error.index)}`;
    throw error;
  }
  // What follows a complete value is the only thing left that can be wrong.
  return `Trailing tokens are not allowed\n at ${placeOf(text, text.length)}`;
}

class Unreadable extends Error {
  readonly index: number;

  constructor(message: string, index: number) {
    super(message);
    this.index = index;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): void {
    const character = this.#next();
    if (character === "{") this.#object();
    else if (character === "[") this.#array();
    else if (character === '"') this.#string("was expecting closing quote for a string value");
    else if (/[-\d]/.test(character)) this.#number();
    else this.#literal(character);
  }

  #object(): void {
    const start = this.#at++;
    if (this.#next() === "}") return void this.#at++;
    for (;;) {
      if (this.#next() === "") throw this.#unclosed("Object", start);
      if (this.#next() !== '"') throw this.#unexpected("was expecting double-quote to start field name");
      this.#string("in field name");
      if (this.#next() !== ":") throw this.#unexpected("was expecting a colon to separate field name and value");
      this.#at++;
      this.value();
      if (this.#isClosed("Object", "}", start)) return;
    }
  }

  #array(): void {
    const start = this.#at++;
    if (this.#next() === "]") return void this.#at++;
    for (;;) {
      if (this.#next() === "") throw this.#unclosed("Array", start);
      this.value();
      if (this.#isClosed("Array", "]", start)) return;
    }
  }

  #isClosed(what: "Object" | "Array", bracket: string, start: number): boolean {
    const character = this.#next();
    if (character === "") throw this.#unclosed(what, start);
    if (character !== bracket && character !== ",") {
      throw this.#unexpected(`was expecting comma to separate ${what} entries`);
    }
    this.#at++;
    return character === bracket;
  }

  #string(unclosed: string): void {
    for (let at = this.#at + 1; at < this.#text.length; at++) {
      const character = this.#text.charAt(at);
      if (character === "\\") at++;
      else if (character === '"') return void (this.#at = at + 1);
      else if (character < " ") {
        const code = `((CTRL-CHAR, code ${character.charCodeAt(0)}))`;
        const rule = "has to be escaped using backslash to be included in string value";
        throw new Unreadable(`Illegal unquoted character ${code}: ${rule}`, at);
      }
    }
    throw new Unreadable(`Unexpected end-of-input: ${unclosed}`, this.#text.length);
  }

  #number(): void {
    if (!this.#skip(NUMBER))
      throw this.#unexpected("Expected digit (0-9) to follow minus sign, for valid numeric value");
  }

  #literal(character: string): void {
    if (character === "") throw new Unreadable("Unexpected end-of-input", this.#text.length);
    const start = this.#at;
    if (!this.#skip(TOKEN)) throw this.#unexpected(`expected a valid value ${VALUES}`);
    const token = this.#text.slice(start, this.#at);
    if (!LITERALS.includes(token)) {
      throw new Unreadable(`Unrecognized token '${token}': was expecting ${VALUES}`, this.#at);
    }
  }

  /** The next character that is no white space, without going behind it; empty at the end. */
  #next(): string {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at++;
    return this.#text.charAt(this.#at);
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #unexpected(reason: string): Unreadable {
    const character = this.#text.charAt(this.#at);
    if (character === "") return new Unreadable(`Unexpected end-of-input: ${reason}`, this.#at);
    return new Unreadable(
      `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${reason}`,
      this.#at,
    );
  }

  #unclosed(what: "Object" | "Array", start: number): Unreadable {
    const opened = placeOf(this.#text, start);
    return new Unreadable(
      `Unexpected end-of-input: expected close marker for ${what} (start marker at ${opened})`,
      this.#text.length,
    );
  }
}

function placeOf(text: string, index: number): string {
  const lines = text.slice(0, index).split("\n");
  return `${SOURCE}line: ${lines.length}, column: ${(lines.at(-1)?.length ?? 0) + 1}]`;
}
