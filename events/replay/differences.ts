/** One place where two values differ. */
export interface Difference {
  /** `result.items[2].price`; an index counts in the list that has the value, the newer one where both have. */
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  /** Absent when it was added. */
  readonly recorded?: unknown;
  /** Absent when it was removed. */
  readonly replayed?: unknown;
}

/**
 * Where two JSON values differ, in reading order. Elements of lists are matched with each other first, so that one more at the front is one
 * difference and not as many as there are elements; JSON in strings (SNS in SQS) is compared as JSON.
 */
export function differences(path: string, recorded: unknown, replayed: unknown): Difference[] {
  if (isSame(recorded, replayed)) return [];
  if (Array.isArray(recorded) && Array.isArray(replayed)) return listDifferences(path, recorded, replayed);
  if (isMembers(recorded) && isMembers(replayed)) return memberDifferences(path, recorded, replayed);
  if (typeof recorded === "string" && typeof replayed === "string") return textDifferences(path, recorded, replayed);
  return [{ path, kind: "changed", recorded, replayed }];
}

type Members = Readonly<Record<string, unknown>>;

function memberDifferences(path: string, recorded: Members, replayed: Members): Difference[] {
  const names = new Set([...Object.keys(recorded), ...Object.keys(replayed)]);
  return [...names].flatMap((name): Difference[] => {
    const place = PLAIN_NAME.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
    if (!Object.hasOwn(recorded, name)) return [{ path: place, kind: "added", replayed: replayed[name] }];
    if (!Object.hasOwn(replayed, name)) return [{ path: place, kind: "removed", recorded: recorded[name] }];
    return differences(place, recorded[name], replayed[name]);
  });
}

const PLAIN_NAME = /^[A-Za-z_$][\w$-]*$/;

function textDifferences(path: string, recorded: string, replayed: string): Difference[] {
  const inner = [parsedMembers(recorded), parsedMembers(replayed)] as const;
  if (inner[0] !== undefined && inner[1] !== undefined) {
    const found = differences(path, inner[0], inner[1]);
    // Else only the white space differs, or the order of the members.
    if (found.length > 0) return found;
  }
  return [{ path, kind: "changed", recorded, replayed }];
}

/** Between two elements that are the same on both sides: what only one side has. */
interface Gap {
  /** Index of the first of `replayed` in its list. */
  readonly at: number;
  readonly recorded: readonly unknown[];
  readonly replayed: readonly unknown[];
}

function listDifferences(path: string, recorded: readonly unknown[], replayed: readonly unknown[]): Difference[] {
  return gapsOf(recorded, replayed).flatMap(({ at, recorded: before, replayed: after }) => {
    const paired = Math.min(before.length, after.length);
    const place = (index: number): string => `${path}[${at + index}]`;
    return [
      ...after.slice(0, paired).flatMap((value, index) => differences(place(index), before[index], value)),
      ...before.slice(paired).map((value): Difference => ({ path: place(paired), kind: "removed", recorded: value })),
      ...after
        .slice(paired)
        .map((value, index): Difference => ({ path: place(paired + index), kind: "added", replayed: value })),
    ];
  });
}

function gapsOf(recorded: readonly unknown[], replayed: readonly unknown[]): Gap[] {
  const gaps: Gap[] = [];
  let [from, to] = [0, 0];
  for (const [left, right] of [...commonElements(recorded, replayed), [recorded.length, replayed.length] as const]) {
    if (left > from || right > to) {
      gaps.push({ at: to, recorded: recorded.slice(from, left), replayed: replayed.slice(to, right) });
    }
    [from, to] = [left + 1, right + 1];
  }
  return gaps;
}

type Pair = readonly [recorded: number, replayed: number];

/** Longer lists than these two multiplied are compared place by place. */
const MOST_STEPS = 4_000_000;

/** The longest sequence of elements that both lists have, as pairs of their indexes. */
function commonElements(recorded: readonly unknown[], replayed: readonly unknown[]): Pair[] {
  const left = recorded.map((value) => JSON.stringify(value));
  const right = replayed.map((value) => JSON.stringify(value));
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
  }
  const head = Array.from({ length: start }, (_, index): Pair => [index, index]);
  const tail = Array.from({ length: left.length - leftEnd }, (_, index): Pair => [leftEnd + index, rightEnd + index]);
  const middle = longestCommon(left.slice(start, leftEnd), right.slice(start, rightEnd));
  return [...head, ...middle.map(([one, other]): Pair => [one + start, other + start]), ...tail];
}

function longestCommon(left: readonly string[], right: readonly string[]): Pair[] {
  if (left.length * right.length > MOST_STEPS) {
    return left.flatMap((value, index): Pair[] => (value === right[index] ? [[index, index]] : []));
  }
  const width = right.length + 1;
  /** At `i * width + j`: how many are common to what follows `i` and `j`. */
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

function isSame(recorded: unknown, replayed: unknown): boolean {
  return recorded === replayed || JSON.stringify(recorded) === JSON.stringify(replayed);
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsedMembers(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
