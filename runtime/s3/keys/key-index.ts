import { compareUtf8 } from "./utf8-order.ts";

/** Keys in a leaf, and children of an inner node, before it is split. */
const NODE_CAPACITY = 64;

/**
 * A map whose keys are ordered by their UTF-8 bytes: a B+ tree with linked leaves, so that a list can begin anywhere, and go on
 * behind a whole prefix, without looking at the keys it leaves out.
 *
 * Nodes that become empty are removed; half-empty ones are not joined, which deletes in bulk do not need.
 */
export class KeyIndex<Value> {
  #root: Node<Value> = newLeaf();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(key: string): Value | undefined {
    const leaf = this.#leafOf(key);
    const at = lowerBound(leaf.keys, key);
    return leaf.keys[at] === key ? leaf.values[at] : undefined;
  }

  set(key: string, value: Value): void {
    const right = this.#insert(this.#root, key, value);
    if (right !== undefined) {
      this.#root = { children: [this.#root, right.node], separators: [right.separator] };
    }
  }

  /** @returns whether the key was there */
  delete(key: string): boolean {
    const before = this.#size;
    this.#remove(this.#root, key);
    while (!isLeaf(this.#root) && this.#root.children.length === 1) {
      const [only] = this.#root.children;
      if (only === undefined) break;
      this.#root = only;
    }
    return this.#size < before;
  }

  /** A cursor at the first key that is not before the place `start` describes. */
  seek(start: SeekStart): Cursor<Value> {
    const isBefore = beforeTest(start);
    let node = this.#root;
    while (!isLeaf(node)) {
      const child = node.children[firstNot(node.separators, isBefore)];
      if (child === undefined) break;
      node = child;
    }
    return isLeaf(node) ? new Cursor(node, firstNot(node.keys, isBefore)) : new Cursor(newLeaf<Value>(), 0);
  }

  /** Entries in order, from `start` on; the index may change between two of them. */
  *entries(start: SeekStart = { at: "" }): Generator<readonly [string, Value]> {
    let cursor = this.seek(start);
    for (let entry = cursor.entry(); entry !== undefined; entry = cursor.entry()) {
      yield entry;
      cursor = this.seek({ after: entry[0] });
    }
  }

  #leafOf(key: string): Leaf<Value> {
    let node = this.#root;
    while (!isLeaf(node)) {
      const child: Node<Value> | undefined = node.children[upperBound(node.separators, key)];
      if (child === undefined) return newLeaf();
      node = child;
    }
    return node;
  }

  #insert(node: Node<Value>, key: string, value: Value): Split<Value> | undefined {
    if (isLeaf(node)) return this.#insertIntoLeaf(node, key, value);
    const at = upperBound(node.separators, key);
    const child = node.children[at];
    const split = child && this.#insert(child, key, value);
    if (split === undefined) return undefined;
    node.separators.splice(at, 0, split.separator);
    node.children.splice(at + 1, 0, split.node);
    return node.children.length > NODE_CAPACITY ? splitBranch(node) : undefined;
  }

  #insertIntoLeaf(leaf: Leaf<Value>, key: string, value: Value): Split<Value> | undefined {
    const at = lowerBound(leaf.keys, key);
    if (leaf.keys[at] === key) {
      leaf.values[at] = value;
      return undefined;
    }
    this.#size++;
    leaf.keys.splice(at, 0, key);
    leaf.values.splice(at, 0, value);
    return leaf.keys.length > NODE_CAPACITY ? splitLeaf(leaf, at) : undefined;
  }

  #remove(node: Node<Value>, key: string): void {
    if (isLeaf(node)) {
      const at = lowerBound(node.keys, key);
      if (node.keys[at] !== key) return;
      node.keys.splice(at, 1);
      node.values.splice(at, 1);
      this.#size--;
      return;
    }
    const at = upperBound(node.separators, key);
    const child = node.children[at];
    if (child === undefined) return;
    this.#remove(child, key);
    if (!isEmpty(child) || node.children.length === 1) return;
    unlink(child);
    node.children.splice(at, 1);
    node.separators.splice(Math.max(0, at - 1), 1);
  }
}

/** Where a seek begins: at a key, behind it, or behind every key that starts with a prefix. */
export type SeekStart = { readonly at: string } | { readonly after: string } | { readonly afterPrefix: string };

/** A place in the index. It is good until the index changes. */
export class Cursor<Value> {
  #leaf: Leaf<Value>;
  #at: number;

  constructor(leaf: Leaf<Value>, at: number) {
    this.#leaf = leaf;
    this.#at = at;
  }

  /** The key here and its value; `undefined` behind the last one. */
  entry(): readonly [string, Value] | undefined {
    while (this.#at >= this.#leaf.keys.length) {
      if (this.#leaf.next === undefined) return undefined;
      this.#leaf = this.#leaf.next;
      this.#at = 0;
    }
    const key = this.#leaf.keys[this.#at];
    return key === undefined ? undefined : [key, this.#leaf.values[this.#at] as Value];
  }

  advance(): void {
    this.#at++;
  }
}

interface Leaf<Value> {
  readonly keys: string[];
  readonly values: Value[];
  next: Leaf<Value> | undefined;
  previous: Leaf<Value> | undefined;
}

interface Branch<Value> {
  readonly children: Node<Value>[];
  /** The keys under child `n + 1` are not before separator `n`; those under child `n` are. */
  readonly separators: string[];
}

type Node<Value> = Leaf<Value> | Branch<Value>;

interface Split<Value> {
  readonly separator: string;
  readonly node: Node<Value>;
}

function newLeaf<Value>(): Leaf<Value> {
  return { keys: [], values: [], next: undefined, previous: undefined };
}

function isLeaf<Value>(node: Node<Value>): node is Leaf<Value> {
  return "keys" in node;
}

function isEmpty<Value>(node: Node<Value>): boolean {
  return isLeaf(node) ? node.keys.length === 0 : node.children.every((child) => isEmpty(child));
}

/** Takes an empty child out of the chain of leaves. */
function unlink<Value>(node: Node<Value>): void {
  if (!isLeaf(node)) {
    for (const child of node.children) unlink(child);
    return;
  }
  if (node.previous !== undefined) node.previous.next = node.next;
  if (node.next !== undefined) node.next.previous = node.previous;
}

/** Keys that arrive in order leave full leaves behind them, not half-full ones. */
function splitLeaf<Value>(leaf: Leaf<Value>, insertedAt: number): Split<Value> {
  const isAppend = insertedAt === leaf.keys.length - 1;
  const from = isAppend ? leaf.keys.length - 1 : leaf.keys.length >>> 1;
  const right: Leaf<Value> = {
    keys: leaf.keys.splice(from),
    values: leaf.values.splice(from),
    next: leaf.next,
    previous: leaf,
  };
  if (leaf.next !== undefined) leaf.next.previous = right;
  leaf.next = right;
  return { separator: right.keys[0] ?? "", node: right };
}

function splitBranch<Value>(branch: Branch<Value>): Split<Value> {
  const from = branch.children.length >>> 1;
  const children = branch.children.splice(from);
  const separators = branch.separators.splice(from - 1);
  return { separator: separators.shift() ?? "", node: { children, separators } };
}

// Loops of their own: a call of a closure for every comparison makes inserts three times as slow.
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareUtf8(keys[middle] ?? "", key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function upperBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareUtf8(keys[middle] ?? "", key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index whose key is not before; `isBefore` holds for a beginning of the keys and for nothing behind it. */
function firstNot(keys: readonly string[], isBefore: (key: string) => boolean): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(keys[middle] ?? "")) low = middle + 1;
    else high = middle;
  }
  return low;
}

function beforeTest(start: SeekStart): (key: string) => boolean {
  if ("at" in start) return (key) => compareUtf8(key, start.at) < 0;
  if ("after" in start) return (key) => compareUtf8(key, start.after) <= 0;
  const prefix = start.afterPrefix;
  return (key) => compareUtf8(key, prefix) < 0 || key.startsWith(prefix);
}
