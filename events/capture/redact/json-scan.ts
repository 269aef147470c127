/** A value or a key of JSON text as it stands there. */
export interface Scalar {
  readonly kind: "string" | "number" | "key";
  /** The token as written, quotes included. */
  readonly token: string;
  /** Names of it from the outside in: keys, and what a pair (`{"name": "password", "value": ...}`) says of itself. */
  readonly names: readonly string[];
}

/**
 * JSON text with some of its strings, numbers and keys replaced; everything else, white space included, stays as it is.
 *
 * @param replace gives the new token, or the same
 * @returns `undefined` when the text is no JSON object or list
 */
export function replaceScalars(text: string, replace: (scalar: Scalar) => string): string | undefined {
  if (!isJson(text)) return undefined;
  const path = new NamePath();
  let result = "";
  let copiedTo = 0;
  let at = 0;
  for (let match = tokenFrom(text, 0); match !== null; match = tokenFrom(text, at)) {
    const [token] = match;
    at = match.index + token.length;
    if (token === "{" || token === "[") path.enter();
    else if (token === "}" || token === "]") path.leave();
    else {
      const kind = kindOf(text, token, at);
      if (kind === "key") path.key = JSON.parse(token) as string;
      const replaced = replace({ kind, token, names: kind === "key" ? [] : path.names() });
      if (kind === "string") path.saw(token);
      if (replaced !== token) {
        result += text.slice(copiedTo, match.index) + replaced;
        copiedTo = at;
      }
    }
  }
  return copiedTo === 0 ? text : result + text.slice(copiedTo);
}

const NAME_KEYS: ReadonlySet<string> = new Set(["name", "Name", "key", "Key"]);
const VALUE_KEYS: ReadonlySet<string> = new Set(["value", "Value", "values", "Values"]);

class NamePath {
  key: string | undefined;
  readonly #outer: { readonly key: string | undefined; readonly pairName: string | undefined }[] = [];
  #pairName: string | undefined;

  enter(): void {
    this.#outer.push({ key: this.key, pairName: this.#pairName });
    // A list's members go by the list's name, which is among the outer ones.
    this.key = undefined;
    this.#pairName = undefined;
  }

  leave(): void {
    const outer = this.#outer.pop();
    this.key = outer?.key;
    this.#pairName = outer?.pairName;
  }

  saw(token: string): void {
    if (this.key !== undefined && NAME_KEYS.has(this.key)) this.#pairName = JSON.parse(token) as string;
  }

  names(): string[] {
    const names: string[] = [];
    for (const { key, pairName } of this.#outer) add(names, key, pairName);
    add(names, this.key, this.#pairName);
    return names;
  }
}

function add(names: string[], key: string | undefined, pairName: string | undefined): void {
  if (key === undefined) return;
  names.push(key);
  if (pairName !== undefined && VALUE_KEYS.has(key)) names.push(pairName);
}

/** Only used on text that parses, where every token is one of these. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\]]/g;

/** The pattern is shared: replacing a string scans the JSON in it. */
function tokenFrom(text: string, at: number): RegExpExecArray | null {
  TOKEN.lastIndex = at;
  return TOKEN.exec(text);
}

function kindOf(text: string, token: string, end: number): Scalar["kind"] {
  if (!token.startsWith('"')) return "number";
  let at = end;
  while (isSpace(text.charCodeAt(at))) at++;
  return text[at] === ":" ? "key" : "string";
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function isJson(text: string): boolean {
  const first = /^\s*([{[])/.exec(text)?.[1];
  if (first === undefined) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
