/** Keys and list indexes from the config's top: `["functions", "orders", "eventSourceMappings", 0]`. */
export type KeyPath = readonly PropertyKey[];

/** Counted from 1. `depth` is how many keys of the path were found: the place is the deepest one's. */
export interface KeyPlace {
  readonly line: number;
  readonly column: number;
  readonly depth: number;
}

/**
 * Where `path` is written in a TypeScript, JavaScript or JSON source.
 *
 * A scanner, not a parser: it reads object and array literals and follows plain names (`queues`, `queues: shared`), and where
 * the config is computed it answers with the deepest key that is written out. `undefined` when not even the first is.
 */
export function locateKey(source: string, path: KeyPath): KeyPlace | undefined {
  const tokens = tokenize(source);
  let best: Match | undefined;
  for (const [index, token] of tokens.entries()) {
    if (token.text !== "{") continue;
    const match = follow(tokens, readValue(tokens, index).node, path);
    if (match.depth > (best?.depth ?? 0)) best = match;
  }
  return best === undefined ? undefined : { ...lineAndColumn(source, best.offset), depth: best.depth };
}

export function lineAndColumn(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}

interface Token {
  readonly kind: "punctuation" | "string" | "word";
  /** Of a string its content. */
  readonly text: string;
  readonly offset: number;
}

interface Entry {
  readonly offset: number;
  readonly value: Node;
}

type Node =
  | { readonly kind: "object"; readonly entries: ReadonlyMap<string, Entry> }
  | { readonly kind: "array"; readonly elements: readonly Entry[] }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "other" };

interface Match {
  readonly depth: number;
  readonly offset: number;
}

/** So that `const a = b; const b = a` ends. */
const MOST_NAMES_FOLLOWED = 8;

function follow(tokens: readonly Token[], root: Node, path: KeyPath): Match {
  let match: Match = { depth: 0, offset: 0 };
  let node = root;
  for (const key of path) {
    const entry = entryOf(resolveNames(tokens, node), key);
    if (entry === undefined) break;
    match = { depth: match.depth + 1, offset: entry.offset };
    node = entry.value;
  }
  return match;
}

function entryOf(node: Node, key: PropertyKey): Entry | undefined {
  if (node.kind === "object") return node.entries.get(String(key));
  return node.kind === "array" ? node.elements[Number(key)] : undefined;
}

function resolveNames(tokens: readonly Token[], node: Node): Node {
  let resolved = node;
  for (let followed = 0; resolved.kind === "name" && followed < MOST_NAMES_FOLLOWED; followed++) {
    const value = declarationOf(tokens, resolved.name);
    if (value === undefined) break;
    resolved = readValue(tokens, value).node;
  }
  return resolved;
}

/** The index of the first token after `const name =` (with or without a type in between). */
function declarationOf(tokens: readonly Token[], name: string): number | undefined {
  const declared = tokens.findIndex(
    (token, index) => token.text === name && /^(const|let|var)$/.test(index > 0 ? (tokens[index - 1]?.text ?? "") : ""),
  );
  if (declared < 0) return undefined;
  const assigned = tokens.findIndex((token, index) => index > declared && (token.text === "=" || token.text === ";"));
  return tokens[assigned]?.text === "=" ? assigned + 1 : undefined;
}

/** Reads the value at `start` up to the `,` or closing bracket that ends it; `next` is that token's index. */
function readValue(tokens: readonly Token[], start: number): { node: Node; next: number } {
  const first = tokens[start];
  if (first?.kind === "punctuation" && first.text === "{") return readObject(tokens, start);
  if (first?.kind === "punctuation" && first.text === "[") return readArray(tokens, start);
  const next = endOfValue(tokens, start);
  const single = first?.kind === "word" && (next === start + 1 || tokens[start + 1]?.text === ";");
  return { node: single ? { kind: "name", name: first.text } : { kind: "other" }, next };
}

function readObject(tokens: readonly Token[], start: number): { node: Node; next: number } {
  const entries = new Map<string, Entry>();
  let index = start + 1;
  while (index < tokens.length && tokens[index]?.text !== "}") {
    const key = tokens[index];
    if (key === undefined) break;
    const read = readEntry(tokens, index, key);
    if (read.entry !== undefined) entries.set(key.text, read.entry);
    index = skipComma(tokens, read.next, index);
  }
  return { node: { kind: "object", entries }, next: endOfValue(tokens, index + 1) };
}

function readEntry(tokens: readonly Token[], index: number, key: Token): { entry?: Entry; next: number } {
  if (key.kind === "punctuation") return { next: endOfValue(tokens, index) };
  if (tokens[index + 1]?.text === ":") {
    const value = readValue(tokens, index + 2);
    return { entry: { offset: key.offset, value: value.node }, next: value.next };
  }
  const next = endOfValue(tokens, index);
  const shorthand = next === index + 1 && key.kind === "word";
  return shorthand ? { entry: { offset: key.offset, value: { kind: "name", name: key.text } }, next } : { next };
}

function readArray(tokens: readonly Token[], start: number): { node: Node; next: number } {
  const elements: Entry[] = [];
  let index = start + 1;
  while (index < tokens.length && tokens[index]?.text !== "]") {
    const value = readValue(tokens, index);
    elements.push({ offset: tokens[index]?.offset ?? 0, value: value.node });
    index = skipComma(tokens, value.next, index);
  }
  return { node: { kind: "array", elements }, next: endOfValue(tokens, index + 1) };
}

/** Past the `,`; always forward, also over text that is no literal at all. */
function skipComma(tokens: readonly Token[], next: number, from: number): number {
  return Math.max(from + 1, tokens[next]?.text === "," ? next + 1 : next);
}

function endOfValue(tokens: readonly Token[], start: number): number {
  let depth = 0;
  let index = start;
  for (; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== "punctuation") continue;
    if (depth === 0 && /^[,}\])]$/.test(token.text)) break;
    if (/^[{[(]$/.test(token.text)) depth++;
    else if (/^[}\])]$/.test(token.text)) depth--;
  }
  return index;
}

const TOKEN =
  /(?<skip>\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<template>`(?:[^`\\]|\\[\s\S])*`)|(?<word>[\p{L}\p{N}_$]+)|(?<other>[\s\S])/gu;

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  for (const match of source.matchAll(TOKEN)) {
    const { string, template, word, other } = match.groups ?? {};
    const offset = match.index;
    if (string !== undefined) tokens.push({ kind: "string", text: string.slice(1, -1), offset });
    else if (template !== undefined) tokens.push({ kind: "string", text: template.slice(1, -1), offset });
    else if (word !== undefined) tokens.push({ kind: "word", text: word, offset });
    else if (other !== undefined) tokens.push({ kind: "punctuation", text: other, offset });
  }
  return tokens;
}
