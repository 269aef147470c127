import type { ReadSoFar } from "./value-test.ts";

/**
 * Where AWS's parser (Jackson) stands in a JSON text, as its errors tell: the column of the next character to read, from 1.
 *
 * Reading a token stops behind an opening quote, a bracket, or a whole number or literal; the rest of a text is read when it is used.
 * Found by counting in the recordings (sns_filter_policy--TestSNSFilterPolicyConditions.*).
 *
 * @param json a text that parses, in one line
 * @param path names and indexes from the root to the token
 */
export function columnIn(json: string, path: readonly (string | number)[], readSoFar: ReadSoFar): number {
  const tokens = tokenize(json);
  const at = find(tokens, path);
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined) return json.length + 1;
  const stops: Readonly<Record<ReadSoFar, number>> = {
    token: token.readTo,
    wholeToken: token.end,
    nextToken: next?.readTo ?? json.length,
    end: endOf(tokens, at),
    everything: json.length,
  };
  return stops[readSoFar] + 1;
}

interface Token {
  readonly kind: "open" | "close" | "name" | "value";
  /** A name's text. */
  readonly text: string;
  /** Index behind what is read at first. */
  readonly readTo: number;
  readonly end: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s,:[\]{}"]+/gs;

function tokenize(json: string): Token[] {
  const tokens: Token[] = [];
  for (const match of json.matchAll(TOKEN)) {
    const [text] = match;
    const end = match.index + text.length;
    if (text === "{" || text === "[") tokens.push({ kind: "open", text, readTo: end, end });
    else if (text === "}" || text === "]") tokens.push({ kind: "close", text, readTo: end, end });
    else if (!text.startsWith('"')) tokens.push({ kind: "value", text, readTo: end, end });
    else if (/^\s*:/.test(json.slice(end)))
      tokens.push({ kind: "name", text: String(JSON.parse(text)), readTo: end, end });
    else tokens.push({ kind: "value", text, readTo: match.index + 1, end });
  }
  return tokens;
}

/** Index of the token that `path` leads to. */
function find(tokens: readonly Token[], path: readonly (string | number)[]): number {
  let at = 0;
  for (const step of path) at = typeof step === "number" ? element(tokens, at, step) : member(tokens, at, step);
  return at;
}

function element(tokens: readonly Token[], array: number, index: number): number {
  let at = array + 1;
  for (let skipped = 0; skipped < index && tokens[at]?.kind !== "close"; skipped++) at = behind(tokens, at);
  return at;
}

function member(tokens: readonly Token[], object: number, name: string): number {
  let at = object + 1;
  while (tokens[at]?.kind === "name") {
    if (tokens[at]?.text === name) return at + 1;
    at = behind(tokens, at + 1);
  }
  return at;
}

/** Index of the token behind the value that begins at `at`. */
function behind(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index++) {
    const kind = tokens[index]?.kind;
    if (kind === "open") depth++;
    if (kind === "close") depth--;
    if (depth === 0 && kind !== "name") return index + 1;
  }
  return tokens.length;
}

function endOf(tokens: readonly Token[], at: number): number {
  return tokens[behind(tokens, at) - 1]?.end ?? 0;
}
