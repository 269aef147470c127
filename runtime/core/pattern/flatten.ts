import type { Scalar } from "./value-test.ts";

/** Which element of an array of objects a value lies in: arrays by number, their elements by index. */
export type Membership = ReadonlyMap<number, number>;

export interface Leaf {
  readonly value: Scalar;
  readonly membership: Membership;
}

/** The values of a document by their path, names joined by dots: `{"a": {"b": [1, 2]}}` has 1 and 2 at `a.b`. */
export type Leaves = ReadonlyMap<string, readonly Leaf[]>;

/** Arrays inside arrays beyond this depth hold nothing that is looked at, so that no document can exhaust the stack. */
const DEEPEST_ARRAY = 100;

const NOWHERE: Membership = new Map();

/**
 * Collects the values that a pattern looks at. AWS joins names by dots before it compares: the event `{"a.b": 1}` and the pattern
 * `{"a": {"b": [1]}}` meet (event-patterns.json, dot_joining_*).
 *
 * @param wanted the pattern's paths and all their beginnings; everything else is passed over
 */
export function flatten(document: object, wanted: ReadonlySet<string>): Leaves {
  const leaves = new Map<string, Leaf[]>();
  let arrays = 0;

  const visitObject = (object: object, path: string, membership: Membership): void => {
    for (const [name, value] of Object.entries(object)) {
      const here = path === "" ? name : `${path}.${name}`;
      if (wanted.has(here)) visit(value, here, membership);
    }
  };

  const visit = (value: unknown, path: string, membership: Membership): void => {
    if (Array.isArray(value)) visitArray(value, path, membership, 0);
    else if (typeof value === "object" && value !== null) visitObject(value, path, membership);
    else add(value, path, membership);
  };

  const visitArray = (array: readonly unknown[], path: string, membership: Membership, depth: number): void => {
    if (depth > DEEPEST_ARRAY) return;
    const id = arrays++;
    for (const [index, element] of array.entries()) {
      if (Array.isArray(element)) visitArray(element, path, membership, depth + 1);
      else if (typeof element === "object" && element !== null) {
        visitObject(element, path, new Map([...membership, [id, index]]));
      } else add(element, path, membership);
    }
  };

  const add = (value: unknown, path: string, membership: Membership): void => {
    const leaf = { value: value as Scalar, membership };
    const there = leaves.get(path);
    if (there === undefined) leaves.set(path, [leaf]);
    else there.push(leaf);
  };

  visitObject(document, "", NOWHERE);
  return leaves;
}

/** The union of both when no array has a different element in each, else `undefined`. */
export function joinMemberships(a: Membership, b: Membership): Membership | undefined {
  if (b.size === 0) return a;
  if (a.size === 0) return b;
  for (const [array, index] of b) {
    const other = a.get(array);
    if (other !== undefined && other !== index) return undefined;
  }
  return new Map([...a, ...b]);
}
